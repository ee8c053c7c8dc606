queue "sales" {
  hours_of_operation = office
}
