package config

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/decode"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// Locate returns problems that were found after loading as diagnostics with their places
// in the files. If the configuration does not describe the object of a problem, as when a
// plan deletes it, the diagnostic has no place.
func (c *Config) Locate(problems []schema.Problem) hcl.Diagnostics {
	objects := make(map[schema.Addr]*schema.Resource, len(c.Want.All()))
	for _, r := range c.Want.All() {
		objects[r.Addr] = r
	}
	places, locator := c.Places(), c.tree.Locator()
	diags := make(hcl.Diagnostics, 0, len(problems))
	for _, p := range problems {
		about := About{Addr: p.Addr}
		at, known := places[p.Addr]
		if r := objects[p.Addr]; r != nil {
			about, at, known = decode.AboutObject(r), r.Source.Range, true
		}
		d := p.Nowhere()
		if known {
			d = locate(locator, p, at)
		}
		if calls := c.CalledAt(p.Addr.Module); calls != "" {
			d.Detail += "\n" + calls
		}
		diag.Attach(d, about)
		diags = append(diags, d)
	}
	return decode.Tidy(diags)
}

// locate returns a problem as a diagnostic at its place in the block with the header.
func locate(l *syntax.Locator, p schema.Problem, header hcl.Range) *hcl.Diagnostic {
	b, ok := l.BlockAt(header)
	if !ok {
		return p.In(header)
	}
	if kind, ok := schema.KindOf(b.Type); ok {
		p.Problem = kind.Within(p.Problem, p.Addr.Part)
	}
	return l.Place(b, p.Problem)
}
