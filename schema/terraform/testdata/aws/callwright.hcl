callwright {
  stack = "support"
}

provider "amazonconnect" {
  instance = "e3489126-2933-4a2c-ac52-315d5da14d96"
  region   = "eu-west-2"
}
