variable "secret" {
  sensitive = true
  default   = "x"
}

queue "a" {
  name = "Premium"
}

queue "keyed" {
  for_each = toset(["Basic"])
}

delete {
  kind = "queue"
  name = "Premium"
}

delete {
  kind = "queue"
  name = "Basic"
}

delete {
  kind = "queu"
  name = "Old"
}

delete {
  kind = "queue_table"
  name = "Old"
}

delete {
  kind = "hierarchy"
  name = "Old"
}

delete {
  kind = "queue"
  name = ""
}

delete {
  kind = "queue"
  name = null
}

delete {
  kind = null
  name = ["Old"]
}

delete {
  kind = "queue"
  name = var.secret
}

delete {
  kind = "queue"
}

delete {
  knd  = "queue"
  name = "Old"

  inner {}
}

delete "queue" {
  name = "Old"
}

delete {
  kind = "queue"
  name = "Old"
}

delete {
  kind = "queue"
  name = "Old"
}

delete {
  kind = "queue"
  name = each.key
}
