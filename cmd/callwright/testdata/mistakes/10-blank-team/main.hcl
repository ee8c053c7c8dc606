locals {
  profiles = { early = "Early Shift", late = "Late Shift" }
}
user "agents" {
  for_each        = { for row in csvdecode(file("agents.csv")) : row.username => row }
  routing_profile = local.profiles[each.value.team]
}
