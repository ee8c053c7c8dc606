package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/gowebpki/jcs"

	"github.com/callwright/callwright/schema"
)

// digest returns SHA-256 over the canonical JSON (RFC 8785) of every member that
// decides what is written and under which precondition, and of whether anything is:
// a refused plan without the word that it is refused is another plan. Two plans of one
// digest write the same.
func (d *Document) digest(refused bool) (string, error) {
	major, _, _ := strings.Cut(d.FormatVersion, ".")
	covered := struct {
		Format    string        `json:"format"`
		Refused   bool          `json:"refused,omitempty"`
		Instances []InstanceDoc `json:"instances"`
		Limits    []LimitDoc    `json:"limits"`
		Records   []RecordDoc   `json:"records"`
		Names     []NewName     `json:"names,omitempty"`
		Changes   []ChangeDoc   `json:"changes"`
	}{major, refused, d.Instances, d.Limits, []RecordDoc{}, d.Names, make([]ChangeDoc, len(d.Changes))}
	for _, r := range d.Records {
		if !r.Stamp {
			covered.Records = append(covered.Records, r)
		}
	}
	for i, c := range d.Changes {
		c.Source, c.Reason, c.Risk, c.Group = nil, "", nil, ""
		covered.Changes[i] = c
	}
	return canonical(covered)
}

// Fingerprint digests what a change relies on: the live object's id and the values
// of the given attributes.
func Fingerprint(live *schema.Resource, attrs schema.AttrSet) (string, error) {
	values, err := Values(live, attrs)
	if err != nil {
		return "", err
	}
	return canonical(map[string]any{"id": live.ID, "attributes": values})
}

// Values returns the values of the given attributes of r as JSON, by name; null for
// one that is not known.
func Values(r *schema.Resource, attrs schema.AttrSet) (map[string]json.RawMessage, error) {
	values := map[string]json.RawMessage{}
	for i := range attrs.All() {
		a := &r.Kind.Attrs[i]
		raw, err := encode(a, r, i)
		if err != nil {
			return nil, err
		}
		values[a.Name] = raw
	}
	return values, nil
}

func canonical(v any) (string, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	text, err := jcs.Transform(raw)
	if err != nil {
		return "", fmt.Errorf("canonical JSON: %w", err)
	}
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:]), nil
}
