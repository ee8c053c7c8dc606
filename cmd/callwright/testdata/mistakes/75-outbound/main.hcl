routing_profile "sales" {
  default_outbound_queue = "Sales"
  channels               = { voice = 1 }
  queues                 = [{ queue = "Help", priority = 1, delay = 0 }]
}
