# Who gets which contacts. Priority 1 is served first. The delay is how many seconds
# a contact must wait before these agents can get it. A row without channels applies
# to every channel of the routing profile.

# What everyone in customer service does in addition to their own team's work.
queue_table "service" {
  rows = [
    { queue = queue.service["renewals"],      priority = 2, delay = 0,  channels = ["voice", "chat"] },
    { queue = queue.service["payments"],      priority = 2, delay = 0,  channels = ["voice", "chat"] },
    { queue = queue.service["cancellations"], priority = 2, delay = 20, channels = ["voice"] },
    { queue = queue.service["documents"],     priority = 8, delay = 0,  channels = ["task"] },
  ]
}

routing_profile "motor" {
  name                   = "Motor Service"
  description            = "Policies for cars and motorbikes"
  default_outbound_queue = queue.service["motor"]
  channels               = { voice = 1, chat = 3, task = 5 }
  queues = concat(queue_table.service.rows, [
    { queue = queue.service["motor"],  priority = 1, delay = 0,              channels = ["voice", "chat"] },
    { queue = queue.service["home"],   priority = 4, delay = var.help_after, channels = ["voice", "chat"] },
    { queue = queue.service["travel"], priority = 4, delay = var.help_after, channels = ["voice", "chat"] },
  ])
  manual_assignment_queues = [{ queue = queue.service["documents"], channels = ["task"] }] # agents can pick these themselves
}

routing_profile "home_and_travel" {
  name                   = "Home and Travel Service"
  description            = "Policies for homes and journeys"
  default_outbound_queue = queue.service["home"]
  channels               = { voice = 1, chat = 3, task = 5 }
  queues = concat(queue_table.service.rows, [
    { queue = queue.service["home"],       priority = 1, delay = 0,              channels = ["voice", "chat"] },
    { queue = queue.service["travel"],     priority = 1, delay = 0,              channels = ["voice", "chat"] },
    { queue = queue.service["complaints"], priority = 3, delay = 30,             channels = ["voice"] },
    { queue = queue.service["motor"],      priority = 4, delay = var.help_after, channels = ["voice", "chat"] },
  ])
}

routing_profile "welsh" {
  name                   = "Gwasanaeth Cymraeg"
  description            = "Service and claims in Welsh; in English when it is quiet"
  default_outbound_queue = queue.service["welsh"]
  channels               = { voice = 1, chat = 2 }
  queues = [
    { queue = queue.service["welsh"],  priority = 1, delay = 0 },
    { queue = queue.service["home"],   priority = 3, delay = 30 },
    { queue = queue.service["motor"],  priority = 3, delay = 30 },
    { queue = queue.service["travel"], priority = 3, delay = 30 },
    { queue = queue.claims["home"],    priority = 5, delay = var.help_after },
    { queue = queue.claims["motor"],   priority = 5, delay = var.help_after },
  ]
}

routing_profile "premier" {
  name                   = "Premier"
  description            = "Everything for Premier customers, from one team"
  default_outbound_queue = queue.service["premier"]
  channels               = { voice = 1, chat = 2, task = 3 }
  cross_channel          = { voice = "current_only", chat = "any", task = "any" }
  queues = [
    { queue = queue.service["premier"],    priority = 1, delay = 0 },
    { queue = queue.claims["premier"],     priority = 1, delay = 0 },
    { queue = queue.service["complaints"], priority = 2, delay = 0,              channels = ["voice", "chat"] },
    { queue = queue.service["renewals"],   priority = 5, delay = var.help_after, channels = ["voice"] },
    { queue = queue.claims["review"],      priority = 8, delay = 0,              channels = ["task"] },
  ]
}

routing_profile "claims" {
  name                   = "Claims"
  description            = "New claims, and those under way"
  default_outbound_queue = queue.claims["motor"]
  channels               = { voice = 1, chat = 2, task = 5 }
  queues = [
    { queue = queue.claims["motor"],     priority = 1, delay = 0,  channels = ["voice", "chat"] },
    { queue = queue.claims["home"],      priority = 1, delay = 0,  channels = ["voice", "chat"] },
    { queue = queue.claims["premier"],   priority = 1, delay = 45, channels = ["voice", "chat"] },
    { queue = queue.emergency["home"],   priority = 1, delay = 60, channels = ["voice"] },
    { queue = queue.emergency["travel"], priority = 1, delay = 60, channels = ["voice"] },
    { queue = queue.claims["travel"],    priority = 2, delay = 0,  channels = ["voice", "chat"] },
    { queue = queue.claims["garages"],   priority = 3, delay = 30, channels = ["voice"] },
    { queue = queue.claims["recovery"],  priority = 4, delay = 60, channels = ["voice"] },
    { queue = queue.claims["review"],    priority = 8, delay = 0,  channels = ["task"] },
  ]
}

