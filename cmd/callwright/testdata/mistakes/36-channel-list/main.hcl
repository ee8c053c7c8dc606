routing_profile "sales" {
  channels = ["voice", "chat"]
}
