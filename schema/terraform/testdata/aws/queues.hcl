queue "claims_1" {
  name               = "Claims 1"
  hours_of_operation = hours_of_operation.office
  tags               = { owner = "platform" }
}

queue "claims_2" {
  name               = "Claims 2"
  hours_of_operation = hours_of_operation.office
  tags               = { owner = "platform" }
}

queue "sales" {
  name               = "Sales"
  description        = "New customers"
  hours_of_operation = "Basic Hours"
  outbound_caller    = { name = "Acme", flow = "Default outbound" }
  quick_connects     = [quick_connect.reception]
  tags               = { owner = "platform" }
}

queue "service" {
  for_each = {
    "Home"   = { name = "Home Service",   description = "Service for Home" }
    "Motor"  = { name = "Motor Service",  description = "Service for Motor" }
    "Travel" = { name = "Travel Service", description = "Service for Travel" }
  }
  name               = each.value.name
  description        = each.value.description
  hours_of_operation = hours_of_operation.office
  max_contacts       = 40
  tags               = { owner = "platform", team = "service" }
}
