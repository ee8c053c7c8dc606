queue "sales" {
  name       = "Sales"
  depends_on = [hours_of_operation.office]
}
