user "agents" {
  for_each   = toset(["Ana Lopez"])
  first_name = "Ana"
}
