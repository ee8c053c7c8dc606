user "lee" {
  first_name = "Lee "
}
