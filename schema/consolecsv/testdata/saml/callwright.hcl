callwright {
  stack = "support"
}

provider "amazonconnect" {
  instance = "acme"
  region   = "eu-west-2"
}
