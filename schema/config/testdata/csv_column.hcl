locals {
  rows = csvdecode(file("agents.csv"))
}

user "by_name" {
  for_each   = { for r in local.rows : r.usrname => r }
  first_name = each.value.first_name
}

user "agents" {
  for_each   = { for r in local.rows : r.username => r }
  first_name = each.value.frist_name
  last_name  = each.value.last_name
}
