queue "Sales Gold" {
  description = "Gold customers"
}
