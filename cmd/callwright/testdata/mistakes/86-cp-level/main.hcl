permission_group "leads" {
  permissions = { communication = { silent_monitor = ["remove"] } }
}
