callwright {
  stack = "support"
}

provider "amazonconnect" {
  instance = "aaaaaaaa-1111-2222-3333-444444444444"
  region   = "eu-central-1"
}
