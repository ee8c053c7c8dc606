user "lee" {
  email = "lee@example"
}
