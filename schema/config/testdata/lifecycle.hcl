# All that a lifecycle may say.
locals {
  old = { b = "Old B" }
}

user "ada" {
  lifecycle {
    prevent_destroy = true
    allow_replace   = (true)
    ignore_changes  = [first_name, phone.number, tags, tags]
  }
}

user "bob" {
  phone = { number = "+442071838750" }

  lifecycle {
    prevent_destroy = false
    allow_replace   = null
    ignore_changes  = [(phone)]
    renamed_from    = null
  }
}

user "cy" {
  lifecycle {
    ignore_changes = all
  }
}

user "dee" {
  lifecycle {
    ignore_changes = [email, all]
  }
}

user "eve" {
  lifecycle {}
}

user "fay" {
  lifecycle {
    ignore_changes = []
    renamed_from   = 7
  }
}

queue "q" {
  for_each = { a = "Premium", b = "Basic" }
  name     = each.value

  lifecycle {
    prevent_destroy = true
    renamed_from    = lookup(local.old, each.key, "")
  }
}

user "agents" {
  for_each = { for r in csvdecode(file("agents.csv")) : r.username => r }
  username = "${each.key}@example.com"

  lifecycle {
    renamed_from = each.key
  }
}

hierarchy_group "emea" {}

hierarchy_group "london" {
  parent = hierarchy_group.emea

  lifecycle {
    renamed_from = "emea/Londinium"
  }
}

hierarchy {
  levels = ["Region", "Team"]

  lifecycle {
    ignore_changes = [levels]
  }
}
