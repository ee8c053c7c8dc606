predefined_attribute "language" {
  name            = "Language"
  values          = ["English", "German"]
  validate_values = true
}
