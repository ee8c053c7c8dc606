queue "a" {}

queue_table "twice" {
  rows = [
    { queue = queue.a, priority = 1, delay = 0 },
    { queue = "a", priority = 2, delay = 10000 },
  ]
}

queue_table "again" {
  rows = [
    { queue = queue.a, priority = 1, delay = 0 },
    { queue = "a", priority = 2, delay = 0 },
  ]
}

queue_table "unsuitable" {
  rows = [{ queue = queue.a, priority = 100, delay = -1, channel = "voice" }, 7, { prority = 1 }]
}

queue_table "empty" {
  row = []
}

queue_table "fine" {
  rows = [{ queue = queue.a, priority = 1, delay = 0 }]
}

routing_profile "p" {
  channels = { voice = 2, fax = 1 }
  queues   = concat(queue_table.fine.rows, queue_table.fine.rows)
}

routing_profile "q" {
  queues = queue_table.again.rows
}

routing_profile "r" {
  channels = { voice = 1 }
  queues   = [{ queue = queue.a, priority = 1, delay = 0, channels = ["voice", "chat"] }]
}

routing_profile "s" {
  cross_channel = { chat = "any", voice = "all", pigeon = "any" }
  queues        = queue_table.fine
}

user "u" {
  security_profiles = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"]
  phone             = { type = "desk", number = "" }
  email             = "nobody"
}

user "v" {
  phone = { type = "desk", number = "" }
}
