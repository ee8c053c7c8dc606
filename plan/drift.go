package plan

import "github.com/callwright/callwright/schema"

// Drift returns the part of the plan that takes back what somebody changed in the console:
// attributes that are not as last applied, and described objects that somebody deleted.
func (p *Plan) Drift() *Plan {
	d := &Plan{Instance: p.Instance, Stack: p.Stack, Scope: p.Scope, Noop: p.Noop, LeftOut: p.LeftOut, Unmanaged: p.Unmanaged}
	for _, c := range p.Changes {
		if c.Action == Create {
			d.Changes = append(d.Changes, alone(c, c.Attrs))
			continue
		}
		if c.Step != "" && len(c.Findings) == 0 {
			continue // a step on the way
		}
		var attrs schema.AttrSet
		for _, f := range c.Findings {
			if f.Drifted() {
				attrs = attrs.With(f.Attr)
			}
		}
		if attrs == 0 {
			d.Noop++
			continue
		}
		d.Changes = append(d.Changes, alone(c, attrs))
	}
	return d
}

// alone returns the change with only the given attributes. It waits for nothing, because
// nobody applies it.
func alone(c *Change, attrs schema.AttrSet) *Change {
	only := *c
	only.Attrs, only.Waits = attrs, nil
	return &only
}
