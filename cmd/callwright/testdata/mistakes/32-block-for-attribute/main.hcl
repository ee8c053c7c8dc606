user "lee" {
  phone {
    type = "soft"
  }
}
