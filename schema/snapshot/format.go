package snapshot

import (
	"encoding/json"

	"github.com/callwright/callwright/schema"
)

// The types here are the members of a snapshot, in the order in which they are written. The
// format is docs/snapshot.schema.json; a test compares the two.

// A document is a whole snapshot. It is never in memory as a whole: objects are written and
// read one by one.
type document struct {
	FormatVersion string                       `json:"format_version"`
	TakenAt       string                       `json:"taken_at"` // RFC 3339, UTC
	Tool          Tool                         `json:"tool"`
	Instance      instanceDoc                  `json:"instance"`
	Kinds         []kindDoc                    `json:"kinds"`
	Outside       map[string]map[string]string `json:"outside"`             // ids by kind and name
	AIAgents      map[string][]string          `json:"ai_agents,omitempty"` // names of security profiles by ARN
	Objects       []objectDoc                  `json:"objects"`
}

type instanceDoc struct {
	ID          string          `json:"id"`
	Name        string          `json:"name"`
	ARN         string          `json:"arn"`
	Account     string          `json:"account"`
	Region      string          `json:"region"`
	Service     string          `json:"service"`
	Identity    string          `json:"identity_management"`
	Provider    string          `json:"provider"`
	Endpoint    string          `json:"endpoint,omitempty"`
	ConnectPath *connectPathDoc `json:"connectpath,omitempty"`
}

type connectPathDoc struct {
	Driver   string `json:"driver"`
	Endpoint string `json:"endpoint,omitempty"`
}

// A kindDoc says whether the objects of a kind were read. Objects is their number.
type kindDoc struct {
	Kind    string `json:"kind"`
	Read    bool   `json:"read"`
	Objects int    `json:"objects"`
}

// An objectDoc is one object. Of the sets of attributes it has the names.
type objectDoc struct {
	Kind        string           `json:"kind"`
	Key         string           `json:"key"`
	ID          string           `json:"id"`
	BuiltIn     bool             `json:"built_in,omitempty"`
	Record      *recordDoc       `json:"record,omitempty"`
	Attributes  json.RawMessage  `json:"attributes"`          // values by name, in the order of the kind
	Absent      []string         `json:"absent,omitempty"`    // the object has no value for them
	NotRead     []string         `json:"not_read,omitempty"`  // unknown
	NotTold     []string         `json:"not_told,omitempty"`  // the service does not tell
	Manual      []string         `json:"manual,omitempty"`    // a person writes them by hand
	Vouched     []string         `json:"vouched,omitempty"`   // entries of the record that vouch for attributes
	Restamp     []string         `json:"restamp,omitempty"`   // were read only because the record is old
	References  []referenceDoc   `json:"references,omitzero"` // by attributes that were not read; absent if unknown
	Undescribed []undescribedDoc `json:"undescribed,omitempty"`
	Alone       bool             `json:"read_alone,omitempty"`
	Version     string           `json:"version,omitempty"`
}

// A recordDoc is the content of the object's two tags.
type recordDoc struct {
	Owner   string `json:"owner"`
	Applied string `json:"applied,omitempty"`
}

type referenceDoc struct {
	Attribute string `json:"attribute"`
	Kind      string `json:"kind"`
	Key       string `json:"key"`
}

type undescribedDoc struct {
	Attribute string `json:"attribute"`
	What      string `json:"what"`
}

// newInstanceDoc returns the instance as data.
func newInstanceDoc(in schema.Instance) instanceDoc {
	d := instanceDoc{
		ID: in.ID, Name: in.Name, ARN: in.ARN, Account: in.Account, Region: in.Region, Service: in.Service, Identity: in.Identity,
		Provider: in.Provider, Endpoint: in.Endpoint,
	}
	if in.ConnectPath != (schema.ConnectPathAccess{}) {
		d.ConnectPath = &connectPathDoc{in.ConnectPath.Driver, in.ConnectPath.Endpoint}
	}
	return d
}

// instance returns the instance that the data is about.
func (d instanceDoc) instance() schema.Instance {
	in := schema.Instance{
		ID: d.ID, Name: d.Name, ARN: d.ARN, Account: d.Account, Region: d.Region, Service: d.Service, Identity: d.Identity,
		Provider: d.Provider, Endpoint: d.Endpoint,
	}
	if d.ConnectPath != nil {
		in.ConnectPath = schema.ConnectPathAccess{Driver: d.ConnectPath.Driver, Endpoint: d.ConnectPath.Endpoint}
	}
	return in
}
