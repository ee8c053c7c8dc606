user "ada" {
  username        = "ada"
  first_name      = "Ada"
  last_name       = "Lovelace"
  secondary_email = "ada@example.com"
  mobile          = "+4915112345678"
  phone           = { persistent_connection = true }
  channels = {
    voice = { auto_accept = true, after_contact_work = 45, voice_enhancement = "noise_suppression" }
    chat  = { auto_accept = true }
  }
  routing_profile   = routing_profile.service
  security_profiles = [security_profile.agent]
  hierarchy_group   = hierarchy_group.late
  proficiencies     = [{ attribute = predefined_attribute.language, value = "German", level = 5 }]
}
