# Statuses that agents can choose, besides Available and Offline. The service cannot
# delete one. If you no longer need a status, rename it to one that you do need.

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
