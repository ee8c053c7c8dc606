usr "ada" {}

user "ada" {
  frist_name = "Ada"
  count      = 3

  phone {
    type = "soft"
  }

  lifecycl {
    prevent_destroy = true
  }

  prevent_destroy = true
  lifecycle       = {}
}

queue "premium" {
  phone              = { nmber = "1" }
  hours_of_operation = hours_of_operation.alwyas
}

hours_of_operation "always" {
  schedule = { munday = [] }
}

locals {
  x = lenght([1])
  y = vra.x
  z = local.xx
}

hierarchy "extra" {}

hierarchy {}
hierarchy {}

user "ada" {}

user "Ada Lovelace" {}

user {}

user "a" "b" {}

x = 1

lifecycle {}

relase {
  address = user.bob
}

queue_table "t" {
  rows            = []
  prevent_destroy = true

  lifecycle {}
}
