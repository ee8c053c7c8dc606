package decode

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// onThisMachine matches the beginning of an address of this machine.
const onThisMachine = `^https?://(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?`

// aRegion matches the name of an AWS region, such as eu-west-2 or us-gov-west-1.
const aRegion = `[a-z]{2}(-[a-z]+)+-\d+`

var (
	loopbackForm    = regexp.MustCompile(onThisMachine + `/?$`)
	connectPathForm = regexp.MustCompile(onThisMachine + `(/[A-Za-z0-9._~/-]*)?$`)

	// connectForm matches the hosts of Amazon Connect: the public ones, and those of VPC
	// endpoints, such as vpce-0a1b.connect.eu-west-2.vpce.amazonaws.com. Any customer of AWS
	// can have a host such as abc.execute-api.eu-west-2.amazonaws.com.
	connectForm = regexp.MustCompile(`^https://(` +
		`connect(-fips)?\.` + aRegion + `\.(amazonaws\.com|amazonaws\.com\.cn|api\.aws)|` +
		`[a-z0-9-]+\.connect(-fips)?\.` + aRegion + `\.vpce\.amazonaws\.com(\.cn)?` +
		`)(:443)?/?$`)
)

// EndpointAllowed reports whether a file can name the endpoint of Amazon Connect. It must
// be empty, or be a host of Amazon Connect or of this machine: requests with the names of
// people and a session token go there, so a stranger's file must not choose any other host.
func EndpointAllowed(endpoint string) bool {
	return endpoint == "" || loopbackForm.MatchString(endpoint) || connectForm.MatchString(endpoint)
}

// ConnectPathEndpointAllowed reports whether a file can name the endpoint of ConnectPath.
// It must be empty or be of this machine: a token goes there, so a stranger's file must not
// choose any other host.
func ConnectPathEndpointAllowed(endpoint string) bool {
	return endpoint == "" || connectPathForm.MatchString(endpoint)
}

// PathAllowed reports whether a file can name the path of the embedded contact centre. It
// must be inside of the configuration's folder, because apply writes there.
func PathAllowed(file string) bool {
	clean := path.Clean(file)
	return fs.ValidPath(clean) && clean != "." && !strings.Contains(file, `\`)
}
