package decode

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
)

// An About is the Extra of a diagnostic that is about an object. What is wrong with
// all objects of a block alike is about the block's address.
type About struct {
	Addr schema.Addr
	Row  string // the row that each.value came from: "agents.csv:41"; or ""
}

// AboutOf returns what a diagnostic is about; zero when that is no object.
func AboutOf(d *hcl.Diagnostic) About {
	about, _ := hcl.DiagnosticExtra[About](d)
	return about
}

// AboutObject returns what a diagnostic of a described object is about.
func AboutObject(r *schema.Resource) About { return About{r.Addr, r.Source.Row} }

// OneOfMany reports whether it is about one object of a block with for_each. What a
// delete block names has a key, too, and no label.
func (a About) OneOfMany() bool { return a.Addr.Keyed && a.Addr.Label != "" }

// String says which of the objects of a block is meant, as the last line of a
// diagnostic does: `each.key = "ana" (agents.csv line 41)`. It is empty where there
// is but one.
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

func (a About) compare(b About) int {
	return cmp.Or(cmp.Compare(a.Addr.String(), b.Addr.String()), cmp.Compare(a.Row, b.Row))
}
