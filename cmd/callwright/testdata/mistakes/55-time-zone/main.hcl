hours_of_operation "office" {
  time_zone = "EST"
  schedule  = { monday = ["09:00-17:00"] }
}
