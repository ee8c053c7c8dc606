hours_of_operation "office" {
  time_zone = "Europe/London"
  overrides = [{ name = "Christmas", from = "25/12/2026", to = "26/12/2026", closed = true }]
}
