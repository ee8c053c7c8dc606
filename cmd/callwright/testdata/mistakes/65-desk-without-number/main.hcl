user "lee" {
  phone = { type = "desk", number = "" }
}
