# Without a provider block, callwright works on an embedded contact centre in
# .callwright/, to try things out. For a real instance, give this configuration a
# stack name, and name the instance:
#
# callwright {
#   stack = "support"
# }
#
# provider "amazonconnect" {
#   instance = "my-instance-alias"   # or its id, or its ARN
#   region   = "eu-west-2"
# }

hours_of_operation "weekdays" {
  name      = "Weekdays"
  time_zone = "Europe/London"
  schedule = {
    monday    = ["08:00-18:00"]
    tuesday   = ["08:00-18:00"]
    wednesday = ["08:00-18:00"]
    thursday  = ["08:00-18:00"]
    friday    = ["08:00-17:00"]
  }
}

queue "sales" {
  name               = "Sales"
  description        = "New customers"
  hours_of_operation = hours_of_operation.weekdays
}

queue "support" {
  name               = "Support"
  description        = "Customers with a question"
  hours_of_operation = hours_of_operation.weekdays
}

# Support contacts come first. Sales contacts come here after waiting 30 seconds.
routing_profile "support" {
  name                   = "Support"
  description            = "Agents who help customers"
  default_outbound_queue = queue.support
  channels               = { voice = 1, chat = 2 }
  queues = [
    { queue = queue.support, priority = 1, delay = 0 },
    { queue = queue.sales,   priority = 2, delay = 30, channels = ["voice"] },
  ]
}

security_profile "agent_plus" {
  name        = "Agent Plus"
  description = "Agents who may also see metrics"
  permissions = ["BasicAgentAccess", "OutboundCallAccess", "AccessMetrics"]
}

user "agents" {
  for_each          = { for row in csvdecode(file("agents.csv")) : row.username => row }
  first_name        = each.value.first_name
  last_name         = each.value.last_name
  routing_profile   = routing_profile.support
  security_profiles = [security_profile.agent_plus]
}
