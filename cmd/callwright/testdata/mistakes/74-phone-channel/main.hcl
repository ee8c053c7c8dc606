routing_profile "sales" {
  channels = { phone = 1 }
}
