hierarchy {
  levels = ["Site", "Team"]
}

hierarchy_group "site" {
  for_each = { cardiff = "Cardiff", glasgow = "Glasgow", leeds = "Leeds" }
  name     = each.value
}

# Each team is at one site and has one routing profile.
locals {
  teams = {
    claims    = { site = "cardiff", name = "Claims",          profile = routing_profile.claims }
    home      = { site = "cardiff", name = "Home and Travel", profile = routing_profile.home_and_travel }
    welsh     = { site = "cardiff", name = "Cymraeg",         profile = routing_profile.welsh }
    emergency = { site = "glasgow", name = "Emergency Desk",  profile = routing_profile.emergency }
    premier   = { site = "glasgow", name = "Premier",         profile = routing_profile.premier }
    floating  = { site = "leeds",   name = "Floating",        profile = routing_profile.floating }
    motor     = { site = "leeds",   name = "Motor",           profile = routing_profile.motor }
    sales     = { site = "leeds",   name = "Sales",           profile = routing_profile.sales }
  }
}

hierarchy_group "team" {
  for_each = local.teams
  name     = each.value.name
  parent   = hierarchy_group.site[each.value.site]
}
