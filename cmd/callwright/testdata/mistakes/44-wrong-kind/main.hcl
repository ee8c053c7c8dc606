user "lee" {
  routing_profile = queue.sales
}
queue "sales" {
  name = "Sales"
}
