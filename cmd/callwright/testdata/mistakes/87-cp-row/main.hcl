permission_group "leads" {
  permissions = { communication = { announcement = "all" } }
}
