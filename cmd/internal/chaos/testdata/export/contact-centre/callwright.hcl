callwright {
  stack = "support"
}
