locals {
  hierarchy_groups = {
    "Cardiff"                 = hierarchy_group.site["Cardiff"]
    "Cardiff/Claims"          = hierarchy_group.team["Claims"]
    "Cardiff/Cymraeg"         = hierarchy_group.team["Cymraeg"]
    "Cardiff/Home and Travel" = hierarchy_group.team["Home and Travel"]
    "Glasgow"                 = hierarchy_group.site["Glasgow"]
    "Glasgow/Emergency Desk"  = hierarchy_group.team["Emergency Desk"]
    "Glasgow/Premier"         = hierarchy_group.team["Premier"]
    "Leeds"                   = hierarchy_group.site["Leeds"]
    "Leeds/Floating"          = hierarchy_group.team["Floating"]
    "Leeds/Motor"             = hierarchy_group.team["Motor"]
    "Leeds/Sales"             = hierarchy_group.team["Sales"]
  }

  predefined_attributes = {
    "Licensed For"    = predefined_attribute.licensed_for
    "Spoken Language" = predefined_attribute.spoken_language
  }

  routing_profiles = {
    "Basic Routing Profile"   = "Basic Routing Profile"
    "Claims"                  = routing_profile.claims
    "Emergency Desk"          = routing_profile.emergency_desk
    "Floating Team"           = routing_profile.floating_team
    "Gwasanaeth Cymraeg"      = routing_profile.gwasanaeth_cymraeg
    "Home and Travel Service" = routing_profile.home_and_travel_service
    "Motor Service"           = routing_profile.motor_service
    "Premier"                 = routing_profile.premier
    "Sales"                   = routing_profile.sales
  }

  security_profiles = {
    "Merrowdown Agent"          = security_profile.agent
    "Merrowdown Claims Handler" = security_profile.claims_handler
    "Merrowdown Claims Routing" = security_profile.claims_routing
    "Merrowdown Operations"     = security_profile.operations
    "Merrowdown Planner"        = security_profile.planner
    "Merrowdown Quality"        = security_profile.quality
    "Merrowdown Team Leader"    = security_profile.team_leader
  }

  skills = {
    for row in csvdecode(file("skills.csv")) : row.username => {
      attribute = local.predefined_attributes[row.attribute]
      value     = row.value
      level     = tonumber(row.level)
    }...
  }
}

user "other_people" {
  for_each          = { for row in csvdecode(file("other_people.csv")) : row.username => row }
  first_name        = each.value.first_name
  last_name         = each.value.last_name
  routing_profile   = local.routing_profiles[each.value.routing_profile]
  security_profiles = [for name in split("|", each.value.security_profiles) : local.security_profiles[name]]
  hierarchy_group   = local.hierarchy_groups[each.value.hierarchy_group]
}

user "people" {
  for_each   = { for row in csvdecode(file("people.csv")) : row.username => row }
  first_name = each.value.first_name
  last_name  = each.value.last_name
  phone      = { type = each.value.phone_type, number = each.value.phone_number }
  channels = {
    voice = { auto_accept = true, after_contact_work = 30, voice_enhancement = "noise_suppression" }
    chat  = { after_contact_work = 15 }
    task  = { after_contact_work = 5 }
  }
  routing_profile   = local.routing_profiles[each.value.routing_profile]
  security_profiles = [for name in split("|", each.value.security_profiles) : local.security_profiles[name]]
  hierarchy_group   = local.hierarchy_groups[each.value.hierarchy_group]
  proficiencies     = lookup(local.skills, each.key, [])
}
