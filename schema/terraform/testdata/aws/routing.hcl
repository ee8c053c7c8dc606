routing_profile "service" {
  name                   = "Service"
  description            = "All insurances"
  default_outbound_queue = queue.service["Home"]
  channels               = { voice = 1, chat = 3 }
  queues = [
    { queue = queue.service["Home"],   priority = 1, delay = 0 },
    { queue = queue.service["Motor"],  priority = 1, delay = 0 },
    { queue = queue.service["Travel"], priority = 1, delay = 0 },
    { queue = queue.sales,             priority = 5, delay = 60, channels = ["voice"] },
  ]
  tags = { owner = "platform" }
}
