callwright {
  stack = "desk"
}

variable "instance" {
  description = "The instance of the environment"
  default     = "acme-test"
}

provider "amazonconnect" {
  instance = var.instance
  region   = "eu-west-2"
}

hours_of_operation "office" {
  name      = "Office"
  time_zone = "Europe/London"
  schedule = {
    monday    = ["08:00-18:00"]
    tuesday   = ["08:00-18:00"]
    wednesday = ["08:00-18:00"]
    thursday  = ["08:00-18:00"]
    friday    = ["08:00-16:00"]
  }
}

queue "sales" {
  name               = "Sales"
  description        = "New customers"
  hours_of_operation = hours_of_operation.office
}

queue "support" {
  name               = "Support"
  description        = "Customers"
  hours_of_operation = hours_of_operation.office
}
