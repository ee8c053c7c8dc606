hierarchy {
  levels = ["Site", "Team"]
}

hierarchy_group "london" {
  name = "London"
  tags = { owner = "platform" }
}

hierarchy_group "late" {
  name   = "Late/Night"
  parent = hierarchy_group.london
  tags   = { owner = "platform" }
}
