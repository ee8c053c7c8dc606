# References and names mix in conditionals, lists, sets and functions.
queue "a" {}

queue "all" {
  for_each = { b = "B", c = "C" }
  name     = each.value
}

security_profile "agent" {
  name = "Agent plus"
}

locals {
  both   = distinct([security_profile.agent, "Supervisor", security_profile.agent])
  queues = concat([queue.a], queue.all[*], ["BasicQueue"])
}

user "one" {
  security_profiles = toset(concat(local.both, ["Admin"]))
  hierarchy_group   = false ? hierarchy_group.x : ""
  routing_profile   = true ? "Basic Routing Profile" : routing_profile.p
}

user "two" {
  security_profiles = [for p in local.both : p]
  hierarchy_group   = true ? hierarchy_group.x : null
  routing_profile   = try(local.nothing, routing_profile.p)
  email             = null
}

user "each" {
  for_each          = queue.all
  security_profiles = values({ x = security_profile.agent, y = "Admin" })
  routing_profile   = lookup({ b = routing_profile.p }, each.key, "Basic Routing Profile")
  tags              = { key = each.key }
}

locals {
  nothing = null
}

hierarchy_group "x" {}

routing_profile "p" {
  channels               = { voice = 1 }
  default_outbound_queue = queue.all["b"]
  queues                 = [for q in local.queues : { queue = q, priority = 1, delay = 0 }]
}
