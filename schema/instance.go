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

	Provider string // the provider that reaches it, as its block is labelled
	Endpoint string // where it does: a URL or a file; "" for the service's own
}
