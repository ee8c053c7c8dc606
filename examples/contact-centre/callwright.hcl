# Merrowdown Insurance: three sites, twenty-four queues, sixty people.
#
# Without a provider block, callwright works on the contact centre that is built
# into it. README.md says how to point the same files at a real one.

callwright {
  required_version = ">= 0.1.0"
  stack            = "merrowdown"
}

variable "after_contact_work" {
  type        = number
  default     = 30
  description = "Seconds that agents have to themselves after a call."

  validation {
    condition     = var.after_contact_work > 0
    error_message = "Zero would mean: until the agent ends it. Write a number of seconds."
  }
}

variable "help_after" {
  type        = number
  default     = 120
  description = "Seconds that a customer waits before agents of other teams may help."
}

variable "caller" {
  type        = string
  default     = "+441632960001"
  description = "The number that customers see when we call them: one of the instance's."
}

variable "open_on_sunday" {
  type        = bool
  default     = false
  description = "Whether customer service opens on Sundays."
}
