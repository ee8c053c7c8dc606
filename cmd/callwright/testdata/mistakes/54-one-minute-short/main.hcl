hours_of_operation "always" {
  time_zone = "Europe/London"
  schedule  = { monday = ["00:00-23:59"] }
}
