user "lee" {
  permission_group = "Agents"
}
permission_group_assignment "lee" {
  user  = "lee"
  group = "Leads"
}
