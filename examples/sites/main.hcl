module "site" {
  source   = "./site"
  for_each = { for row in csvdecode(file("sites.csv")) : row.key => row }
  name     = each.value.name
  delay    = each.value.delay
  hours    = hours_of_operation.office
  people   = lookup(local.people, each.key, [])
}

locals {
  # The rows of each site, so that no site has to go through all of them.
  people = { for row in csvdecode(file("people.csv")) : row.site => row... }
}

hours_of_operation "office" {
  name      = "Office hours"
  time_zone = "Europe/London"
  schedule = {
    monday    = ["08:00-18:00"]
    tuesday   = ["08:00-18:00"]
    wednesday = ["08:00-18:00"]
    thursday  = ["08:00-18:00"]
    friday    = ["08:00-17:00"]
  }
}

# One team helps all sites, after a caller has waited for a minute.
routing_profile "overflow" {
  name                   = "Overflow"
  description            = "Calls of all sites"
  default_outbound_queue = values(module.site)[0].queues["sales"]
  channels               = { voice = 1 }
  queues = flatten([
    for site in module.site : [for queue in site.queues : { queue = queue, priority = 5, delay = 60 }]
  ])
}

output "queues" {
  description = "The queues of each site"
  value       = { for key, site in module.site : key => site.queues }
}

check "sites_are_staffed" {
  assert  = alltrue([for site in module.site : length(agents_serving(site.queues["sales"], "voice", { max_delay = 0 })) >= 2])
  message = "Each site needs two people of its own for sales."
}
