# What people may set themselves to besides Available and Offline. The service cannot
# delete one, so these are few, and one that is no longer wanted is better renamed.

agent_status "each" {
  for_each = {
    "Break"      = 3
    "Lunch"      = 4
    "Training"   = 5
    "Coaching"   = 6
    "Paperwork"  = 7
    "IT problem" = 8
  }
  display_order = each.value
}
