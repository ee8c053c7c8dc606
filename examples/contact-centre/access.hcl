# What people may see and do. Permissions have Amazon Connect's names; a profile's
# set is whole, so what is not listed here is not granted.

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

# Given beside one of the two above.
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
}

security_profile "quality" {
  name        = "Merrowdown Quality"
  description = "Listens to recordings and writes evaluations; hears no card numbers"
  permissions = [
    "AccessMetrics.Dashboards.Access",
    "CallRecordings.Redacted.Access",
    "ContactSearch.View",
    "ContactTranscripts.Redacted.Access",
    "Evaluation.Create",
    "Evaluation.Edit",
    "Evaluation.View",
    "EvaluationForms.Create",
    "EvaluationForms.Edit",
    "EvaluationForms.View",
  ]
}

security_profile "planner" {
  name        = "Merrowdown Planner"
  description = "Forecasts and schedules"
  permissions = [
    "AccessMetrics",
    "AccessMetrics.HistoricalMetrics.Access",
    "Capacity.Edit",
    "Capacity.Publish",
    "Capacity.View",
    "Forecasting.Edit",
    "Forecasting.Publish",
    "Forecasting.View",
    "Scheduling.Edit",
    "Scheduling.Publish",
    "Scheduling.View",
    "TimeOff.Approve",
    "TimeOff.Edit",
    "TimeOff.View",
  ]
}

# Looks, but does not change: changes to users and routing are made in these files.
security_profile "operations" {
  name        = "Merrowdown Operations"
  description = "Sees every setting; acts in an incident"
  permissions = [
    "AccessMetrics",
    "AccessMetrics.RealTimeMetrics.Access",
    "AgentGrouping.View",
    "ContactFlows.View",
    "HistoricalChanges.View",
    "HoursOfOperation.View",
    "PhoneNumbers.View",
    "Queues.EnableAndDisable",
    "Queues.View",
    "RoutingPolicies.View",
    "SecurityProfiles.View",
    "Users.View",
  ]
}
