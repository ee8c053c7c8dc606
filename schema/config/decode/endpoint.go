package decode

import "regexp"

// onThisMachine begins the form of an address that nothing leaves this machine by.
const onThisMachine = `^https?://(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?`

var (
	loopbackForm    = regexp.MustCompile(onThisMachine + `/?$`)
	awsForm         = regexp.MustCompile(`^https://([a-z0-9-]+\.)+(amazonaws\.com|amazonaws\.com\.cn|api\.aws)(:\d{1,5})?/?$`)
	connectPathForm = regexp.MustCompile(onThisMachine + `(/[A-Za-z0-9._~/-]*)?$`)
)

// EndpointAllowed reports whether a file may name the endpoint of Amazon Connect: an
// AWS host, one on this machine, or none. Signed requests go there, so a stranger's
// file must not choose another.
func EndpointAllowed(endpoint string) bool {
	return endpoint == "" || loopbackForm.MatchString(endpoint) || awsForm.MatchString(endpoint)
}

// ConnectPathEndpointAllowed reports whether a file may name the endpoint of
// ConnectPath: one on this machine, or none. A token goes there, so a stranger's file
// must not choose another.
func ConnectPathEndpointAllowed(endpoint string) bool {
	return endpoint == "" || connectPathForm.MatchString(endpoint)
}
