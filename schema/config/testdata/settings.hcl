callwright {
  required_version = ">= 1.0"
  stack            = "Support Team"
  limits           = { deletes = -1, percent = 101, percnt = 1 }
  colour           = "red"
}

callwright {}

provider "amazonconnect" {
  region   = "London"
  endpoint = "http://127.0.0.1@evil.example"
  path     = "x"
}

provider "local" {}

provider {}
