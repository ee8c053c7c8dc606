# Two attributes of a block are no table.
routing_profile "premium" {
channels={voice=1,chat=3}
cross_channel={voice="any",chat="any"}   # comment
  description = "Gold" // other
    tags={}


  phone = {
      number = "+442079460123"
    type = "desk"
  }
}
variable "x" { default = 1 }
