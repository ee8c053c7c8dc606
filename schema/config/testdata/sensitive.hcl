variable "token" {
  sensitive = true
  default   = "hunter2"
}

variable "port" {
  type      = number
  sensitive = true
  default   = "hunter3"
}

locals {
  derived = "x-${var.token}"
}

provider "amazonconnect" {
  instance = var.token
}

callwright {
  stack = var.token
}

user "ada" {
  first_name = var.token
  last_name  = upper(local.derived)
  tags       = { a = "b", c = local.derived }
}

user "more" {
  for_each   = { a = var.token }
  first_name = each.value
  last_name  = tonumber(var.token)
  email      = nope(var.token)
}

user "tried" {
  first_name = can(regex("^a", var.token)) ? "a" : "b"
  last_name  = try(regex("^a", local.derived), "b")
}
