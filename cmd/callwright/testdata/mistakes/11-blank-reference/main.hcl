user "agents" {
  for_each        = { for row in csvdecode(file("agents.csv")) : row.username => row }
  routing_profile = each.value.profile
}
