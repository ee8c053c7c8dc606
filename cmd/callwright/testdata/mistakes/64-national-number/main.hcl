user "lee" {
  phone = { type = "desk", number = "020 7946 0123" }
}
