package decode

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
)

// mostAlike is how many instances are named for one mistake.
const mostAlike = 10

// A repetition collects the diagnostics of the instances of a block. Of many that are
// alike it keeps the first ones, and the number of the others.
type repetition struct {
	diags hcl.Diagnostics
	alike map[mistake]*occurrences
}

// A mistake is what diagnostics that are alike have in common.
type mistake struct {
	summary string
	at      hcl.Range
}

type occurrences struct {
	last  *hcl.Diagnostic // that was kept
	count int
}

func (r *repetition) add(d *hcl.Diagnostic) {
	if r.alike == nil {
		r.alike = map[mistake]*occurrences{}
	}
	m := mistake{d.Summary, rangeOf(d)}
	if r.alike[m] == nil {
		r.alike[m] = &occurrences{}
	}
	alike := r.alike[m]
	if alike.count++; alike.count > mostAlike {
		return
	}
	alike.last = d
	r.diags = append(r.diags, d)
}

// all returns what was kept, with the number of what was not.
func (r *repetition) all() hcl.Diagnostics {
	for _, alike := range r.alike {
		if more := alike.count - mostAlike; more > 0 {
			alike.last.Detail += fmt.Sprintf("\nThe same is true of %d more.", more)
		}
	}
	return r.diags
}
