queue "sales" {
  name = "Sales"
}
queue "sales" {
  name = "Sales Gold"
}
