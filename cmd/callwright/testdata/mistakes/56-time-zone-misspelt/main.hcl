hours_of_operation "office" {
  time_zone = "Europe/Londn"
  schedule  = { monday = ["09:00-17:00"] }
}
