queue "a" {
  name = "Sales"
}
queue "b" {
  name = "SALES"
}
