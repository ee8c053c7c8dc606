terraform {
  required_providers { aws = { source = "hashicorp/aws" } }
}
data "aws_connect_instance" "this" { instance_alias = "cc" }
resource "aws_connect_queue" "sales" {
  instance_id           = data.aws_connect_instance.this.id
  name                  = "Sales"
  hours_of_operation_id = "x"
}
import {
  to = queue.sales
  id = "x"
}
moved {
  from = queue.a
  to   = queue.b
}
