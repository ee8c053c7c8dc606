check {
  assert = true
}

check "two words" {
  assert  = true
  message = "x"
}

check "incomplete" {
  assert = true
}

check "twice" {
  assert  = true
  message = "x"
}

check "twice" {
  assert  = true
  message = "x"
}

check "severity" {
  assert   = true
  message  = "x"
  severity = var.severity
}

variable "severity" {
  default = "warning"
}

check "not_true" {
  assert  = length(agents_serving(queue.sales))
  message = "x"
}

check "no_message" {
  assert  = length(agents_serving(queue.sales)) > 0
  message = null
}

check "kinds" {
  assert  = length(agents_serving(user.ana)) + length(permissions_of(queue.sales)) + length(users_with(user.ana)) + length(queues_of([])) > 0
  message = "x"
}

check "channels" {
  assert  = length(agents_serving(queue.sales, "phone")) > length(agents_serving("Sales", "voice", "chat"))
  message = "x"
}

check "misspelt" {
  assert  = length(agents_servin(queue.sale)) > 0
  message = "x"
  for_all = true
}

check "misspelt_function" {
  assert  = length(agents_servin(queue.sales)) > 0
  message = "x"
}

check "misspelt_label" {
  assert  = length(agents_serving(queue.sale)) > 0
  message = "${length(queues_of(user.anna))} queues"
}

variable "secret" {
  sensitive = true
  default   = "x"
}

check "secret" {
  assert  = true
  message = var.secret
}

locals {
  agents = agents_serving("Sales")
}

queue "sales" {
  name        = "Sales"
  description = join(", ", users_with("Users.Edit"))
}

user "ana" {}
