package decode

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A caller is one instance of a module block, which made a frame.
type caller struct {
	addr  schema.Addr // module.site["london"]
	at    hcl.Range   // the header of the block
	row   bounded.Row // the row that each.value came from
	above *caller     // of the frame that has the block; nil for the root module's
}

// String returns the chain of calls, as the last line of a diagnostic:
//
//	In module.site["london"], called at main.hcl:12.
//	In module.site["london"].module.desk, called at site/main.hcl:3; module.site["london"] is called at main.hcl:12.
func (c *caller) String() string {
	var text strings.Builder
	fmt.Fprintf(&text, "In %s, called at %s", c.name(), syntax.LineOf(c.at))
	for above := c.above; above != nil; above = above.above {
		fmt.Fprintf(&text, "; %s is called at %s", above.name(), syntax.LineOf(above.at))
	}
	return text.String() + "."
}

// name returns the address, with the row that the instance came from.
func (c *caller) name() string {
	if row := c.row.String(); row != "" {
		return fmt.Sprintf("%s (%s)", c.addr, row)
	}
	return c.addr.String()
}

// rowOf returns the row of an object in the caller's frame: its own, or else that of the
// nearest module block whose for_each took it from a file.
func (c *caller) rowOf(own bounded.Row) bounded.Row {
	for ; own.String() == "" && c != nil; c = c.above {
		own = c.row
	}
	return own
}

// callReports collects the diagnostics of frames that have a caller. If a module is called
// for a thousand sites, a mistake in it is there a thousand times: one diagnostic is kept,
// which says in how many calls it is. Of a mistake whose text differs from call to call, as
// it quotes values, ten are kept.
type callReports struct {
	kept   []*callReport
	alike  map[mistake][]*callReport
	hidden map[mistake]int // diagnostics that were not kept because there are ten
}

// A callReport is a diagnostic of a frame that has a caller.
type callReport struct {
	*hcl.Diagnostic
	from, last *caller // the caller of the diagnostic, and of the last one with the same text
	text       string
	others     int // calls with the same text
}

// keep reports whether a diagnostic from the caller's frame is to be reported.
func (r *callReports) keep(from *caller, d *hcl.Diagnostic) bool {
	m := mistake{diag.EntryOf(d).Code, rangeOf(d)}
	for _, known := range r.alike[m] {
		if known.Diagnostic == d {
			return true // it is reported twice
		}
		if known.text != d.Detail || known.from == from {
			continue
		}
		if known.last != from {
			known.last = from
			known.others++
		}
		return false
	}
	if r.alike == nil {
		r.alike, r.hidden = map[mistake][]*callReport{}, map[mistake]int{}
	}
	if len(r.alike[m]) >= mostAlike {
		r.hidden[m]++
		return false
	}
	report := &callReport{Diagnostic: d, from: from, last: from, text: d.Detail}
	r.kept = append(r.kept, report)
	r.alike[m] = append(r.alike[m], report)
	return true
}

// finish adds the chain of calls to each diagnostic that was kept.
func (r *callReports) finish() {
	for _, report := range r.kept {
		report.Detail += "\n" + report.from.String()
		switch report.others {
		case 0:
		case 1:
			report.Detail += " The same is true of another call."
		default:
			report.Detail += fmt.Sprintf(" The same is true of %d other calls.", report.others)
		}
	}
	for m, n := range r.hidden {
		last := r.alike[m][mostAlike-1]
		last.Detail += fmt.Sprintf("\nThe same is true of %d more.", n)
	}
}
