predefined_attribute "licensed_for" {
  name   = "Licensed For"
  values = ["Complaints", "Home Claims", "Motor Claims"]
}

predefined_attribute "spoken_language" {
  name   = "Spoken Language"
  values = ["English", "French", "Polish", "Welsh"]
}
