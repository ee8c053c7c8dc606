locals {
  hierarchy_groups = { "London/Late\\/Night" = hierarchy_group.late }

  routing_profiles = { "Service" = routing_profile.service }

  security_profiles = { "Agent" = "Agent" }
}

user "agents" {
  for_each          = { for row in csvdecode(file("agents.csv")) : row.username => row }
  first_name        = each.value.first_name
  last_name         = each.value.last_name
  email             = each.value.email
  phone             = { auto_accept = true, after_contact_work = 30 }
  routing_profile   = local.routing_profiles[each.value.routing_profile]
  security_profiles = [for name in split("|", each.value.security_profiles) : local.security_profiles[name]]
  hierarchy_group   = local.hierarchy_groups[each.value.hierarchy_group]
  tags              = { owner = "platform" }
}

user "lee" {
  username          = "lee"
  first_name        = "Lee"
  last_name         = "Chan"
  email             = "lee@example.com"
  secondary_email   = "lee.chan@example.org"
  phone             = { type = "desk", number = "+442079460199" }
  routing_profile   = routing_profile.service
  security_profiles = [security_profile.agent_plus]
  tags              = { owner = "platform" }
}
