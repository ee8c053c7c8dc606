security_profile "lead" {
  access = { users = ["read"] }
}
