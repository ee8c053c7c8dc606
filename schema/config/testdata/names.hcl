queue "a" {
  name = "Premium"
}

queue "b" {
  name = "Premium"
}

queue "c" {
  name = "premium"
}

user "x" {
  for_each = { for r in csvdecode(file("agents.csv")) : r.username => r }
  username = each.value.team
}

security_profile "agent" {
  permissions = ["BasicAgentAcess"]
}
