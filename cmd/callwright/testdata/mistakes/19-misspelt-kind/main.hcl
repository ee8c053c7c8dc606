queu "sales" {
  name = "Sales"
}
