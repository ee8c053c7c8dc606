# What each group may see and do in ConnectPath. callwright leaves a row alone if it is
# not written here; [] removes all of its permissions.

permission_group "admins" {
  name        = "Desk Admins"
  description = "People who may change users and permission groups"
  activity    = "all"
  permissions = {
    users = {
      users             = "all"
      security_profiles = "all" # ConnectPath's name for permission groups
    }
  }
}

permission_group "leads" {
  name        = "Desk Leads"
  description = "Team leads, who see the activity of the queues that they serve"
  activity    = "same-queues"
  permissions = {
    communication = {
      team_status    = "all"
      announcements  = "all"
      directory      = ["view", "edit"]
      silent_monitor = ["enabled", "view"]
    }
    quality   = { recordings = ["enabled"], transcripts = ["enabled"] }
    dashboard = { agent_performance = ["enabled"], contacts_in_queue = ["enabled"] }
  }
}

permission_group "agents" {
  name        = "Desk Agents"
  description = "People who take contacts"
  activity    = "own"
  permissions = {
    communication = {
      team_status   = ["enabled"]
      announcements = ["view"]
      directory     = ["view"]
      raise_hand    = ["enabled"]
    }
  }
}

# On a new instance of ConnectPath, the default group may do everything, so change it.
connectpath {
  default_group = permission_group.agents
}
