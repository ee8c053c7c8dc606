variable "name" {
  type        = string
  description = "How the site is called in the names of its objects"
}

variable "delay" {
  type        = number
  description = "Seconds after which sales helps with service calls, and the reverse"

  validation {
    condition     = var.delay <= 300
    error_message = "Nobody should wait for more than five minutes before others help."
  }
}

variable "hours" {
  description = "The opening hours of all queues"
}

variable "people" {
  type        = list(object({ username = string, first_name = string, last_name = string, team = string }))
  description = "The rows of people.csv for this site"
}

locals {
  teams = toset(["sales", "service"])
}

queue "calls" {
  for_each           = local.teams
  name               = "${var.name} ${each.key}"
  hours_of_operation = var.hours
}

routing_profile "team" {
  for_each               = local.teams
  name                   = "${var.name} ${each.key}"
  description            = "Calls for ${each.key} in ${var.name}"
  default_outbound_queue = queue.calls[each.key]
  channels               = { voice = 1 }
  queues = [
    for team in local.teams : {
      queue    = queue.calls[team]
      priority = team == each.key ? 1 : 2
      delay    = team == each.key ? 0 : var.delay
    }
  ]
}

user "agent" {
  for_each          = { for person in var.people : person.username => person }
  first_name        = each.value.first_name
  last_name         = each.value.last_name
  routing_profile   = routing_profile.team[each.value.team]
  security_profiles = ["Agent"]
}

output "queues" {
  value = queue.calls
}
