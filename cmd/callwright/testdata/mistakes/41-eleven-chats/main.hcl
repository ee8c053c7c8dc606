routing_profile "sales" {
  channels = { voice = 1, chat = 11 }
}
