hierarchy_group "sales" {
  for_each = { london = hierarchy_group.london, leeds = hierarchy_group.leeds }
  name     = "Sales"
  parent   = each.value
}
user "lee" {
  first_name        = "Lee"
  last_name         = "Ng"
  routing_profile   = "Basic Routing Profile"
  security_profiles = ["Agent"]
  hierarchy_group   = "Sales"
}
