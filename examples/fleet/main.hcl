# Three contact centres of one company, each an Amazon Connect instance. What they have in common
# is in the module, and what differs in environments/.

callwright {
  stack = "contact-centre"
}

provider "amazonconnect" {
  instance = var.instance
  region   = var.region
  account  = "123456789012"
}

variable "instance" {
  type        = string
  description = "The alias of the instance"
}

variable "region" {
  type        = string
  description = "The AWS Region of the instance"
}

variable "time_zone" {
  type        = string
  description = "Where the people work"
}

variable "help_after" {
  type        = number
  description = "Seconds after which the teams help each other"
}

module "site" {
  source     = "./site"
  time_zone  = var.time_zone
  help_after = var.help_after
  people     = [for person in csvdecode(file("people.csv")) : person if person.site == callwright.environment]
}

check "someone_answers" {
  assert  = alltrue([for queue in module.site.queues : length(agents_serving(queue, "voice", { max_delay = 0 })) > 0])
  message = "Each queue of a site needs somebody who answers at once."
}

output "queues" {
  value = module.site.queues
}
