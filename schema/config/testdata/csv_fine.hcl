user "bom" {
  for_each   = { for r in csvdecode(file("bom.csv")) : replace(r.name, "\n", "_") => merge({ extra = "e" }, r) }
  first_name = each.value.extra
  last_name  = each.value.n
}

user "filtered" {
  for_each   = { for name, r in { for r in csvdecode(file("agents.csv")) : r.username => r } : upper(name) => { first = r.first_name } if r.team != "sales" }
  first_name = each.value.first
}

user "teams" {
  for_each = toset([for r in csvdecode(file("agents.csv")) : r.team])
}
