locals {
  weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"]
}

hours_of_operation "service" {
  name      = "Customer Service"
  time_zone = "Europe/London"
  schedule = merge(
    { for day in local.weekdays : day => ["08:00-20:00"] },
    { saturday = ["09:00-17:00"], sunday = var.open_on_sunday ? ["10:00-16:00"] : [] },
  )
}

hours_of_operation "claims" {
  name      = "Claims"
  time_zone = "Europe/London"
  schedule = merge(
    { for day in local.weekdays : day => ["07:00-22:00"] },
    { saturday = ["08:00-18:00"], sunday = ["08:00-18:00"] },
  )
}

hours_of_operation "sales" {
  name      = "Sales"
  time_zone = "Europe/London"
  schedule = merge(
    { for day in local.weekdays : day => ["08:30-19:00"] },
    { saturday = ["09:00-13:00", "14:00-16:00"] },
  )
}

hours_of_operation "always" {
  name      = "Day and Night"
  time_zone = "Europe/London"
  schedule  = { for day in concat(local.weekdays, ["saturday", "sunday"]) : day => ["00:00-24:00"] }
}
