queue "sales" {
  name = “Sales”
}
