# Premium Support: four queues, a table that says which contacts are served first,
# and the twelve people who answer. Without a provider block, callwright works on
# an embedded contact centre.

locals {
  weekday = ["08:00-20:00"]
}

hours_of_operation "support" {
  name      = "Support Hours"
  time_zone = "Europe/London"
  schedule = {
    monday    = local.weekday
    tuesday   = local.weekday
    wednesday = local.weekday
    thursday  = local.weekday
    friday    = local.weekday
    saturday  = ["09:00-13:00", "14:00-17:00"]
  }
}

queue "premium_1" {
  name               = "Premium Support 1"
  hours_of_operation = hours_of_operation.support
}

queue "premium_2" {
  name               = "Premium Support 2"
  hours_of_operation = hours_of_operation.support
}

queue "premium_3" {
  name               = "Premium Support 3"
  hours_of_operation = hours_of_operation.support
}

queue "premium_4" {
  name               = "Premium Support 4"
  hours_of_operation = hours_of_operation.support
}

# Priority 1 is served first. The delay is how many seconds a contact must wait
# before these agents can get it.
queue_table "premium" {
  rows = [
    { queue = queue.premium_1, priority = 1, delay = 0 },
    { queue = queue.premium_2, priority = 1, delay = 0 },
    { queue = queue.premium_3, priority = 2, delay = 20 },
    { queue = queue.premium_4, priority = 3, delay = 80 },
  ]
}

routing_profile "premium" {
  name                   = "Premium Support"
  description            = "Gold and platinum customers"
  default_outbound_queue = queue.premium_1
  channels               = { voice = 1, chat = 3 }
  queues                 = queue_table.premium.rows
}

security_profile "agent" {
  name        = "Support Agent"
  description = "Takes contacts and makes calls"
  permissions = ["BasicAgentAccess", "OutboundCallAccess", "TransferContact.Enabled"]
}

security_profile "team_leader" {
  name        = "Support Team Leader"
  description = "Also listens in and reads the metrics"
  permissions = [
    "AccessMetrics",
    "BasicAgentAccess",
    "ManagerListenIn",
    "OutboundCallAccess",
    "TransferContact.Enabled",
    "Users.View",
  ]
}

hierarchy {
  levels = ["Site", "Team"]
}

hierarchy_group "london" {
  name = "London"
}

hierarchy_group "team" {
  for_each = { early = "Early Shift", late = "Late Shift" }
  name     = each.value
  parent   = hierarchy_group.london
}

user "agents" {
  for_each          = { for row in csvdecode(file("agents.csv")) : row.username => row }
  first_name        = each.value.first_name
  last_name         = each.value.last_name
  routing_profile   = routing_profile.premium
  security_profiles = [each.value.leads == "yes" ? security_profile.team_leader : security_profile.agent]
  hierarchy_group   = hierarchy_group.team[each.value.team]
}
