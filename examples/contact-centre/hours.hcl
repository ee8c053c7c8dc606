locals {
  weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"]
}

# Bank holidays that recur. Easter moves, and holidays on a weekend are moved to a weekday, so
# these need a row for each year.
locals {
  every_year = {
    "New Year's Day" = "01-01"
    "Early May"      = "first monday of may"
    "Spring"         = "last monday of may"
    "Summer"         = "last monday of august"
    "Christmas Day"  = "12-25"
  }
}

# Bank holidays, written once. Other hours of operation name these as a parent, and so
# get their overrides. These hours themselves are never open.
hours_of_operation "bank_holidays" {
  name      = "Bank Holidays"
  time_zone = "Europe/London"
  schedule  = {}
  overrides = concat(
    [for name, days in local.every_year : { name = name, from = "2026-12-01", to = "2036-12-31", recurs = { yearly = days } }],
    [
      { name = "Boxing Day 2026", from = "2026-12-26", to = "2026-12-28", closed = true, description = "26 December is a Saturday" },
      { name = "Easter 2027",     from = "2027-03-26", to = "2027-03-29", closed = true },
    ],
  )
}

hours_of_operation "service" {
  name      = "Customer Service"
  time_zone = "Europe/London"
  parents   = [hours_of_operation.bank_holidays]
  overrides = [
    { name = "Christmas Eve 2026", from = "2026-12-24", to = "2026-12-24", hours = ["08:00-13:00"] },
  ]
  schedule = merge(
    { for day in local.weekdays : day => ["08:00-20:00"] },
    { saturday = ["09:00-17:00"], sunday = var.open_on_sunday ? ["10:00-16:00"] : [] },
  )
}

hours_of_operation "claims" {
  name      = "Claims"
  time_zone = "Europe/London"
  parents   = [hours_of_operation.bank_holidays]
  schedule = merge(
    { for day in local.weekdays : day => ["07:00-22:00"] },
    { saturday = ["08:00-18:00"], sunday = ["08:00-18:00"] },
  )
}

hours_of_operation "sales" {
  name      = "Sales"
  time_zone = "Europe/London"
  parents   = [hours_of_operation.bank_holidays]
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
