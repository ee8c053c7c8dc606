queue "sales" {
  name = env("QUEUE")
}
