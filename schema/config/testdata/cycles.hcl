locals {
  a = local.b
  b = "x${local.c}"
  c = [local.a]
  self = local.self
  uses = local.a
}

hierarchy_group "a" {
  parent = hierarchy_group.b
}

hierarchy_group "b" {
  parent = hierarchy_group.a
}

hierarchy_group "c" {
  parent = hierarchy_group.c
}

hierarchy_group "g" {
  for_each = { x = "y", y = "x", z = "" }
  parent   = each.value == "" ? "" : hierarchy_group.g[each.value]
}

queue "a" {
  for_each = queue.b
}

queue "b" {
  for_each = { for k, v in queue.a : k => v }
}

queue_table "t" {
  rows = queue_table.t.rows
}
