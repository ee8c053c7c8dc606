user "agents" {
  for_each   = csvdecode(file("agents.csv"))
  first_name = each.value.first_name
}
