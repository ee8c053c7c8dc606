locals {
  hierarchy_groups = {
    ""            = null
    "London"      = "London"
    "London/Late" = "London/Late"
  }

  routing_profiles = {
    "Sales"   = "Sales"
    "Service" = "Service"
  }

  security_profiles = {
    "Agent"             = "Agent"
    "CallCenterManager" = "CallCenterManager"
  }

  people_tags = {
    for row in csvdecode(file("people_tags.csv")) : row.username => {
      tag   = row.tag
      value = row.value
    }...
  }
}

user "people" {
  for_each   = { for row in csvdecode(file("people.csv")) : row.username => row }
  first_name = each.value.first_name
  last_name  = each.value.last_name
  email      = each.value.email
  phone = {
    type               = each.value.phone_type
    number             = each.value.phone_number == "" ? null : each.value.phone_number
    auto_accept        = each.value.phone_auto_accept
    after_contact_work = each.value.phone_after_contact_work
  }
  routing_profile   = local.routing_profiles[each.value.routing_profile]
  security_profiles = [for name in split("|", each.value.security_profiles) : local.security_profiles[name]]
  hierarchy_group   = local.hierarchy_groups[each.value.hierarchy_group]
  tags              = { for row in lookup(local.people_tags, each.key, []) : row.tag => row.value }
}
