routing_profile "sales" {
  queues = [{ queue = "Sales", priority = 0, delay = 0 }]
}
