locals {
  weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"]
}

# Bank holidays, written once. Other hours of operation name these as a parent, and so
# get their overrides. These hours themselves are never open.
hours_of_operation "bank_holidays" {
  name      = "Bank Holidays"
  time_zone = "Europe/London"
  schedule  = {}
  overrides = [
    { name = "Christmas 2026", from = "2026-12-25", to = "2026-12-28", closed = true },
    { name = "New Year 2027",  from = "2027-01-01", to = "2027-01-01", closed = true },
    { name = "Easter 2027",    from = "2027-03-26", to = "2027-03-29", closed = true },
    { name = "Early May 2027", from = "2027-05-03", to = "2027-05-03", closed = true },
    { name = "Spring 2027",    from = "2027-05-31", to = "2027-05-31", closed = true },
    { name = "Summer 2027",    from = "2027-08-30", to = "2027-08-30", closed = true },
  ]
}

hours_of_operation "service" {
  name      = "Customer Service"
  time_zone = "Europe/London"
  parents   = [hours_of_operation.bank_holidays]
  overrides = [
    { name = "Christmas Eve 2026", from = "2026-12-24", to = "2026-12-24", schedule = { thursday = ["08:00-13:00"] } },
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
