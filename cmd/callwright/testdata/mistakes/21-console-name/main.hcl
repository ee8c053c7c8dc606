user "lee" {
  login      = "lee"
  phone_type = "soft"
}
