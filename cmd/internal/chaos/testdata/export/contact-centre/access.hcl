security_profile "agent" {
  name        = "Merrowdown Agent"
  description = "Takes contacts and makes calls"
  access = {
    access_contact_control_panel        = ["access"]
    agent_application_schedule_calendar = ["view"]
    agent_assist                        = ["view"]
    audio_device_settings               = ["access"]
    customer_profiles                   = ["view"]
    make_outbound_calls                 = ["access"]
    transfer_contact                    = ["enable"]
    view_my_contacts                    = ["view"]
  }
}

security_profile "claims_handler" {
  name        = "Merrowdown Claims Handler"
  description = "An agent who also opens and works on cases"
  access = {
    access_contact_control_panel        = ["access"]
    agent_application_schedule_calendar = ["view"]
    agent_assist                        = ["view"]
    audio_device_settings               = ["access"]
    case_fields                         = ["view"]
    case_templates                      = ["view"]
    cases                               = ["view", "create", "edit"]
    customer_profiles                   = ["view", "edit"]
    make_outbound_calls                 = ["access"]
    transfer_contact                    = ["enable"]
    view_my_contacts                    = ["view"]
  }
}

security_profile "claims_routing" {
  name                     = "Merrowdown Claims Routing"
  description              = "Sees and edits the queues of claims"
  access                   = { queues = ["view", "edit"] }
  access_control_tags      = { department = "claims" }
  tag_restricted_resources = ["queue"]
}

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

security_profile "planner" {
  name        = "Merrowdown Planner"
  description = "Forecasts and schedules"
  access = {
    access_metrics     = ["access"]
    capacity_planning  = "all"
    forecasting        = "all"
    historical_metrics = ["access"]
    schedule_manager   = "all"
    time_off_requests  = "all"
  }
}

security_profile "quality" {
  name        = "Merrowdown Quality"
  description = "Listens to recordings and writes evaluations; hears no card numbers"
  access = {
    call_recordings_redacted                 = ["access"]
    contact_search                           = ["view"]
    contact_transcripts_redacted             = ["access"]
    dashboards                               = ["access"]
    evaluation_forms_manage_form_definitions = ["view", "create", "edit"]
    evaluation_forms_perform_evaluations     = ["view", "create", "edit"]
  }
}

security_profile "team_leader" {
  name        = "Merrowdown Team Leader"
  description = "Sees the metrics, listens in and coaches"
  access = {
    access_metrics                    = ["access"]
    coaching_manage_coaching_sessions = ["view", "create", "edit"]
    contact_search                    = ["view"]
    end_contact                       = ["enable"]
    historical_metrics                = ["access"]
    real_time_contact_barge_in        = ["enable_disable"]
    real_time_contact_monitoring      = ["enable_disable"]
    real_time_metrics                 = ["access"]
    team_calendar                     = ["view"]
    time_off_requests                 = ["view", "approve"]
    users                             = ["view"]
  }
  hierarchy_restricted_resources = ["user"]
}
