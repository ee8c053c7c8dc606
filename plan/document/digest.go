package document

import (
	"strings"

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
	records := []RecordDoc{}
	for _, r := range d.Records {
		if !r.Stamp {
			records = append(records, r)
		}
	}
	h := canonical.NewHasher()
	h.List("changes", func(take func([]byte) error) error { return d.Changes.canonical(false, take) })
	h.Member("format", major)
	h.Member("instances", d.Instances)
	h.Member("limits", d.Limits)
	if len(d.Names) > 0 {
		h.Member("names", d.Names)
	}
	h.Member("records", records)
	if refused {
		h.Member("refused", true)
	}
	return h.Digest()
}
