hours_of_operation "office" {
  name      = "Office"
  time_zone = "Europe/London"
  schedule  = { monday = ["09:00-17:00"] }
}
