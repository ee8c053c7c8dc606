variable "keep" {
  default = true
}

variable "secret" {
  sensitive = true
  default   = "x"
}

user "literals" {
  lifecycle {
    prevent_destroy = var.keep
    allow_replace   = !false
    ignore_changes  = var.keep ? [tags] : []
  }
}

user "types" {
  lifecycle {
    prevent_destroy = "true"
    allow_replace   = 1
    ignore_changes  = "tags"
    renamed_from    = ["x"]
  }
}

user "names" {
  lifecycle {
    ignore_changes = [
      emial, phone.nmber, phone.number.x, "tags", tags["x"], for_each, al, var.keep, 1, null,
    ]
  }
}

user "loops" {
  lifecycle {
    ignore_changes = [for a in ["tags"] : a]
    renamed_from   = each.key
  }
}

user "words" {
  lifecycle "x" {}

  lifecycle {
    prevent_destory = true

    inner {}
  }

  lifecycle {}

  timeouts {}
}

user "secret" {
  lifecycle {
    renamed_from = var.secret
  }
}

user "each" {
  for_each = { a = queue.one, b = queue.two }

  lifecycle {
    renamed_from = each.value
  }
}

hierarchy {
  lifecycle {
    renamed_from = "x"
  }
}

queue "one" {
  lifecycle {
    renamed_from = "Old"
  }
}

queue "two" {
  lifecycle {
    renamed_from = "Old"
  }
}

hierarchy_group "g" {
  for_each = toset(["a", "b"])

  lifecycle {
    renamed_from = "Old"
  }
}
