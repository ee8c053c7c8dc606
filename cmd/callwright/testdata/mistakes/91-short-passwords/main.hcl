user "lee" {
  first_name        = "Lee"
  last_name         = "Ng"
  routing_profile   = "Basic Routing Profile"
  security_profiles = ["Agent"]
}
