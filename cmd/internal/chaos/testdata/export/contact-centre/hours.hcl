hours_of_operation "bank_holidays" {
  name      = "Bank Holidays"
  time_zone = "Europe/London"
  schedule  = {}
  overrides = [
    { name = "Boxing Day 2026", from = "2026-12-26", to = "2026-12-28", closed = true, description = "26 December is a Saturday" },
    { name = "Christmas Day",   from = "2026-12-01", to = "2036-12-31", closed = true, recurs = { yearly = "12-25" } },
    { name = "Early May",       from = "2026-12-01", to = "2036-12-31", closed = true, recurs = { yearly = "first monday of may" } },
    { name = "Easter 2027",     from = "2027-03-26", to = "2027-03-29", closed = true },
    { name = "New Year's Day",  from = "2026-12-01", to = "2036-12-31", closed = true, recurs = { yearly = "01-01" } },
    { name = "Spring",          from = "2026-12-01", to = "2036-12-31", closed = true, recurs = { yearly = "last monday of may" } },
    { name = "Summer",          from = "2026-12-01", to = "2036-12-31", closed = true, recurs = { yearly = "last monday of august" } },
  ]
}

hours_of_operation "claims" {
  name      = "Claims"
  time_zone = "Europe/London"
  schedule = {
    monday    = ["07:00-22:00"]
    tuesday   = ["07:00-22:00"]
    wednesday = ["07:00-22:00"]
    thursday  = ["07:00-22:00"]
    friday    = ["07:00-22:00"]
    saturday  = ["08:00-18:00"]
    sunday    = ["08:00-18:00"]
  }
  parents = [hours_of_operation.bank_holidays]
}

hours_of_operation "customer_service" {
  name      = "Customer Service"
  time_zone = "Europe/London"
  schedule = {
    monday    = ["08:00-20:00"]
    tuesday   = ["08:00-20:00"]
    wednesday = ["08:00-20:00"]
    thursday  = ["08:00-20:00"]
    friday    = ["08:00-20:00"]
    saturday  = ["09:00-17:00"]
  }
  overrides = [{ name = "Christmas Eve 2026", from = "2026-12-24", to = "2026-12-24", hours = ["08:00-13:00"] }]
  parents   = [hours_of_operation.bank_holidays]
}

hours_of_operation "day_and_night" {
  name      = "Day and Night"
  time_zone = "Europe/London"
  schedule = {
    monday    = ["00:00-24:00"]
    tuesday   = ["00:00-24:00"]
    wednesday = ["00:00-24:00"]
    thursday  = ["00:00-24:00"]
    friday    = ["00:00-24:00"]
    saturday  = ["00:00-24:00"]
    sunday    = ["00:00-24:00"]
  }
}

hours_of_operation "sales" {
  name      = "Sales"
  time_zone = "Europe/London"
  schedule = {
    monday    = ["08:30-19:00"]
    tuesday   = ["08:30-19:00"]
    wednesday = ["08:30-19:00"]
    thursday  = ["08:30-19:00"]
    friday    = ["08:30-19:00"]
    saturday  = ["09:00-13:00", "14:00-16:00"]
  }
  parents = [hours_of_operation.bank_holidays]
}
