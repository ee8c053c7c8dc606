user "lee" {
  permission_group = security_profile.agent
}
security_profile "agent" {
  name = "Agents"
}
