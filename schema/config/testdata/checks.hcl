queue "sales" {
  name = "Sales"
}

user "agents" {
  for_each = toset(["ana", "bo"])
}

check "staffed" {
  assert  = length(agents_serving(queue.sales)) >= 2 && alltrue([for u in user.agents : contains(queues_of(u), "Sales")])
  message = "Sales needs two agents."
}

check "by_name" {
  assert   = contains(permissions_of("ana"), "Users.View") || length(agents_serving(queue.sales, "chat")) > 0
  message  = "Nobody takes chats: ${join(", ", users_with("Users.Edit"))}"
  severity = "warning"
}

check "numbers" {
  assert  = 1 < 2
  message = "Numbers are as they were."
}
