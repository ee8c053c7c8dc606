hierarchy {
  levels = ["Site", "Team"]
}
hierarchy_group "london" {
  name = "London"
}
hierarchy_group "leeds" {
  name = "Leeds"
}
