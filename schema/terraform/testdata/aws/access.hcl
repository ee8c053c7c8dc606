security_profile "agent_plus" {
  name        = "Agent Plus"
  description = "Agents who may see metrics"
  access = {
    access_contact_control_panel = ["access"]
    access_metrics               = ["access"]
    make_outbound_calls          = ["access"]
    queues                       = ["view"]
    users                        = ["view", "edit"]
  }
  tags = { owner = "platform" }
}
