package decode

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A ConnectPath is what the provider block of ConnectPath says.
type ConnectPath struct {
	schema.ConnectPathAccess
	Range hcl.Range // of the block's header; zero when there is none
}

// connectPathDrivers are the ways to speak to ConnectPath, the first one unless another
// is written.
var connectPathDrivers = []string{"gateway", "external"}

// defaultConnectPath is how ConnectPath is reached when no block says so.
func defaultConnectPath() *ConnectPath {
	return &ConnectPath{ConnectPathAccess: schema.ConnectPathAccess{Driver: connectPathDrivers[0]}}
}

// readConnectPath reads the provider block of ConnectPath, beside that of the main
// provider.
func (f *fieldReader) readConnectPath(main Provider) *ConnectPath {
	f.checkContents("driver", "endpoint")
	f.sensitive = true
	c := defaultConnectPath()
	c.Range = f.block.DefRange()
	if s, at, ok := f.optionalText("driver"); ok {
		c.Driver = s
		if !slices.Contains(connectPathDrivers, s) {
			f.report(diag.UnknownDriver.In(at, "\"driver\" is %q, but must be \"gateway\" or \"external\".%s", s, diag.Suggest(s, connectPathDrivers)))
		}
	}
	s, at, ok := f.optionalText("endpoint")
	switch {
	case !ok || s == "":
	case !ConnectPathEndpointAllowed(s):
		f.report(diag.EndpointNotAllowed.In(at, "A configuration can only name a ConnectPath endpoint on this machine, such as \"http://127.0.0.1:4510/connectpath\", because callwright sends the token there. Set any other endpoint with CALLWRIGHT_CONNECTPATH_ENDPOINT."))
	case main.Type == embedded:
		f.report(diag.EndpointOfEmbeddedInstance.In(at, "The embedded contact centre has its own ConnectPath. Remove the endpoint, or add a provider \"amazonconnect\" block."))
	default:
		c.Endpoint = strings.TrimSuffix(s, "/")
	}
	return c
}
