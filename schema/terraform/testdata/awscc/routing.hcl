routing_profile "service" {
  name                   = "Service"
  description            = "Everybody in service"
  default_outbound_queue = queue.sales
  channels               = { voice = 1, chat = 2 }
  cross_channel          = { chat = "any" }
  queues = [
    { queue = queue.sales, priority = 1, delay = 0,  channels = ["voice"] },
    { queue = queue.sales, priority = 2, delay = 20, channels = ["chat"] },
  ]
  manual_assignment_queues = [{ queue = queue.sales, channels = ["chat"] }]
  agent_availability_timer = "last_inbound"
}
