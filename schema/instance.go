package schema

// An Instance is one contact centre.
type Instance struct {
	ID      string
	Name    string // alias
	ARN     string
	Account string
	Region  string
	Service string // for people: "Amazon Connect", "embedded instance"

	// Identity says who users are known to: "SAML", "CONNECT_MANAGED" or
	// "EXISTING_DIRECTORY", as the service has it; "" where it is not known.
	Identity string

	Provider    string // the provider that reaches it, as its block is labelled
	Endpoint    string // where it does: a URL or a file; "" for the service's own
	ConnectPath ConnectPathAccess
}

// A ConnectPathAccess is how the ConnectPath of an instance is reached. The zero value is that
// of an instance whose ConnectPath, if it has one, is none of the plan's business.
type ConnectPathAccess struct {
	Driver   string // gateway or external
	Endpoint string // on this machine, as a configuration may name it; "" for the environment's
}

// The ways in which an instance knows its users, which are chosen when it is made.
const (
	IdentitySAML      = "SAML"               // by single sign-on
	IdentityManaged   = "CONNECT_MANAGED"    // by itself, with passwords
	IdentityDirectory = "EXISTING_DIRECTORY" // by a directory
)
