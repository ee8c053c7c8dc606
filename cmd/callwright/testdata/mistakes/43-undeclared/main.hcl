queue "sales" {
  hours_of_operation = hours_of_operation.ofice
}
