instance = "acme-test"
