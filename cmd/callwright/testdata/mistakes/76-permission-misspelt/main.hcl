security_profile "agent" {
  permissions = ["BasicAgentAcces"]
}
