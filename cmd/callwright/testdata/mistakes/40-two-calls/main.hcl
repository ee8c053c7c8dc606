routing_profile "sales" {
  channels = { voice = 2, chat = 3 }
}
