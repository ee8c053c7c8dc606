user "lee" {
  security_profiles = ["Agent"]
}
