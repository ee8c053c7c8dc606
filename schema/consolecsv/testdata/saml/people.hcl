user "ada_example_com" {
  username          = "ada@example.com"
  first_name        = "Ada"
  last_name         = "Lovelace"
  phone             = { persistent_connection = true }
  channels          = { voice = { voice_enhancement = "noise_suppression" } }
  routing_profile   = "Service"
  security_profiles = ["Agent", "CallCenterManager"]
  hierarchy_group   = "Berlin/Spät"
}

user "grace_example_com" {
  username          = "grace@example.com"
  first_name        = "Grace"
  last_name         = "Hopper"
  phone             = { type = "desk", number = "+4930901821" }
  routing_profile   = "Service"
  security_profiles = ["Agent"]
}
