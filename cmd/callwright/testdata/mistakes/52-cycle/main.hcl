locals {
  early = concat(local.late, ["ana"])
  late  = concat(local.early, ["bo"])
}
user "lee" {
  first_name = local.late[0]
}
