package plan

import (
	"encoding/json"

	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/callwright/callwright/plan/internal/canonical"
	"github.com/callwright/callwright/schema"
)

// Fingerprint digests what a change relies on: the live object's id and the values of the
// given attributes. Apply computes it again right before it writes. If the two differ,
// somebody changed the object, and apply leaves it alone.
func Fingerprint(live *schema.Resource, attrs schema.AttrSet) (string, error) {
	values, err := Values(live, attrs)
	if err != nil {
		return "", err
	}
	return canonical.Digest(map[string]any{"id": live.ID, "attributes": values})
}

// Values returns the values of the given attributes of r as JSON, by name. An unknown value
// is null.
func Values(r *schema.Resource, attrs schema.AttrSet) (map[string]json.RawMessage, error) {
	values := map[string]json.RawMessage{}
	for i := range attrs.All() {
		raw, err := Value(r, i)
		if err != nil {
			return nil, err
		}
		values[r.Kind.Attrs[i].Name] = raw
	}
	return values, nil
}

// Value returns the value of r's attribute at position i as JSON. It is null if r is nil or
// the value is unknown.
func Value(r *schema.Resource, i int) (json.RawMessage, error) {
	if r == nil || !r.Given.Has(i) {
		return json.RawMessage("null"), nil
	}
	a := &r.Kind.Attrs[i]
	return ctyjson.Marshal(a.Value(r.Body), a.Type)
}
