# The queues of each department. Other files refer to a queue by its key:
# queue.service["motor"].

# The name and number that customers see when we call. The emergency desk has its own.
locals {
  caller = { name = "Merrowdown Insurance", number = var.caller, flow = "Default outbound" }
}

queue "service" {
  for_each = {
    motor         = { name = "Motor Service",      waiting = 60 }
    home          = { name = "Home Service",       waiting = 60 }
    travel        = { name = "Travel Service",     waiting = 30 }
    renewals      = { name = "Renewals",           waiting = 80 }
    payments      = { name = "Payments",           waiting = 40 }
    cancellations = { name = "Cancellations",      waiting = 40 }
    complaints    = { name = "Complaints",         waiting = 20 }
    documents     = { name = "Document Requests",  waiting = 200 }
    welsh         = { name = "Gwasanaeth Cymraeg", waiting = 20 }
    premier       = { name = "Premier Service",    waiting = 20 }
  }
  name               = each.value.name
  hours_of_operation = hours_of_operation.service
  max_contacts       = each.value.waiting
  outbound_caller    = local.caller
  tags               = { department = "service" }
}

queue "claims" {
  for_each = {
    motor    = { name = "Motor Claims",     waiting = 60 }
    home     = { name = "Home Claims",      waiting = 60 }
    travel   = { name = "Travel Claims",    waiting = 30 }
    garages  = { name = "Approved Garages", waiting = 20 }
    recovery = { name = "Claims Recovery",  waiting = 20 }
    review   = { name = "Claims Review",    waiting = 200 }
    premier  = { name = "Premier Claims",   waiting = 20 }
  }
  name               = each.value.name
  hours_of_operation = hours_of_operation.claims
  max_contacts       = each.value.waiting
  quick_connects     = concat([quick_connect.police], values(quick_connect.desk))
  tags               = { department = "claims" }
}

# There is no limit on waiting contacts, so that nobody with water coming through the
# ceiling is turned away.
queue "emergency" {
  for_each           = { home = "Home Emergency", travel = "Travel Emergency" }
  name               = each.value
  description        = "Answered day and night"
  hours_of_operation = hours_of_operation.always
  outbound_caller    = { name = "Merrowdown ${each.value}" }
  quick_connects     = [quick_connect.duty_manager, quick_connect.police]
  tags               = { department = "claims" }
}

queue "sales" {
  for_each = {
    motor     = { name = "Motor Sales",     waiting = 40 }
    home      = { name = "Home Sales",      waiting = 40 }
    travel    = { name = "Travel Sales",    waiting = 40 }
    brokers   = { name = "Brokers",         waiting = 20 }
    callbacks = { name = "Sales Callbacks", waiting = 100 }
  }
  name               = each.value.name
  hours_of_operation = hours_of_operation.sales
  max_contacts       = each.value.waiting
  outbound_caller    = local.caller
  tags               = { department = "sales" }
}

# Where agents can transfer a contact. A quick connect can lead to a queue, and a queue
# has quick connects, so they refer to each other. callwright creates them in an order
# that works.
quick_connect "desk" {
  for_each = {
    "Complaints Desk"    = queue.service["complaints"]
    "Premier Service"    = queue.service["premier"]
    "Emergency (Home)"   = queue.emergency["home"]
    "Emergency (Travel)" = queue.emergency["travel"]
  }
  queue = { queue = each.value, flow = "Default queue transfer" }
}

quick_connect "police" {
  name        = "Police, not urgent"
  description = "Never for emergencies: those are 999"
  phone       = { number = "+441632960101" }
}

quick_connect "duty_manager" {
  name = "Duty Manager"
  user = { user = user.staff["e.okoro"], flow = "Default agent transfer" }
}
