package config

// EndpointAllowed reports whether a file may name the endpoint: an AWS host, one on
// this machine, or none. Signed requests go there, so a stranger's file must not
// choose another.
func EndpointAllowed(endpoint string) bool {
	return endpoint == "" || loopbackForm.MatchString(endpoint) || awsForm.MatchString(endpoint)
}
