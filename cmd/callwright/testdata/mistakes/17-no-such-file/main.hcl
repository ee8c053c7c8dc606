user "agents" {
  for_each   = { for row in csvdecode(file("agent.csv")) : row.username => row }
  first_name = each.value.first_name
}
