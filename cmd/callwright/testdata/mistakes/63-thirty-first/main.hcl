hours_of_operation "office" {
  time_zone = "Europe/London"
  overrides = [{ name = "Month end", from = "2026-01-01", to = "2030-12-31", recurs = { monthly = "31" }, hours = ["08:00-22:00"] }]
}
