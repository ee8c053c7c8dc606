# Merrowdown Insurance: three sites, twenty-four queues, sixty people.
#
# Without a provider block, callwright works on an embedded contact centre.
# README.md says how to use the same files for a real one.

callwright {
  required_version = ">= 0.1.0"
  stack            = "merrowdown"
}

variable "after_contact_work" {
  type        = number
  default     = 30
  description = "Seconds of after-contact work that agents have after a call."

  validation {
    condition     = var.after_contact_work > 0
    error_message = "Zero means no limit. Write a number of seconds above zero."
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
  description = "The number that customers see when we call them. The instance must own it."
}

variable "open_on_sunday" {
  type        = bool
  default     = false
  description = "Whether customer service opens on Sundays."
}
