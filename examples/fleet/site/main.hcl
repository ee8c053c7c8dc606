variable "time_zone" {
  type        = string
  description = "Where the people work"
}

variable "help_after" {
  type        = number
  description = "Seconds after which the teams help each other"

  validation {
    condition     = var.help_after <= 300
    error_message = "Nobody should wait for more than five minutes before others help."
  }
}

variable "people" {
  type        = list(object({ username = string, first_name = string, last_name = string, team = string }))
  description = "The rows of people.csv for this site"
}

locals {
  teams = toset(["sales", "service"])
}

hours_of_operation "office" {
  name      = "Office"
  time_zone = var.time_zone
  schedule = {
    monday    = ["08:00-18:00"]
    tuesday   = ["08:00-18:00"]
    wednesday = ["08:00-18:00"]
    thursday  = ["08:00-18:00"]
    friday    = ["08:00-17:00"]
  }
}

queue "calls" {
  for_each           = local.teams
  name               = title(each.key)
  description        = "Calls for ${each.key}"
  hours_of_operation = hours_of_operation.office
}

routing_profile "team" {
  for_each               = local.teams
  name                   = title(each.key)
  description            = "Calls for ${each.key}"
  default_outbound_queue = queue.calls[each.key]
  channels               = { voice = 1 }
  queues = [
    for team in local.teams : {
      queue    = queue.calls[team]
      priority = team == each.key ? 1 : 2
      delay    = team == each.key ? 0 : var.help_after
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
