user "lee" {
  proficiencies = [{ attribute = "Language", value = "Welsh", level = 10 }]
}
