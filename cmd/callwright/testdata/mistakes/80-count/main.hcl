queue "team" {
  count = 3
  name  = "Team ${count.index}"
}
