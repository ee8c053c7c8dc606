hierarchy {
  levels = ["Site", "Team"]
}

hierarchy_group "site" {
  for_each = toset(["Cardiff", "Glasgow", "Leeds"])
}

hierarchy_group "team" {
  for_each = {
    "Claims"          = hierarchy_group.site["Cardiff"]
    "Cymraeg"         = hierarchy_group.site["Cardiff"]
    "Emergency Desk"  = hierarchy_group.site["Glasgow"]
    "Floating"        = hierarchy_group.site["Leeds"]
    "Home and Travel" = hierarchy_group.site["Cardiff"]
    "Motor"           = hierarchy_group.site["Leeds"]
    "Premier"         = hierarchy_group.site["Glasgow"]
    "Sales"           = hierarchy_group.site["Leeds"]
  }
  parent = each.value
}
