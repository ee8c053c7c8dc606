user "lee" {
  password = "Welcome1"
}
