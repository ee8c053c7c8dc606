routing_profile "sales" {
  default_outbound_queue = routing_profile.other
  queues = [
    { queue = queue.premum, priority = 0, delay = 10000 },
    { queue = routing_profile.other, priority = 1, delay = 0 },
    { queue = queue.premium.name, priority = 1, delay = 0 },
    { queue = queue, priority = 1, delay = 0 },
    { queue = queue.all["c"], priority = 1, delay = 0 },
    { queue = queue.all["a"].name, priority = 1, delay = 0 },
    { queue = queue["premium"], priority = 1, delay = 0 },
  ]
}

routing_profile "other" {
  description = "for ${queue.premium}"
  queues      = [for k in ["a", "zz"] : { queue = queue.all[k], priority = 1, delay = 0 }]
}

routing_profile "third" {
  queues      = [for q in queue.all : { queue = q.name, priority = 1, delay = 0 }]
  description = each.value
}

queue "premium" {}

queue "all" {
  for_each = toset(["a", "b"])
  description = each.valu
}

user "ada" {
  security_profiles = [queue.premium, "Agent"]
  first_name        = queue.premium
  hierarchy_group   = 7
}
