# What people may be good at. Flows route by these, and a name with other values is a
# name that no flow asks for, so both stand here.

predefined_attribute "skill" {
  for_each = {
    "Spoken Language" = ["English", "French", "Polish", "Welsh"]
    "Licensed For"    = ["Complaints", "Home Claims", "Motor Claims"]
  }
  values = each.value
}

# Who is good at what: each person's rows of skills.csv.
locals {
  skills = {
    for row in csvdecode(file("skills.csv")) : row.username => {
      attribute = predefined_attribute.skill[row.skill]
      value     = row.value
      level     = tonumber(row.level)
    }...
  }
}
