locals {
  quick_connects = [quick_connect.duty_manager, quick_connect.police_not_urgent]

  outbound_caller = { name = "Merrowdown Insurance", number = "+441632960001", flow = "Default outbound" }
}

queue "claims" {
  for_each = {
    "Approved Garages" = 20
    "Claims Recovery"  = 20
    "Claims Review"    = 200
    "Home Claims"      = 60
    "Motor Claims"     = 60
    "Premier Claims"   = 20
    "Travel Claims"    = 30
  }
  hours_of_operation = hours_of_operation.claims
  max_contacts       = each.value
  quick_connects = [
    quick_connect.queues["Complaints Desk"],
    quick_connect.queues["Emergency (Home)"],
    quick_connect.queues["Emergency (Travel)"],
    quick_connect.police_not_urgent,
    quick_connect.queues["Premier Service"],
  ]
  tags = { department = "claims" }
}

queue "home_emergency" {
  name               = "Home Emergency"
  description        = "Answered day and night"
  hours_of_operation = hours_of_operation.day_and_night
  outbound_caller    = { name = "Merrowdown Home Emergency" }
  quick_connects     = local.quick_connects
  tags               = { department = "claims" }
}

queue "sales" {
  for_each = {
    "Brokers"         = 20
    "Home Sales"      = 40
    "Motor Sales"     = 40
    "Sales Callbacks" = 100
    "Travel Sales"    = 40
  }
  hours_of_operation = hours_of_operation.sales
  max_contacts       = each.value
  outbound_caller    = local.outbound_caller
  tags               = { department = "sales" }
}

queue "service" {
  for_each = {
    "Cancellations"      = 40
    "Complaints"         = 20
    "Document Requests"  = 200
    "Gwasanaeth Cymraeg" = 20
    "Home Service"       = 60
    "Motor Service"      = 60
    "Payments"           = 40
    "Premier Service"    = 20
    "Renewals"           = 80
    "Travel Service"     = 30
  }
  hours_of_operation = hours_of_operation.customer_service
  max_contacts       = each.value
  outbound_caller    = local.outbound_caller
  tags               = { department = "service" }
}

queue "travel_emergency" {
  name               = "Travel Emergency"
  description        = "Answered day and night"
  hours_of_operation = hours_of_operation.day_and_night
  outbound_caller    = { name = "Merrowdown Travel Emergency" }
  quick_connects     = local.quick_connects
  tags               = { department = "claims" }
}
