provider "amazonconnect" {
  instance = "abc"
}
