hours_of_operation "office" {
  time_zone = "Europe/London"
  schedule  = { monday = ["09:00-13:00", "12:00-17:00"] }
}
