queue "service" {
  name               = "Service"
  hours_of_operation = "Basic Hours"
}

queue "sales" {
  name               = "Sales"
  hours_of_operation = "Basic Hours"
}

routing_profile "service" {
  name                   = "Service"
  description            = "Customers with a question"
  default_outbound_queue = queue.service
  channels               = { voice = 1, chat = 3 }
  queues                 = [{ queue = queue.service, priority = 1, delay = 0 }]
}

routing_profile "sales" {
  name                   = "Sales"
  description            = "New customers first, then service"
  default_outbound_queue = queue.sales
  channels               = { voice = 1 }
  queues = [
    { queue = queue.sales,   priority = 1, delay = 0 },
    { queue = queue.service, priority = 2, delay = 60, channels = ["voice"] },
  ]
}

security_profile "agent" {
  name        = "Desk Agent"
  permissions = ["BasicAgentAccess", "OutboundCallAccess"]
}

security_profile "lead" {
  name        = "Desk Lead"
  permissions = ["AccessMetrics", "BasicAgentAccess", "OutboundCallAccess", "Users.View"]
}
