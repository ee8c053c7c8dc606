user "bob" {}

user "agents" {
  for_each = { for r in csvdecode(file("agents.csv")) : r.username => r }
}

variable "keys" {
  default = "ana"
}

release {
  address = user.bob
}

release {
  address = user.agents["ana"]
}

release {
  match = "user.agents[*]"
}

release {
  match = "*.bob"
}

release {}

release {
  address = user.gone
  match   = "user.gone"
}

release "x" {
  address = user.gone
}

release {
  adress = user.gone

  inner {}
}

release {
  address = "user.gone"
}

release {
  address = usr.gone
}

release {
  address = user
}

release {
  address = user["gone"]
}

release {
  address = user.agents[*]
}

release {
  address = user.agents[var.keys]
}

release {
  address = user.agents[0]
}

release {
  address = user.agents.gone
}

release {
  address = user.agents["gone"].email
}

release {
  address = hierarchy
}

release {
  address = queue_table.premium
}

release {
  match = "usr.agents[*]"
}

release {
  match = "usr*"
}

release {
  match = "hierarchy.x"
}

release {
  match = "user"
}

release {
  match = "user.agents[ada]"
}

release {
  match = "user agents"
}

release {
  match = ""
}

release {
  match = null
}

release {
  match = ["user.*"]
}

release {
  match = user.nobody
}

release {
  match = join("", [for i in range(1001) : "*"])
}
