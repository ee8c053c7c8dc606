queue "service" {
  for_each = { motor = "Motor", home = "Home" }
  name     = each.value
}
routing_profile "sales" {
  default_outbound_queue = queue.service
}
