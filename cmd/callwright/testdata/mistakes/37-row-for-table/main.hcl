routing_profile "sales" {
  queues = { queue = "Sales", priority = 1, delay = 0 }
}
