hours_of_operation "office" {
  time_zone = "Europe/London"
  schedule  = { monday = ["9am-5pm"] }
}
