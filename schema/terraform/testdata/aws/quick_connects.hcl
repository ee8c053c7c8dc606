quick_connect "lead" {
  name = "Team lead"
  user = { user = user.lee, flow = "Default agent transfer" }
  tags = { owner = "platform" }
}

quick_connect "motor" {
  name  = "To Motor"
  queue = { queue = queue.service["Motor"], flow = "Default queue transfer" }
  tags  = { owner = "platform" }
}

quick_connect "reception" {
  name        = "Reception"
  description = "The front desk"
  phone       = { number = "+442079460123" }
  tags        = { owner = "platform" }
}
