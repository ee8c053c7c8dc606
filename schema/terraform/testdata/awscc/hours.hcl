hours_of_operation "office" {
  name        = "Office"
  description = "Monday to Friday"
  time_zone   = "Europe/Berlin"
  schedule = {
    monday = ["08:00-18:30"]
    friday = ["08:00-24:00"]
  }
  overrides = [
    { name = "Christmas",     from = "2026-12-25", to = "2026-12-26", closed = true },
    { name = "Christmas Eve", from = "2026-12-24", to = "2026-12-24", hours = ["08:00-12:00"], description = "Half a day" },
  ]
  tags = { team = "service" }
}

hours_of_operation "yearly" {
  name      = "With holidays"
  time_zone = "Europe/Berlin"
  schedule  = { monday = ["09:00-17:00"] }
  parents   = [hours_of_operation.office]
}
