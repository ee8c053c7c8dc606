package schema

// An Instance is one contact centre.
type Instance struct {
	ID      string
	Name    string // alias
	ARN     string
	Account string
	Region  string
	Service string // for people: "Amazon Connect", "embedded instance"

	// Identity says how the instance manages identities: "SAML", "CONNECT_MANAGED" or
	// "EXISTING_DIRECTORY" (Amazon Connect API reference, Instance); "" if not known.
	Identity string

	// AsOf is the time (RFC 3339) of the snapshot that answers in place of the instance; "" if
	// the instance itself answers.
	AsOf string

	Provider    string // the label of the provider block that reaches it
	Endpoint    string // a URL or a file; "" for the service's own endpoint
	ConnectPath ConnectPathAccess
}

// A ConnectPathAccess says how to reach the ConnectPath of an instance. It is zero if the
// configuration does not manage ConnectPath.
type ConnectPathAccess struct {
	Driver   string // gateway or external
	Endpoint string // an address of this machine from the configuration; "" to take the environment's
}

// The ways in which an instance manages identities. One is chosen when the instance is
// created.
const (
	IdentitySAML      = "SAML"               // single sign-on
	IdentityManaged   = "CONNECT_MANAGED"    // users and passwords in the instance
	IdentityDirectory = "EXISTING_DIRECTORY" // an existing directory
)
