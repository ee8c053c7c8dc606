queue_table "premium" {
  rows = [
    { queue = queue.premium_1, priority = 1, delay = 0 },
    { queue=queue.premium_twelve,priority=10,delay=0 },

    # Overflow, after a while
    { queue = queue.premium_3, priority = 2,   delay = 20 },   # a minute less than before
    { queue = queue.premium_4, priority = 3, delay = 80, channels = ["voice", "chat"] }, # chat too
    { queue = queue.p5, priority = 30, delay = 8000, channels = ["task"] },
    { queue = queue.p6, delay = 8000, priority = 3 },
    queue_row.other,
    { queue = queue.p7, priority = 1, delay = 1 },
  ]
}

locals {
  queues = {
    motor = { name = "Motor", hours = "service", max = 60 }
    home_emergency = { name = "Home Emergency", hours = "always", max = 5 }

    brokers = { name = "Brokers", hours = "sales" }
    "welsh line" = { name = "Llinell Gymraeg ŵ", hours = "x", max = 2 }
    (local.key) = { name = "é", hours = "x", max = 2 }
  }
  one_line = [{ a = 1, b = 2 }, { a = 10, b = 20 }]
  two_a_line = [
    { a = 1, b = 2 }, { a = 10, b = 20 },
    { a = 100, b = 2 }
  ]
  words = ["a", "b",
    "cc"]
  nested = concat([
    { a = { b = 1, c = 2 }, d = [1, 2, 3] },
    { a = {}, d = [] },
    { a : 1, d : 2 },
    {},
    {
      a = 1, d = 2
    },
  ], [for x in [{ a = 1 }] : x])
}
