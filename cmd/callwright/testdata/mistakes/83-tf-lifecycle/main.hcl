queue "sales" {
  name            = "Sales"
  prevent_destroy = true
}
