hours_of_operation "office" {
  time_zone = "Europe/London"
  overrides = [{ name = "Training", from = "2027-03-12", to = "2027-03-12", schedule = local.every_day }]
}
locals {
  weekdays  = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  every_day = { for day in local.weekdays : day => ["09:00-13:00"] }
}
