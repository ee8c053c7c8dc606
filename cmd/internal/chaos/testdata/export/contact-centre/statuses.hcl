agent_status "all" {
  for_each = {
    "Break"      = 3
    "Coaching"   = 6
    "IT problem" = 8
    "Lunch"      = 4
    "Paperwork"  = 7
    "Training"   = 5
  }
  display_order = each.value
}
