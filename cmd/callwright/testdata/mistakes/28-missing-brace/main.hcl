queue "sales" {
  name = "Sales"

queue "help" {
  name = "Help"
}
