quick_connect "duty_manager" {
  name = "Duty Manager"
  user = { user = user.other_people["e.okoro"], flow = "Default agent transfer" }
}

quick_connect "police_not_urgent" {
  name        = "Police, not urgent"
  description = "Never for emergencies: those are 999"
  phone       = { number = "+441632960101" }
}

quick_connect "queues" {
  for_each = {
    "Complaints Desk"    = queue.service["Complaints"]
    "Emergency (Home)"   = queue.home_emergency
    "Emergency (Travel)" = queue.travel_emergency
    "Premier Service"    = queue.service["Premier Service"]
  }
  queue = { queue = each.value, flow = "Default queue transfer" }
}
