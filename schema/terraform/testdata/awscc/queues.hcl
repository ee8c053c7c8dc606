queue "sales" {
  name               = "Sales"
  description        = "New customers"
  hours_of_operation = hours_of_operation.office
  status             = "disabled"
  max_contacts       = 25
  outbound_caller    = { name = "Acme", number = "+4930901820" }
  quick_connects     = [quick_connect.reception]
  tags               = { team = "sales" }
}
