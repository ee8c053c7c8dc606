connectpath {
  default_group = "ConnectPath Admin"
}
