quick_connect "ada" {
  name = "Ada"
  user = { user = user.ada, flow = "Transfer to people" }
}

quick_connect "reception" {
  name  = "Reception"
  phone = { number = "+4930901821" }
}
