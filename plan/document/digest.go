package document

import (
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/internal/canonical"
)

// digest returns the SHA-256 of the canonical JSON (RFC 8785) of every member that decides what
// is written and under which precondition. So two plans with the same digest write the same.
//
// For example, changing a value, an id or a dependency in a saved plan changes the digest. So
// does removing the note that the plan is refused. Changing where a block is in its file does
// not: the source, reason, risk and group of a change only explain it.
func (d *Document) digest(refused bool) (string, error) {
	major, _, _ := strings.Cut(d.FormatVersion, ".")
	covered := struct {
		Format    string         `json:"format"`
		Refused   bool           `json:"refused,omitempty"`
		Instances []InstanceDoc  `json:"instances"`
		Limits    []LimitDoc     `json:"limits"`
		Records   []RecordDoc    `json:"records"`
		Names     []plan.NewName `json:"names,omitempty"`
		Changes   []ChangeDoc    `json:"changes"`
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
	return canonical.Digest(covered)
}
