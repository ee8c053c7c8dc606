wave     = 1 # after test
instance = "acme-prod"
