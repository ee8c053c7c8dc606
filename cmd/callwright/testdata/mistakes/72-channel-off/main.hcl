routing_profile "sales" {
  channels = { voice = 1 }
  queues   = [{ queue = "Sales", priority = 1, delay = 0, channels = ["voice", "chat"] }]
}
