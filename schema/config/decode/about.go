package decode

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
)

// An About is the object that a diagnostic is about; it is the diagnostic's Extra. If all
// objects of a block have the same mistake, it is the address of the block.
type About struct {
	Addr schema.Addr
	Row  string // the row that each.value came from: "agents.csv:41"; or ""
}

// AboutOf returns the object that a diagnostic is about, or the zero About.
func AboutOf(d *hcl.Diagnostic) About {
	about, _ := hcl.DiagnosticExtra[About](d)
	return about
}

// AboutObject returns the About for diagnostics of a described object.
func AboutObject(r *schema.Resource) About { return About{r.Addr, r.Source.Row} }

// OneOfMany reports whether a is one object of a block with for_each. The address of an
// object that a delete block names has a key, too, but no label.
func (a About) OneOfMany() bool { return a.Addr.Keyed && a.Addr.Label != "" }

// String returns the last line of a diagnostic, which tells the objects of a block apart:
// `each.key = "ana" (agents.csv line 41)`. It returns "" if the block has one object.
func (a About) String() string {
	if !a.OneOfMany() {
		return ""
	}
	note := fmt.Sprintf("each.key = %q", a.Addr.Key)
	if i := strings.LastIndexByte(a.Row, ':'); i > 0 {
		note += fmt.Sprintf(" (%s line %s)", a.Row[:i], a.Row[i+1:])
	}
	return note
}

// compare orders by address, then by row.
func (a About) compare(b About) int {
	return cmp.Or(cmp.Compare(a.Addr.String(), b.Addr.String()), cmp.Compare(a.Row, b.Row))
}
