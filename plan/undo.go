package plan

import (
	"fmt"
	"slices"

	"github.com/callwright/callwright/schema"
)

// A Made is what became of a change that was made: the object as it was right
// before, what was written, and the id of an object that was created. After is the
// object as it was read after a write that failed midway, where it could be read; nil
// where all of Wrote is as wanted.
type Made struct {
	Before, After *schema.Resource // Before is nil for a creation
	Wrote         schema.AttrSet
	ID            string
}

// Undo returns the plan that takes back the changes of p that were made, the last
// first. What cannot be taken back as it was is among its warnings.
func (p *Plan) Undo(made map[*Change]Made) *Plan {
	undo := &Plan{Instance: p.Instance, Stack: p.Stack}
	for _, c := range p.Changes {
		if m, ok := made[c]; ok && m.Before != nil && c.Was() != "" && c.Step == "" {
			undo.Names = append(undo.Names, NewName{c.Live.Kind.Name, m.Before.ID, m.Before.Key})
		}
	}
	inverse := make(map[*Change]*Change, len(made))
	for _, c := range p.Changes {
		m, ok := made[c]
		if !ok {
			continue
		}
		u := c.inverse(m, p.Instance.ID)
		undo.Warnings = append(undo.Warnings, u.irreversible(c)...)
		if u.Want == nil || u.Attrs != 0 || u.Action == Disable {
			inverse[c] = u
			undo.Changes = append(undo.Changes, u)
		}
	}
	for _, c := range p.Changes {
		for _, w := range c.Waits {
			if inverse[c] != nil && inverse[w] != nil {
				inverse[w].wait(inverse[c])
			}
		}
	}
	undo.splitLate()
	slices.SortStableFunc(undo.Changes, byRisk)
	for _, c := range undo.Changes {
		c.Waits = unique(c.Waits)
	}
	return undo
}

// irreversible returns what u, the inverse of c, does not bring back as it was, and
// takes what the service would refuse out of it.
func (u *Change) irreversible(c *Change) []schema.Problem {
	if u.Want == nil {
		return nil
	}
	var problems []schema.Problem
	lost := func(summary, format string, args ...any) {
		problems = append(problems, schema.Problem{Severity: schema.Warning, Addr: c.Addr, Summary: summary, Detail: fmt.Sprintf(format, args...)})
	}
	if c.Live == nil {
		lost("Disabled, not deleted", "The service cannot delete the %s that was created. Undoing takes it out of use.", c.Want.Name())
	}
	if c.Want == nil {
		lost("Made anew, not brought back", "The %s was deleted. Undoing makes one of the same name and settings, with another id; its history stays with the old one.", c.Live.Name())
	}
	refused := u.Want.Refused(u.Attrs)
	u.Attrs = u.Attrs.Minus(refused)
	for i := range refused.All() {
		lost("Value cannot be brought back", "%s of %s was %s, which the service holds but does not accept. It stays as it is.", u.Want.Kind.Attrs[i].Name, c.Addr, Text(u.Want.Value(i)))
	}
	return problems
}

// inverse returns the change that takes c back. Salt is the instance's id.
func (c *Change) inverse(m Made, salt string) *Change {
	u := &Change{Addr: c.Addr, Standing: c.Standing, Reason: AttributeDiffers, Source: c.Source}
	switch {
	case c.Live == nil:
		gone := removal(c.created(m))
		u.Action, u.Reason, u.Live, u.Want, u.Attrs = gone.Action, NotInConfig, gone.Live, gone.Want, gone.Attrs
	case c.Want == nil:
		again := *m.Before
		if owner := again.Record.Owner; owner != "" {
			again.Record = schema.NewRecord(salt, again.Kind.Name, owner, again.Key)
		}
		fresh := &schema.Resource{Kind: again.Kind, Body: again.Kind.New(), Given: again.Kind.Every()}
		again.Given = again.Kind.Changed(fresh, &again)
		u.Action, u.Reason, u.Want, u.Attrs = Create, Missing, &again, again.Given
	default:
		after, wrote := m.Before.Clone(), c.Want
		if m.After != nil {
			wrote = m.After
		}
		after.Kind.Copy(after.Body, wrote.Body, m.Wrote)
		after.Settle()
		after.Record.Owner = c.Want.Record.Owner
		u.Action, u.Live, u.Want, u.Attrs = c.Action, after, m.Before, m.Wrote
		switch c.Action {
		case Adopt:
			u.Action, u.Reason = Release, TakenOver
		case Disable:
			u.Action, u.Reason = Adopt, TakenOver
		}
	}
	return u
}

// created returns the object that the creation c made.
func (c *Change) created(m Made) *schema.Resource {
	made := *c.Want
	if m.After != nil {
		made.Body, made.Given = m.After.Body, c.Want.Given.And(m.After.Given)
	}
	made.ID = m.ID
	return &made
}
