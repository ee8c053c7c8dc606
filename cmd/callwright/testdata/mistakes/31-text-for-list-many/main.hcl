user "agents" {
  for_each          = { for row in csvdecode(file("agents.csv")) : row.username => row }
  security_profiles = each.value.role
}
