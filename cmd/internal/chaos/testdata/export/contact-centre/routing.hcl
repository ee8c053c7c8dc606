routing_profile "claims" {
  name                   = "Claims"
  description            = "New claims, and those under way"
  default_outbound_queue = queue.claims["Motor Claims"]
  channels               = { voice = 1, chat = 2, task = 5 }
  queues = [
    { queue = queue.claims["Home Claims"],      priority = 1, delay = 0,  channels = ["voice", "chat"] },
    { queue = queue.claims["Motor Claims"],     priority = 1, delay = 0,  channels = ["voice", "chat"] },
    { queue = queue.claims["Premier Claims"],   priority = 1, delay = 45, channels = ["voice", "chat"] },
    { queue = queue.home_emergency,             priority = 1, delay = 60, channels = ["voice"] },
    { queue = queue.travel_emergency,           priority = 1, delay = 60, channels = ["voice"] },
    { queue = queue.claims["Travel Claims"],    priority = 2, delay = 0,  channels = ["voice", "chat"] },
    { queue = queue.claims["Approved Garages"], priority = 3, delay = 30, channels = ["voice"] },
    { queue = queue.claims["Claims Recovery"],  priority = 4, delay = 60, channels = ["voice"] },
    { queue = queue.claims["Claims Review"],    priority = 8, delay = 0,  channels = ["task"] },
  ]
}

routing_profile "emergency_desk" {
  name                   = "Emergency Desk"
  description            = "Day and night: homes and travellers in trouble"
  default_outbound_queue = queue.home_emergency
  channels               = { voice = 1 }
  queues = [
    { queue = queue.home_emergency,             priority = 1, delay = 0 },
    { queue = queue.travel_emergency,           priority = 1, delay = 0 },
    { queue = queue.claims["Home Claims"],      priority = 5, delay = 60 },
    { queue = queue.claims["Travel Claims"],    priority = 5, delay = 60 },
    { queue = queue.claims["Approved Garages"], priority = 9, delay = 120 },
  ]
}

routing_profile "floating_team" {
  name                   = "Floating Team"
  description            = "Helps wherever customers wait longest"
  default_outbound_queue = queue.service["Complaints"]
  channels               = { voice = 1, chat = 2, task = 5 }
  queues = [
    { queue = queue.home_emergency,               priority = 1,  delay = 15,  channels = ["voice"] },
    { queue = queue.travel_emergency,             priority = 1,  delay = 15,  channels = ["voice"] },
    { queue = queue.service["Complaints"],        priority = 2,  delay = 0,   channels = ["voice", "chat"] },
    { queue = queue.claims["Premier Claims"],     priority = 2,  delay = 20,  channels = ["voice", "chat"] },
    { queue = queue.service["Premier Service"],   priority = 2,  delay = 20,  channels = ["voice", "chat"] },
    { queue = queue.claims["Home Claims"],        priority = 3,  delay = 60,  channels = ["voice"] },
    { queue = queue.claims["Motor Claims"],       priority = 3,  delay = 60,  channels = ["voice"] },
    { queue = queue.claims["Travel Claims"],      priority = 3,  delay = 60,  channels = ["voice"] },
    { queue = queue.service["Home Service"],      priority = 4,  delay = 60,  channels = ["voice"] },
    { queue = queue.service["Motor Service"],     priority = 4,  delay = 60,  channels = ["voice"] },
    { queue = queue.service["Travel Service"],    priority = 4,  delay = 60,  channels = ["voice"] },
    { queue = queue.claims["Home Claims"],        priority = 4,  delay = 150, channels = ["chat"] },
    { queue = queue.claims["Motor Claims"],       priority = 4,  delay = 150, channels = ["chat"] },
    { queue = queue.service["Cancellations"],     priority = 5,  delay = 90,  channels = ["voice"] },
    { queue = queue.service["Payments"],          priority = 5,  delay = 90,  channels = ["voice"] },
    { queue = queue.service["Renewals"],          priority = 5,  delay = 90,  channels = ["voice"] },
    { queue = queue.service["Home Service"],      priority = 5,  delay = 150, channels = ["chat"] },
    { queue = queue.service["Motor Service"],     priority = 5,  delay = 150, channels = ["chat"] },
    { queue = queue.sales["Brokers"],             priority = 6,  delay = 90,  channels = ["voice"] },
    { queue = queue.service["Renewals"],          priority = 6,  delay = 180, channels = ["chat"] },
    { queue = queue.sales["Home Sales"],          priority = 7,  delay = 120, channels = ["voice"] },
    { queue = queue.sales["Motor Sales"],         priority = 7,  delay = 120, channels = ["voice"] },
    { queue = queue.sales["Travel Sales"],        priority = 7,  delay = 120, channels = ["voice"] },
    { queue = queue.claims["Approved Garages"],   priority = 9,  delay = 180, channels = ["voice"] },
    { queue = queue.claims["Claims Recovery"],    priority = 9,  delay = 180, channels = ["voice"] },
    { queue = queue.claims["Claims Review"],      priority = 10, delay = 0,   channels = ["task"] },
    { queue = queue.service["Document Requests"], priority = 10, delay = 0,   channels = ["task"] },
    { queue = queue.sales["Sales Callbacks"],     priority = 12, delay = 600, channels = ["task"] },
  ]
}

