package plan

import (
	"encoding/json"
	"unicode/utf8"

	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/callwright/callwright/plan/internal/canonical"
	"github.com/callwright/callwright/schema"
)

// Fingerprint digests what a change relies on: the live object's id and the values of the
// given attributes. Apply computes it again right before it writes. If the two differ,
// somebody changed the object, and apply leaves it alone.
func Fingerprint(live *schema.Resource, attrs schema.AttrSet) (string, error) {
	b := append(make([]byte, 0, 1024), `{"attributes":{`...)
	for i := range attrs.All() {
		if b[len(b)-1] != '{' {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), live.Kind.Attrs[i].Name...), `":`...)
		var err error
		if b, err = AppendValue(b, live, i); err != nil {
			return "", err
		}
	}
	id, err := json.Marshal(live.ID)
	if err != nil {
		return "", err
	}
	b = append(append(append(b, `},"id":`...), id...), '}')
	return canonical.DigestText(b)
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
func Value(r *schema.Resource, i int) (json.RawMessage, error) { return AppendValue(nil, r, i) }

// AppendValue appends what [Value] returns to b.
func AppendValue(b []byte, r *schema.Resource, i int) ([]byte, error) {
	if r == nil || !r.Given.Has(i) {
		return append(b, "null"...), nil
	}
	a := &r.Kind.Attrs[i]
	if a.Shape != schema.Table {
		text, err := a.AppendJSON(b, r.Body)
		if err == nil && isPlain(text[len(b):]) {
			return text, nil
		}
	}
	text, err := ctyjson.Marshal(a.Value(r.Body), a.Type)
	return append(b, text...), err
}

// isPlain reports whether a JSON text is the same however it is made. Only in other texts does
// it matter that cty escapes <, > and &, and has one form of letters with accents.
func isPlain(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf || c == '<' || c == '>' || c == '&' {
			return false
		}
	}
	return true
}
