routing_profile "sales" {
  queues = [{ queue = "Sales", delay = 0 }]
}
