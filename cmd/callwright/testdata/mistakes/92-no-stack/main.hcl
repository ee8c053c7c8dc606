provider "amazonconnect" {
  instance = "merrowdown"
  region   = "eu-west-2"
}
