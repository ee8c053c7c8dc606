package plan

import (
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// A Made says what a run did for one change.
type Made struct {
	Before *schema.Resource   // the object right before the first write; nil for a creation
	After  *schema.Resource   // the object as it was read after a write that failed midway; nil after success, or if it could not be read
	Wrote  schema.AttrSet     // the attributes that were written
	ID     string             // the id of an object that was created
	Parts  []*schema.Resource // objects that the service deleted along with this one
}

// Undo returns the plan that undoes what a run of p did. Its warnings say what cannot be
// restored.
//
// For example, a run renamed the queue "A" to "B" and created a routing profile whose
// queue is "B". Undoing deletes the routing profile first and renames "B" to "A" after
// that. Each change is inverted, and so is the order.
func (p *Plan) Undo(made map[*Change]Made) *Plan {
	undo := &Plan{Instance: p.Instance, Stack: p.Stack}
	former := make(map[schema.Name]string, len(p.Names))
	for _, n := range p.namesAfter(made) {
		undo.Names = append(undo.Names, NewName{Kind: n.Kind, ID: n.ID, Name: n.Was, Was: n.Name, In: n.In})
		former[schema.Name{Kind: n.Kind, Key: n.Name}] = n.Was
	}
	for i, n := range undo.Names {
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

// namesAfter returns the names that objects got, without those of deleted objects whose names
// others have now. For example, the run deleted the group "A" in "EMEA", renamed "EMEA" to
// "Europe", and renamed another group in it to "A". Then "Europe/A" is the other group.
func (p *Plan) namesAfter(made map[*Change]Made) []NewName {
	deleted := map[string]bool{} // by id
	for c := range made {
		if c.Want == nil && c.Live != nil && !c.LetsGo() {
			deleted[c.Live.ID] = true
		}
	}
	taken := map[schema.Name]bool{}
	for _, n := range p.Names {
		if !deleted[n.ID] {
			taken[schema.Name{Kind: n.Kind, Key: n.Name}] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(p.Names), func(n NewName) bool {
		return deleted[n.ID] && taken[schema.Name{Kind: n.Kind, Key: n.Name}]
	})
}

// replaceBack joins a creation and a deletion at the same address into a replacement. They
// undo a replacement: the old object is created again, and the one that took its place is
// deleted. The step [Old] tells the two changes of one address apart.
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

// A lastName is the name that a created object has at the moment that undoing deletes it.
type lastName struct {
	NewName
	aside bool // undoing renames the object to a temporary name first, to free its own
}

// lastNames returns the created objects whose names change before undoing deletes them,
// and adds those names to former.
//
//   - The run renamed the group "EMEA" to "Europe" and created "Europe/London". Undoing
//     first renames "Europe" back, and the new group becomes "EMEA/London".
//   - Suppose that the run renamed the queue "A" to "B", created a new queue "A", and let a
//     routing profile refer to the new "A". Undoing needs the name "A" for the old queue
//     while the profile still refers to the new one. The new queue gets a temporary name.
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
		needsAside := taken[to.Name()] && mentioned[from.Name()] && to.Kind.Deletable()
		if needsAside {
			to = setAside(to)
		}
		if to.Key != from.Key {
			all = append(all, lastName{newName(from, to), needsAside})
			former[from.Name()] = to.Key
		}
	}
	return all
}

// A madeStep is a change that a run made, and what the run did for it.
type madeStep struct {
	*Change
	Made
}

// wrote returns an object with the values that the step wrote.
func (s madeStep) wrote() *schema.Resource {
	if s.After != nil {
		return s.After
	}
	return s.Want
}

// A history is what a run did to one object, step by step. Most objects have one step. One
// whose name was exchanged with another's has two: it got a temporary name, then its own.
type history []madeStep

// histories returns the history of each object that a run changed.
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

// irreversible returns a warning for each thing that u, the inverse of c, cannot restore,
// and removes from u the attributes that the service would refuse. For example, a deleted
// queue can be created again, but with another id and without its history.
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

// inverse returns the change that undoes all steps of a history: a deletion for a creation,
// a creation for a deletion, and for an update one that restores the old values. Salt is the
// instance's id. Former maps names after the plan to names before it.
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

// parts returns the changes that create again what the service deleted along with an
// object, such as a user's membership in a permission group.
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

// all returns the attributes that any of the steps wrote.
func (s history) all() schema.AttrSet {
	var attrs schema.AttrSet
	for _, step := range s {
		attrs = attrs.Union(step.Wrote)
	}
	return attrs
}

// before returns the object as it was before the first step. It starts from what the last
// step found, and puts back what the earlier steps had overwritten.
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

// after returns the object as the last step left it, with its new record.
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

// created returns the object that a creation made. If the creation failed midway, the object
// has only the attributes that were read afterwards.
func (s madeStep) created() *schema.Resource {
	made := s.Want.WithID(s.Made.ID)
	if s.After != nil {
		made.Body, made.Given = s.After.Body, made.Given.And(s.After.Given)
	}
	return made
}

// again returns a description that creates a deleted object again. It has only the values
// that a new object would not have by itself, and a record made for this object.
func again(before *schema.Resource, salt string) *schema.Resource {
	r := before.Clone()
	if owner := r.Record.Owner; owner != "" {
		r.Record = record.New(salt, r.Kind.Name, owner, r.Key)
	}
	fresh := &schema.Resource{Kind: r.Kind, Body: r.Kind.New(), Given: r.Kind.Every()}
	r.Given = r.Kind.Changed(fresh, r)
	return r
}