routing_profile "gwasanaeth_cymraeg" {
  name                   = "Gwasanaeth Cymraeg"
  description            = "Service and claims in Welsh; in English when it is quiet"
  default_outbound_queue = queue.service["Gwasanaeth Cymraeg"]
  channels               = { voice = 1, chat = 2 }
  queues = [
    { queue = queue.service["Gwasanaeth Cymraeg"], priority = 1, delay = 0 },
    { queue = queue.service["Home Service"],       priority = 3, delay = 30 },
    { queue = queue.service["Motor Service"],      priority = 3, delay = 30 },
    { queue = queue.service["Travel Service"],     priority = 3, delay = 30 },
    { queue = queue.claims["Home Claims"],         priority = 5, delay = 120 },
    { queue = queue.claims["Motor Claims"],        priority = 5, delay = 120 },
  ]
}

routing_profile "home_and_travel_service" {
  name                   = "Home and Travel Service"
  description            = "Policies for homes and journeys"
  default_outbound_queue = queue.service["Home Service"]
  channels               = { voice = 1, chat = 3, task = 5 }
  queues = [
    { queue = queue.service["Home Service"],      priority = 1, delay = 0,   channels = ["voice", "chat"] },
    { queue = queue.service["Travel Service"],    priority = 1, delay = 0,   channels = ["voice", "chat"] },
    { queue = queue.service["Payments"],          priority = 2, delay = 0,   channels = ["voice", "chat"] },
    { queue = queue.service["Renewals"],          priority = 2, delay = 0,   channels = ["voice", "chat"] },
    { queue = queue.service["Cancellations"],     priority = 2, delay = 20,  channels = ["voice"] },
    { queue = queue.service["Complaints"],        priority = 3, delay = 30,  channels = ["voice"] },
    { queue = queue.service["Motor Service"],     priority = 4, delay = 120, channels = ["voice", "chat"] },
    { queue = queue.service["Document Requests"], priority = 8, delay = 0,   channels = ["task"] },
  ]
}

routing_profile "motor_service" {
  name                   = "Motor Service"
  description            = "Policies for cars and motorbikes"
  default_outbound_queue = queue.service["Motor Service"]
  channels               = { voice = 1, chat = 3, task = 5 }
  queues = [
    { queue = queue.service["Motor Service"],     priority = 1, delay = 0,   channels = ["voice", "chat"] },
    { queue = queue.service["Payments"],          priority = 2, delay = 0,   channels = ["voice", "chat"] },
    { queue = queue.service["Renewals"],          priority = 2, delay = 0,   channels = ["voice", "chat"] },
    { queue = queue.service["Cancellations"],     priority = 2, delay = 20,  channels = ["voice"] },
    { queue = queue.service["Home Service"],      priority = 4, delay = 120, channels = ["voice", "chat"] },
    { queue = queue.service["Travel Service"],    priority = 4, delay = 120, channels = ["voice", "chat"] },
    { queue = queue.service["Document Requests"], priority = 8, delay = 0,   channels = ["task"] },
  ]
  manual_assignment_queues = [{ queue = queue.service["Document Requests"], channels = ["task"] }]
}

routing_profile "premier" {
  name                   = "Premier"
  description            = "Everything for Premier customers, from one team"
  default_outbound_queue = queue.service["Premier Service"]
  channels               = { voice = 1, chat = 2, task = 3 }
  cross_channel          = { chat = "any", task = "any" }
  queues = [
    { queue = queue.claims["Premier Claims"],   priority = 1, delay = 0 },
    { queue = queue.service["Premier Service"], priority = 1, delay = 0 },
    { queue = queue.service["Complaints"],      priority = 2, delay = 0,   channels = ["voice", "chat"] },
    { queue = queue.service["Renewals"],        priority = 5, delay = 120, channels = ["voice"] },
    { queue = queue.claims["Claims Review"],    priority = 8, delay = 0,   channels = ["task"] },
  ]
}

routing_profile "sales" {
  name                   = "Sales"
  description            = "New customers and brokers"
  default_outbound_queue = queue.sales["Sales Callbacks"]
  channels               = { voice = 1, chat = 4, task = 2 }
  queues = [
    { queue = queue.sales["Brokers"],         priority = 1, delay = 0,   channels = ["voice"] },
    { queue = queue.sales["Home Sales"],      priority = 2, delay = 0,   channels = ["voice", "chat"] },
    { queue = queue.sales["Motor Sales"],     priority = 2, delay = 0,   channels = ["voice", "chat"] },
    { queue = queue.sales["Travel Sales"],    priority = 2, delay = 0,   channels = ["voice", "chat"] },
    { queue = queue.sales["Sales Callbacks"], priority = 4, delay = 0,   channels = ["task"] },
    { queue = queue.service["Renewals"],      priority = 6, delay = 120, channels = ["voice"] },
  ]
  agent_availability_timer = "last_inbound"
}
