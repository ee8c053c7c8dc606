# What people may see and do. Permissions are written by their API names, or as the
# console shows them, by resource and level. A security profile grants only what is
# listed here.

locals {
  agent = [
    "AudioDeviceSettings.Access",
    "BasicAgentAccess",
    "CustomerProfiles.View",
    "MyContacts.View",
    "OutboundCallAccess",
    "StaffCalendar.View",
    "TransferContact.Enabled",
    "Wisdom.View",
  ]
}

security_profile "agent" {
  name        = "Merrowdown Agent"
  description = "Takes contacts and makes calls"
  permissions = local.agent
}

security_profile "claims_handler" {
  name        = "Merrowdown Claims Handler"
  description = "An agent who also opens and works on cases"
  permissions = concat(local.agent, [
    "CaseFields.View",
    "CaseTemplates.View",
    "Cases.Create",
    "Cases.Edit",
    "Cases.View",
    "CustomerProfiles.Edit",
  ])
}

# Added to one of the two above.
security_profile "team_leader" {
  name        = "Merrowdown Team Leader"
  description = "Sees the metrics, listens in and coaches"
  permissions = [
    "AccessMetrics",
    "AccessMetrics.HistoricalMetrics.Access",
    "AccessMetrics.RealTimeMetrics.Access",
    "CoachingSessions.Create",
    "CoachingSessions.Edit",
    "CoachingSessions.View",
    "ContactSearch.View",
    "ManagerBargeIn",
    "ManagerListenIn",
    "StopContact.Enabled",
    "TeamCalendar.View",
    "TimeOff.Approve",
    "TimeOff.View",
    "Users.View",
  ]
  hierarchy_restricted_resources = ["user"] # only the leader's own group, and the groups below it
}

# Added to two of the above. Its users can edit the queues with the tag department =
# "claims", and see no other queues. queues.hcl sets the tags.
security_profile "claims_routing" {
  name                     = "Merrowdown Claims Routing"
  description              = "Sees and edits the queues of claims"
  access                   = { queues = ["view", "edit"] }
  access_control_tags      = { department = "claims" }
  tag_restricted_resources = ["queue"]
}

security_profile "quality" {
  name        = "Merrowdown Quality"
  description = "Listens to recordings and writes evaluations; hears no card numbers"
  access = {
    dashboards                               = ["access"]
    call_recordings_redacted                 = ["access"]
    contact_search                           = ["view"]
    contact_transcripts_redacted             = ["access"]
    evaluation_forms_perform_evaluations     = ["view", "create", "edit"]
    evaluation_forms_manage_form_definitions = ["view", "create", "edit"]
  }
}

security_profile "planner" {
  name        = "Merrowdown Planner"
  description = "Forecasts and schedules"
  access = {
    access_metrics     = ["access"]
    historical_metrics = ["access"]
    capacity_planning  = "all"
    forecasting        = "all"
    schedule_manager   = "all"
    time_off_requests  = "all"
  }
}

# Looks, but does not change: users and routing change only in these files.
security_profile "operations" {
  name        = "Merrowdown Operations"
  description = "Sees every setting; acts in an incident"
  access = {
    access_metrics          = ["access"]
    agent_hierarchy         = ["view"]
    flows                   = ["view"]
    hours_of_operation      = ["view"]
    phone_numbers           = ["view"]
    queues                  = ["view", "enable_disable"]
    real_time_metrics       = ["access"]
    routing_profiles        = ["view"]
    security_profiles       = ["view"]
    users                   = ["view"]
    view_historical_changes = ["view"]
  }
}
