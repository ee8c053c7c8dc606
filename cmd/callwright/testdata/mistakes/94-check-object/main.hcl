check "staffed" {
  assert  = length(agents_serving(queue.sale, "voice")) >= 2
  message = "Sales needs two agents."
}
queue "sales" {
  name = "Sales"
}
