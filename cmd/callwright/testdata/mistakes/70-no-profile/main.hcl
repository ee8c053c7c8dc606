user "lee" {
  security_profiles = []
}
