queue "sales" {
  status = "open"
}
