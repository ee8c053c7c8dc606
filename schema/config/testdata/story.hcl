callwright {
  required_version = ">= 0.1.0"
  stack            = "support"
  limits           = { deletes = 5 }
}

hours_of_operation "always" {
  time_zone = "Europe/London"
  schedule  = { for day in ["monday", "tuesday", "sunday"] : day => ["00:00-24:00"] }
}

queue "premium_1" {
  name               = "Premium Support 1"
  hours_of_operation = hours_of_operation.always
}

queue "more" {
  for_each           = toset(["2", "3"])
  name               = "Premium Support ${each.key}"
  hours_of_operation = hours_of_operation.always
}

queue_table "premium" {
  rows = [
    { queue = queue.premium_1, priority = 1, delay = 0 },
    { queue = queue.more["2"], priority = 2, delay = 20 },
    { queue = "BasicQueue", priority = 3, delay = 80, channels = ["voice", "chat"] },
  ]
}

routing_profile "premium" {
  name                   = "Premium Support"
  description            = "Gold and platinum customers"
  default_outbound_queue = queue.premium_1
  channels               = { voice = 1, chat = 3 }
  cross_channel          = { chat = "any" }
  queues                 = concat(queue_table.premium.rows, [{ queue = queue.more["3"], priority = 9, delay = 9 }])
}

security_profile "agent_plus" {
  name        = "Agent Plus"
  permissions = ["BasicAgentAccess", "OutboundCallAccess"]
}

hierarchy {
  levels = ["Region", "Team"]
}

hierarchy_group "emea" {
  name = "EMEA"
}

locals {
  people = { for r in csvdecode(file("agents.csv")) : r.username => merge(r, { team = title(r.team) }) }
  teams  = toset([for p in local.people : p.team])
}

hierarchy_group "team" {
  for_each = local.teams
  parent   = hierarchy_group.emea
}

user "agents" {
  for_each          = local.people
  first_name        = each.value.first_name
  last_name         = each.value.last_name
  routing_profile   = routing_profile.premium
  security_profiles = [security_profile.agent_plus, "Supervisor"]
  hierarchy_group   = hierarchy_group.team[each.value.team]
  phone             = { type = "soft", auto_accept = true, number = null }
}

user "lee" {
  security_profiles = toset([security_profile.agent_plus, "Agent"])
  email             = ""
}
