routing_profile "sales" {
  channels = { voice = 1 }
  queues = [
    { queue = "Sales", priority = 1, delay = 0 },
    { queue = "Sales", priority = 2, delay = 30 },
  ]
}