# Nobody on the emergency desk is away from the telephone because of a chat.
routing_profile "emergency" {
  name                   = "Emergency Desk"
  description            = "Day and night: homes and travellers in trouble"
  default_outbound_queue = queue.emergency["home"]
  channels               = { voice = 1 }
  queues = [
    { queue = queue.emergency["home"],   priority = 1, delay = 0 },
    { queue = queue.emergency["travel"], priority = 1, delay = 0 },
    { queue = queue.claims["home"],      priority = 5, delay = 60 },
    { queue = queue.claims["travel"],    priority = 5, delay = 60 },
    { queue = queue.claims["garages"],   priority = 9, delay = var.help_after },
  ]
}

routing_profile "sales" {
  name                     = "Sales"
  description              = "New customers and brokers"
  default_outbound_queue   = queue.sales["callbacks"]
  channels                 = { voice = 1, chat = 4, task = 2 }
  agent_availability_timer = "last_inbound"
  queues = [
    { queue = queue.sales["brokers"],    priority = 1, delay = 0,              channels = ["voice"] },
    { queue = queue.sales["motor"],      priority = 2, delay = 0,              channels = ["voice", "chat"] },
    { queue = queue.sales["home"],       priority = 2, delay = 0,              channels = ["voice", "chat"] },
    { queue = queue.sales["travel"],     priority = 2, delay = 0,              channels = ["voice", "chat"] },
    { queue = queue.sales["callbacks"],  priority = 4, delay = 0,              channels = ["task"] },
    { queue = queue.service["renewals"], priority = 6, delay = var.help_after, channels = ["voice"] },
  ]
}

# The floating team fills the gaps: emergencies at once, most else after a while.
routing_profile "floating" {
  name                   = "Floating Team"
  description            = "Helps wherever customers wait longest"
  default_outbound_queue = queue.service["complaints"]
  channels               = { voice = 1, chat = 2, task = 5 }
  queues = [
    { queue = queue.emergency["home"],        priority = 1,  delay = 15,             channels = ["voice"] },
    { queue = queue.emergency["travel"],      priority = 1,  delay = 15,             channels = ["voice"] },

    # Premier customers and complaints are the team's own work too.
    { queue = queue.service["premier"],       priority = 2,  delay = 20,             channels = ["voice", "chat"] },
    { queue = queue.claims["premier"],        priority = 2,  delay = 20,             channels = ["voice", "chat"] },
    { queue = queue.service["complaints"],    priority = 2,  delay = 0,              channels = ["voice", "chat"] },

    { queue = queue.claims["motor"],          priority = 3,  delay = 60,             channels = ["voice"] },
    { queue = queue.claims["home"],           priority = 3,  delay = 60,             channels = ["voice"] },
    { queue = queue.claims["travel"],         priority = 3,  delay = 60,             channels = ["voice"] },
    { queue = queue.service["motor"],         priority = 4,  delay = 60,             channels = ["voice"] },
    { queue = queue.service["home"],          priority = 4,  delay = 60,             channels = ["voice"] },
    { queue = queue.service["travel"],        priority = 4,  delay = 60,             channels = ["voice"] },
    { queue = queue.service["renewals"],      priority = 5,  delay = 90,             channels = ["voice"] },
    { queue = queue.service["payments"],      priority = 5,  delay = 90,             channels = ["voice"] },
    { queue = queue.service["cancellations"], priority = 5,  delay = 90,             channels = ["voice"] },
    { queue = queue.sales["brokers"],         priority = 6,  delay = 90,             channels = ["voice"] },
    { queue = queue.sales["motor"],           priority = 7,  delay = var.help_after, channels = ["voice"] },
    { queue = queue.sales["home"],            priority = 7,  delay = var.help_after, channels = ["voice"] },
    { queue = queue.sales["travel"],          priority = 7,  delay = var.help_after, channels = ["voice"] },
    { queue = queue.claims["garages"],        priority = 9,  delay = 180,            channels = ["voice"] },
    { queue = queue.claims["recovery"],       priority = 9,  delay = 180,            channels = ["voice"] },

    # A chat can wait a little longer than a call.
    { queue = queue.claims["motor"],          priority = 4,  delay = 150,            channels = ["chat"] },
    { queue = queue.claims["home"],           priority = 4,  delay = 150,            channels = ["chat"] },
    { queue = queue.service["motor"],         priority = 5,  delay = 150,            channels = ["chat"] },
    { queue = queue.service["home"],          priority = 5,  delay = 150,            channels = ["chat"] },
    { queue = queue.service["renewals"],      priority = 6,  delay = 180,            channels = ["chat"] },

    { queue = queue.claims["review"],         priority = 10, delay = 0,              channels = ["task"] },
    { queue = queue.service["documents"],     priority = 10, delay = 0,              channels = ["task"] },
    { queue = queue.sales["callbacks"],       priority = 12, delay = 600,            channels = ["task"] },
  ]
}
