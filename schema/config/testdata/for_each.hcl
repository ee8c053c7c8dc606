variable "secret" {
  sensitive = true
  default   = "s3cret"
}

user "list" {
  for_each = ["a", "b"]
}

user "null" {
  for_each = null
}

user "number" {
  for_each = 3
}

user "numbers" {
  for_each = toset([1, 2])
}

user "references" {
  for_each = toset([queue.q])
}

user "secret" {
  for_each = { (var.secret) = 1 }
}

user "bad_key" {
  for_each = { "" = 1, "ok" = 2 }
}

queue "q" {}

queue "empty" {
  for_each = {}
}

hierarchy {
  for_each = { a = 1 }
}
