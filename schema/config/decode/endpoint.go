package decode

import "regexp"

// onThisMachine matches the beginning of an address of this machine.
const onThisMachine = `^https?://(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?`

var (
	loopbackForm    = regexp.MustCompile(onThisMachine + `/?$`)
	awsForm         = regexp.MustCompile(`^https://([a-z0-9-]+\.)+(amazonaws\.com|amazonaws\.com\.cn|api\.aws)(:\d{1,5})?/?$`)
	connectPathForm = regexp.MustCompile(onThisMachine + `(/[A-Za-z0-9._~/-]*)?$`)
)

// EndpointAllowed reports whether a file can name the endpoint of Amazon Connect. It must
// be empty, or be of AWS or of this machine: signed requests go there, so a stranger's file
// must not choose any other host.
func EndpointAllowed(endpoint string) bool {
	return endpoint == "" || loopbackForm.MatchString(endpoint) || awsForm.MatchString(endpoint)
}

// ConnectPathEndpointAllowed reports whether a file can name the endpoint of ConnectPath.
// It must be empty or be of this machine: a token goes there, so a stranger's file must not
// choose any other host.
func ConnectPathEndpointAllowed(endpoint string) bool {
	return endpoint == "" || connectPathForm.MatchString(endpoint)
}
