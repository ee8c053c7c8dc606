# Two systems from one list of people. Everybody in agents.csv gets a user in Amazon
# Connect and a permission group in ConnectPath. A person's team decides the routing
# profile, the security profile and the permission group.

provider "connectpath" {
  driver = "gateway"
}

locals {
  people = { for row in csvdecode(file("agents.csv")) : row.username => row }

  teams = {
    service = { routing = routing_profile.service, security = security_profile.agent, group = permission_group.agents }
    sales   = { routing = routing_profile.sales,   security = security_profile.agent, group = permission_group.agents }
    leads   = { routing = routing_profile.service, security = security_profile.lead,  group = permission_group.leads }
    admins  = { routing = routing_profile.service, security = security_profile.lead,  group = permission_group.admins }
  }
}

user "people" {
  for_each          = local.people
  first_name        = each.value.first_name
  last_name         = each.value.last_name
  routing_profile   = local.teams[each.value.team].routing
  security_profiles = [local.teams[each.value.team].security]
  permission_group  = local.teams[each.value.team].group
}
