# What people can be good at. Flows route by these names and values, so both are
# described here.

predefined_attribute "skill" {
  for_each = {
    "Spoken Language" = ["English", "French", "Polish", "Welsh"]
    "Licensed For"    = ["Complaints", "Home Claims", "Motor Claims"]
  }
  values = each.value
}

# The proficiencies of each person, from their rows in skills.csv.
locals {
  skills = {
    for row in csvdecode(file("skills.csv")) : row.username => {
      attribute = predefined_attribute.skill[row.skill]
      value     = row.value
      level     = tonumber(row.level)
    }...
  }
}
