user "agents" {
  for_each   = { for row in csvdecode(file("agents.csv")) : row.username => row }
  first_name = each.value.first_name
}
