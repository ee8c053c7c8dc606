variable "site" {}
queue "sales" {
  name = "Sales ${var.site}"
}
