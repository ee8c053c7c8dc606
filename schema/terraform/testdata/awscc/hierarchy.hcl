hierarchy {
  levels = ["Site", "Team"]
}

hierarchy_group "berlin" {
  name = "Berlin"
}

hierarchy_group "late" {
  name   = "Late"
  parent = hierarchy_group.berlin
}
