user "agents" {
  for_each   = { for r in csvdecode(file("agents.csv")) : r.username => r if r.team == "billing" }
  first_name = each.value.first_name
  email      = each.value.first_name
  mobile     = "+44"
}

user "reshaped" {
  for_each = { for r in csvdecode(file("agents.csv")) : "${r.username}2" => { mail = "${r.username}@example", id = r.username } }
  email    = each.value.mail
}

user "ragged" {
  for_each = { for r in csvdecode(file("ragged.csv")) : r.a => r }
}

user "headers" {
  for_each = { for r in csvdecode(file("headers.csv")) : r.a => r }
}

user "quotes" {
  for_each = { for r in csvdecode("a,b\n\"x,y\n") : r.a => r }
}

user "empty" {
  for_each = { for r in csvdecode("") : r.a => r }
}

user "unnamed" {
  for_each = { for r in csvdecode("a,\n1,2\n") : r.a => r }
}

user "twice" {
  for_each = { for r in csvdecode(file("agents.csv")) : r.team => r }
}
