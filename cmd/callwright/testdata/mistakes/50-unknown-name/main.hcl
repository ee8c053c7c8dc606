queue "sales" {
  name               = "Sales"
  hours_of_operation = "Basic Hour"
}
