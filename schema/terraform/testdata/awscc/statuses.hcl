agent_status "lunch" {
  name          = "Lunch"
  description   = "At lunch"
  display_order = 3
}
