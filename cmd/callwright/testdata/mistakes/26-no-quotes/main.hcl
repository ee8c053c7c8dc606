queue "sales" {
  name = Sales
}
