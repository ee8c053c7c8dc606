instance   = "acme-new-york"
region     = "us-east-1"
time_zone  = "America/New_York"
help_after = 45
