queue "sales" {
  name: "Sales"
}
