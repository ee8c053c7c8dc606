queue "sales" {
  name = "Sales"
}
queue "sales_2" {
  name = "Sales"
}
