hours_of_operation "night" {
  time_zone = "Europe/London"
  schedule  = { friday = ["22:00-06:00"] }
}
