hours_of_operation "office" {
  time_zone = "Europe/London"
  schedule  = { mon = ["09:00-17:00"] }
}
