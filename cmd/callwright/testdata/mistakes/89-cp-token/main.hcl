provider "connectpath" {
  driver = "gateway"
  token  = "s3cret"
}
