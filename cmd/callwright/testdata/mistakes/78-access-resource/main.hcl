security_profile "lead" {
  access = { agents = ["view"] }
}
