security_profile "agent" {
  name        = "Berlin agents"
  description = "See Berlin only"
  access = {
    access_contact_control_panel = ["access"]
    users                        = ["view"]
  }
  access_control_tags            = { site = "berlin" }
  tag_restricted_resources       = ["queue", "routing_profile"]
  hierarchy_restricted_resources = ["user"]
  access_control_hierarchy_group = hierarchy_group.berlin
  applications                   = [{ namespace = "orders", type = "third_party_application", permissions = ["ACCESS"] }]
  flow_modules                   = ["Order lookup"]
  data_table_access              = [{ attribute = "Country", values = ["DE"] }]
}
