package plan

import (
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// A Made is what became of a change that was made: the object as it was right
// before, what was written, and the id of an object that was created. After is the
// object as it was read after a write that failed midway, where it could be read; nil
// where all of Wrote is as wanted.
type Made struct {
	Before, After *schema.Resource // Before is nil for a creation
	Wrote         schema.AttrSet
	ID            string
	Parts         []*schema.Resource // what went with an object that was deleted
}

// Undo returns the plan that takes back the changes of p that were made. What cannot
// be taken back as it was is among its warnings.
func (p *Plan) Undo(made map[*Change]Made) *Plan {
	undo := &Plan{Instance: p.Instance, Stack: p.Stack}
	former := make(map[schema.Name]string, len(p.Names))
	for _, n := range p.Names {
		undo.Names = append(undo.Names, NewName{Kind: n.Kind, ID: n.ID, Name: n.Was, Was: n.Name, In: n.In})
		former[schema.Name{Kind: n.Kind, Key: n.Name}] = n.Was
	}
	for i, n := range p.Names {
		if was, ok := former[schema.Name{Kind: n.Kind, Key: n.In}]; ok {
			undo.Names[i].In = was
		}
	}
	aside := map[string]bool{} // by id
	for _, n := range p.lastNames(made, former) {
		undo.Names = append(undo.Names, n.NewName)
		aside[n.ID] = n.aside
	}
	inverse := make(map[*Change]*Change, len(made))
	for _, steps := range p.histories(made) {
		u := steps.inverse(p.Instance.ID, former)
		last := steps[len(steps)-1].Change
		undo.Warnings = append(undo.Warnings, u.irreversible(last)...)
		if u.Want == nil && aside[u.Live.ID] {
			undo.Changes = append(undo.Changes, u.aside())
		}
		if u.Want == nil || u.Attrs != 0 || u.LetsGo() || u.Action == Adopt {
			inverse[last] = u
			undo.Changes = append(undo.Changes, u)
		}
		undo.Changes = append(undo.Changes, steps.parts(p.Instance.ID, former)...)
	}
	undo.replaceBack()
	var circle []*Change
	undo.Changes, circle = order(undo.Changes, undo.Names, func([]*Change) {
		for c, u := range inverse {
			for _, w := range c.Waits {
				if inverse[w] != nil && sequenced(c, w) {
					inverse[w].wait(u)
				}
			}
		}
	})
	if circle != nil {
		undo.Warnings = append(undo.Warnings, circleProblem(circle))
	}
	return undo
}

// replaceBack makes a replacement of what makes an object anew and what deletes the one
// that took its place: two changes of one address are told apart by their steps.
func (p *Plan) replaceBack() {
	deleted := map[schema.Addr]*Change{}
	for _, u := range p.Changes {
		if u.Want == nil {
			deleted[u.Addr] = u
		}
	}
	for _, u := range p.Changes {
		if d := deleted[u.Addr]; d != nil && u.Live == nil {
			u.Action, u.Reason = Replace, Replaced
			d.Step, d.Reason = Old, Replaced
		}
	}
}

// A lastName is the name that an object which was created comes to have before it goes.
type lastName struct {
	NewName
	aside bool
}

// lastNames says what objects that were created are called when they go, and adds it to
// what objects were called: those in a renamed parent follow it; and where something
// refers to one that is called as another was before, it goes aside.
func (p *Plan) lastNames(made map[*Change]Made, former map[schema.Name]string) []lastName {
	taken, mentioned := map[schema.Name]bool{}, map[schema.Name]bool{}
	for name, was := range former {
		taken[schema.Name{Kind: name.Kind, Key: was}] = true
	}
	for c := range made {
		if c.Want != nil {
			for name := range c.Want.Refs(c.Want.Given) {
				mentioned[name] = true
			}
		}
	}
	var all []lastName
	for _, c := range p.Changes { // parents come before their children
		m, ok := made[c]
		if !ok || c.Live != nil {
			continue
		}
		from := madeStep{c, m}.created()
		to := from.Renamed(former)
		aside := taken[to.Name()] && mentioned[from.Name()] && to.Kind.Deletable()
		if aside {
			to = setAside(to)
		}
		if to.Key != from.Key {
			all = append(all, lastName{newName(from, to), aside})
			former[from.Name()] = to.Key
		}
	}
	return all
}

// A madeStep is a change that was made, with what became of it.
type madeStep struct {
	*Change
	Made
}

// wrote returns the object with the values that the step wrote.
func (s madeStep) wrote() *schema.Resource {
	if s.After != nil {
		return s.After
	}
	return s.Want
}

// A history is the steps of one object that were made, in their order.
type history []madeStep

// histories returns what was made of each object.
func (p *Plan) histories(made map[*Change]Made) []history {
	var all []history
	at := map[string]int{} // by address, and the step of a replaced object
	for _, which := range [][]Step{{Aside}, {"", Old}, {Late}} {
		for _, c := range p.Changes {
			m, ok := made[c]
			if !ok || c.Step != which[0] && c.Step != which[len(which)-1] {
				continue
			}
			key := c.Addr.String()
			if c.Step == Old {
				key = c.ID()
			}
			i, known := at[key]
			if !known {
				i = len(all)
				at[key], all = i, append(all, nil)
			}
			all[i] = append(all[i], madeStep{c, m})
		}
	}
	return all
}

// irreversible returns what u, the inverse of c, does not bring back as it was, and
// takes what the service would refuse out of it.
func (u *Change) irreversible(c *Change) []schema.Problem {
	if u.Want == nil {
		return nil
	}
	var problems []schema.Problem
	lost := func(p diag.Problem) { problems = append(problems, schema.Problem{Addr: c.Addr, Problem: p}) }
	if u.Action == Disable {
		lost(diag.DisabledNotDeleted.Problem("The service cannot delete the %s that the run created. Undoing disables it.", u.Live.Name()))
	}
	if u.Live == nil {
		lost(diag.Recreated.Problem("The %s was deleted. Undoing creates one with the same name and settings, but with a new ID; the history stays with the old ID.", u.Want.Name()))
	}
	refused := u.Want.Unwritable(u.Attrs)
	u.Attrs = u.Attrs.Minus(refused)
	for i := range refused.All() {
		lost(diag.ValueNotRestored.Problem("%s of %s was %s, which the service does not accept any more. It stays as it is.", u.Want.Kind.Attrs[i].Name, c.Addr, Text(u.Want.Value(i))))
	}
	return problems
}

// inverse returns the change that takes the steps back. Salt is the instance's id;
// former has what objects were called by what the plan called them.
func (s history) inverse(salt string, former map[schema.Name]string) *Change {
	first, last := s[0], s[len(s)-1]
	u := &Change{Addr: last.Addr, Action: last.Action, Standing: last.Standing, Reason: AttributeDiffers, Source: last.Source}
	if first.Live == nil {
		gone := removal(first.created().Renamed(former))
		u.Action, u.Reason, u.Live, u.Want, u.Attrs = gone.Action, MadeByRun, gone.Live, gone.Want, gone.Attrs
		return u
	}
	before := s.before().Renamed(former)
	before.Desired = &schema.Desired{Addr: last.Addr}
	if last.Action == Delete {
		u.Action, u.Reason, u.Want = Create, Missing, again(before, salt)
		u.Attrs = u.Want.Given
		return u
	}
	u.Live, u.Want, u.Attrs = s.after().Renamed(former), before, s.all()
	switch last.Action {
	case Adopt:
		u.Action, u.Reason = Release, TakenOver
	case Disable, Release:
		u.Action, u.Reason = Adopt, TakenOver
	default:
		u.Action = Update
		if u.Was() != "" {
			u.Action, u.Reason = Rename, Renamed
		}
	}
	return u
}

// parts returns the changes that make what went with a deleted object again.
func (s history) parts(salt string, former map[schema.Name]string) []*Change {
	last := s[len(s)-1]
	var changes []*Change
	for _, r := range last.Parts {
		part := again(r.Renamed(former), salt)
		part.Desired = &schema.Desired{Addr: last.Addr.WithPart(r.Kind.Name)}
		changes = append(changes, &Change{
			Action: Create, Addr: part.Addr, Standing: last.Standing, Reason: Missing, Source: last.Source, Want: part, Attrs: part.Given,
		})
	}
	return changes
}

// all returns the attributes that the steps wrote.
func (s history) all() schema.AttrSet {
	var attrs schema.AttrSet
	for _, step := range s {
		attrs = attrs.Union(step.Wrote)
	}
	return attrs
}

// before returns the object as it was before the first step.
func (s history) before() *schema.Resource {
	r := s[len(s)-1].Before.Clone()
	for i := len(s) - 2; i >= 0; i-- {
		r.Kind.Copy(r.Body, s[i].Before.Body, s[i].Wrote)
	}
	r.Given = r.Given.Union(s.all())
	r.Record = s[0].Before.Record
	r.UpdateKey()
	return r
}

// after returns the object as the last step left it.
func (s history) after() *schema.Resource {
	last := s[len(s)-1]
	r := last.Before.Clone()
	for _, step := range s {
		if step.Wrote != 0 {
			r.Kind.Copy(r.Body, step.wrote().Body, step.Wrote)
		}
	}
	r.Given = r.Given.Union(s.all())
	r.UpdateKey()
	r.Record = schema.Record{}
	if !last.LetsGo() {
		r.Record = last.Before.Record
		r.Record.Owner = last.Want.Record.Owner
	}
	return r
}

// created returns the object that a creation made.
func (s madeStep) created() *schema.Resource {
	made := s.Want.WithID(s.Made.ID)
	if s.After != nil {
		made.Body, made.Given = s.After.Body, made.Given.And(s.After.Given)
	}
	return made
}

// again returns what makes a deleted object anew.
func again(before *schema.Resource, salt string) *schema.Resource {
	r := before.Clone()
	if owner := r.Record.Owner; owner != "" {
		r.Record = record.New(salt, r.Kind.Name, owner, r.Key)
	}
	fresh := &schema.Resource{Kind: r.Kind, Body: r.Kind.New(), Given: r.Kind.Every()}
	r.Given = r.Kind.Changed(fresh, r)
	return r
}
