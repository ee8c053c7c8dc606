# What leaves the stack, what is deleted, and what may be taken over.
callwright {
  stack    = "support"
  adopt    = "unchanged"
  formerly = ["old-stack", local.older, "old-stack"]
}

locals {
  older = "older-stack"
}

release {
  address = user.bob
}

release {
  address = (user.agents["ada"])
}

release {
  match = "queue.${local.older}_*"
}

release {
  match = "hierarchy_group.g[\"EMEA/*\"]"
}

delete {
  kind = "queue"
  name = "Old"
}

delete {
  kind = "hierarchy_group"
  name = "EMEA/${local.older}"
}

user "agents" {
  for_each = toset(["bob"])
}
