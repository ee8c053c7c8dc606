hours_of_operation "office" {
  name        = "Office"
  description = "Weekdays, with a break at noon on Fridays"
  time_zone   = "Europe/London"
  schedule = {
    monday    = ["08:30-18:00"]
    tuesday   = ["08:30-18:00"]
    wednesday = ["08:30-18:00"]
    thursday  = ["08:30-18:00"]
    friday    = ["08:30-12:00", "13:00-24:00"]
  }
  tags = { owner = "platform" }
}
