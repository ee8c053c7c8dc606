instance   = "acme-london"
region     = "eu-west-2"
time_zone  = "Europe/London"
help_after = 20
