# The people are in two CSV files, which you can edit in a spreadsheet. To move
# someone, change the team in their row.

locals {
  roles = {
    agent         = [security_profile.agent]
    handler       = [security_profile.claims_handler]
    leader        = [security_profile.agent, security_profile.team_leader]
    claims_leader = [security_profile.claims_handler, security_profile.team_leader, security_profile.claims_routing]
    quality       = [security_profile.quality]
    planner       = [security_profile.planner]
    operations    = [security_profile.operations]
  }
}

# People in a team take contacts. Most use a softphone in the browser; those with a
# number in the desk_phone column have a desk phone.
user "agents" {
  for_each          = { for row in csvdecode(file("agents.csv")) : row.username => row }
  first_name        = each.value.first_name
  last_name         = each.value.last_name
  routing_profile   = local.teams[each.value.team].profile
  security_profiles = local.roles[each.value.role]
  hierarchy_group   = hierarchy_group.team[each.value.team]
  proficiencies     = lookup(local.skills, each.key, [])
  phone = {
    type   = each.value.desk_phone == "" ? "soft" : "desk"
    number = each.value.desk_phone
  }

  # Calls connect automatically. Agents look at chats and tasks before they accept.
  channels = {
    voice = { auto_accept = true,  after_contact_work = var.after_contact_work, voice_enhancement = "noise_suppression" }
    chat  = { auto_accept = false, after_contact_work = 15 }
    task  = { auto_accept = false, after_contact_work = 5 }
  }
}

# Everyone else takes no contacts. Amazon Connect requires a routing profile for each
# user, so they have the one that comes with the instance. It is not described here, so
# its name is in quotes.
user "staff" {
  for_each          = { for row in csvdecode(file("staff.csv")) : row.username => row }
  first_name        = each.value.first_name
  last_name         = each.value.last_name
  routing_profile   = "Basic Routing Profile"
  security_profiles = local.roles[each.value.role]
  hierarchy_group   = hierarchy_group.site[each.value.site]
}
