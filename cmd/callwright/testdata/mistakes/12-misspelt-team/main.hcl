routing_profile "team" {
  for_each = { early = "Early Shift", late = "Late Shift" }
  name     = each.value
}
user "agents" {
  for_each        = { for row in csvdecode(file("agents.csv")) : row.username => row }
  routing_profile = routing_profile.team[each.value.team]
}
