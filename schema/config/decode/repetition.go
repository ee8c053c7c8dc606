package decode

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema/diag"
)

// mostAlike is the largest number of instances that are named for one mistake.
const mostAlike = 10

// A collector keeps the diagnostics of the instances of a block. If a block makes one mistake
// for many users, it keeps one diagnostic, which says for how many. If the rows of a file have
// the same mistake with different values, it keeps the first ten diagnostics and counts the
// others.
type collector struct {
	diags hcl.Diagnostics
	alike map[mistake]*occurrences
}

// A mistake is the part that two diagnostics of the same mistake share. Their details
// differ, because they quote the values of two rows.
type mistake struct {
	code string
	at   hcl.Range
}

// occurrences are the diagnostics of one mistake.
type occurrences struct {
	last  *hcl.Diagnostic      // the last one that was kept
	count int                  // how many were kept, or would have been
	equal map[string]*repeated // those that were kept, by their details
}

// A repeated diagnostic is one that several objects have in the same words.
type repeated struct {
	first   *hcl.Diagnostic
	objects int
}

// add keeps a diagnostic, or only counts it.
func (r *collector) add(d *hcl.Diagnostic) {
	if r.alike == nil {
		r.alike = map[mistake]*occurrences{}
	}
	m := mistake{diag.EntryOf(d).Code, rangeOf(d)}
	if r.alike[m] == nil {
		r.alike[m] = &occurrences{equal: map[string]*repeated{}}
	}
	alike := r.alike[m]
	if same := alike.equal[d.Detail]; same != nil && AboutOf(d) != AboutOf(same.first) {
		same.objects++
		return
	}
	if alike.count++; alike.count > mostAlike {
		return // it is only counted
	}
	alike.last, alike.equal[d.Detail] = d, &repeated{d, 1}
	r.diags = append(r.diags, d)
}

// all returns the diagnostics that were kept. The last of each mistake also says how many
// others there are.
func (r *collector) all() hcl.Diagnostics {
	for _, alike := range r.alike {
		for _, same := range alike.equal {
			if same.objects > 1 {
				kind := diag.KindWords(AboutOf(same.first).Addr.Kind)
				same.first.Detail += fmt.Sprintf("\nThis is so for %s; the first is named here.", diag.Count(same.objects, kind))
			}
		}
		if more := alike.count - mostAlike; more > 0 {
			alike.last.Detail += fmt.Sprintf("\nThe same is true of %d more.", more)
		}
	}
	return r.diags
}
