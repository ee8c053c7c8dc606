# What each group of people may see and do in ConnectPath. A row that is not written
# is left as it is; [] takes everything away.

permission_group "admins" {
  name        = "Desk Admins"
  description = "Who may change users and permission groups"
  activity    = "all"
  permissions = {
    users = {
      users             = "all"
      security_profiles = "all" # ConnectPath's word for these groups
    }
  }
}

permission_group "leads" {
  name        = "Desk Leads"
  description = "Team leads: they see the activity of the queues that they serve"
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
  description = "Who takes contacts"
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

# A new instance of ConnectPath lets everybody do everything until this is changed.
connectpath {
  default_group = permission_group.agents
}
