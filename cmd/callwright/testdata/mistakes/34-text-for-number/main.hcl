user "lee" {
  phone = { after_contact_work = "30s" }
}
