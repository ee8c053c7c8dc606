routing_profile "sales" {
  dynamic "queues" {
    for_each = ["Sales"]
    content {
      queue = queues.value
    }
  }
}
