user "lee" {
  first_nam = "Lee"
}
