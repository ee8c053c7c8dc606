# What people may be good at. Flows route by these, and a name with other values is a
# name that no flow asks for, so both stand here.

predefined_attribute "language" {
  name   = "Spoken Language"
  values = ["English", "French", "Polish", "Welsh"]
}

predefined_attribute "licence" {
  name   = "Licensed For"
  values = ["Complaints", "Home Claims", "Motor Claims"]
}
