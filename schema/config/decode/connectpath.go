package decode

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A ConnectPath is the content of ConnectPath's provider block.
type ConnectPath struct {
	schema.ConnectPathAccess
	Range hcl.Range // of the block's header; zero if there is no block
}

// connectPathDrivers are the ways to reach ConnectPath. The first is the default.
var connectPathDrivers = []string{"gateway", "external"}

// defaultConnectPath returns the ConnectPath of a configuration without the block.
func defaultConnectPath() *ConnectPath {
	return &ConnectPath{ConnectPathAccess: schema.ConnectPathAccess{Driver: connectPathDrivers[0]}}
}

// readConnectPath reads ConnectPath's provider block. Main is the content of the other
// provider block.
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
