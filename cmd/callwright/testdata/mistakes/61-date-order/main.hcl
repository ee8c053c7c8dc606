hours_of_operation "office" {
  time_zone = "Europe/London"
  overrides = [{ name = "Move", from = "2027-03-08", to = "2027-03-05", closed = true }]
}
