user "lee" {
  phone = { type = "soft", auto_accept = "yes" }
}
