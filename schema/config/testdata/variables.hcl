variable "no_value" {}

variable "typed" {
  type    = object({ name = string, size = optional(number, 3) })
  default = { name = "x", size = "big" }
}

variable "unsure" {
  type    = strng
  default = 1
}

variable "dynamic" {
  default = upper("x")
}

variable "named" {
  default = var.other
}

variable "not_null" {
  nullable = false
  default  = null
}

variable "checked" {
  default = "abc"

  validation {
    condition     = length(var.checked) > 3
    error_message = "It has ${length(var.checked)} letters, and needs 4."
  }

  validation {
    condition = true
  }

  validation {
    condition     = "maybe"
    error_message = "x"
  }
}

variable "not_null" {}

variable "sensitive" {
  sensitive = "perhaps"
  descripton = "x"
  checks {}
}
