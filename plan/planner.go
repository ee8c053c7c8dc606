package plan

import (
	"iter"
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// Make returns the plan that turns live into want: what differs, and in which order it
// is brought about. Making a plan against the state that this one leads to yields no
// changes. Where the plan has problems, what is described cannot be planned; the plan
// says then what it can, so that everything that is wrong is found at once.
func Make(live, want *schema.State, o Options) *Plan {
	m := matchStates(live, want, o)
	n := newNames(live, want, m, o)
	p := &planner{
		Plan: &Plan{
			Instance: o.Instance, Stack: o.Stack, Unmanaged: m.left, Names: n.list, Problems: m.problems, matches: m,
		},
		options: o, in: o.Scope.Filter(), names: n, digester: record.Digester{Salt: o.Instance.ID, ID: n.ids(live, want, m)},
	}
	for _, w := range want.All() {
		p.describe(w)
	}
	for _, l := range m.orphaned {
		p.orphan(l)
	}
	for _, l := range m.gone(live, o.Gone) {
		p.gone(l)
	}
	var circle []*Change
	if p.Changes, circle = order(p.Changes, n.list, func(all []*Change) { sequence(live, all) }); circle != nil {
		p.Problems = append(p.Problems, circleProblem(circle))
	}
	if o.Scope.Partial() {
		p.limit(o.Scope, want)
	}
	return p.Plan
}

// A planner makes the changes of a plan, one object after the other.
type planner struct {
	*Plan
	options  Options
	in       func(schema.Addr) bool // whether an address is asked for
	names    *names
	digester record.Digester
}

// add adds a change to the plan.
func (p *planner) add(c *Change) { p.Changes = append(p.Changes, c) }

// describe adds the change, if any, that makes w be.
func (p *planner) describe(w *schema.Resource) {
	found, ok := p.matches.of[w]
	if !ok {
		p.add(p.creation(schema.Complete(w, nil)))
		return
	}
	known := p.names.toCome(found.live)
	full := schema.Complete(w, known)
	memory := p.digester.Recall(found.live, w.Key, w.Lifecycle.RenamedFrom)
	verdict := compare(p.digester, memory, known, full)
	c := &Change{
		Action: Update, Addr: w.Addr, Standing: found.standing, Reason: AttributeDiffers, Source: w.Source,
		Live: known, Want: full, Attrs: verdict.Write, Findings: verdict.Findings,
	}
	// A record that was made under a name does not fit the object once what the name is
	// made of is renamed: it is bound to the id with that rename.
	rebind := found.live.Key != w.Key && !record.MadeFor(found.live.Record, p.Instance.ID, w.Kind.Name, found.live.ID)
	if c.Attrs == 0 && c.Standing == Managed && !verdict.Renew() && !rebind && (full.Record.Owner == known.Record.Owner || !known.HoldsRecord()) {
		p.unchanged(w)
		p.restamp(c, verdict)
		return
	}
	c.Attrs = c.Attrs.Union(p.together(full, verdict))
	c.Want = p.remember(full, memory, verdict, known)
	verdict.Dropped = verdict.Dropped.Minus(full.Kind.Excluded(full.Given))
	c.Forgets = verdict.Left(c.Live.Kind)
	imply(c)
	switch {
	case c.Immutable() != "":
		p.replace(c)
	case c.Standing == Adopted:
		c.Action, c.Reason = Adopt, TakenOver
		p.add(c)
	case c.Attrs == 0:
		p.unchanged(w)
		p.record(c)
	default:
		if i, ok := w.Kind.Lookup(w.Kind.Label); ok && c.Attrs.Has(i) {
			c.Action, c.Reason = Rename, Renamed
		}
		p.add(c)
	}
}

// unchanged counts an object that is as described, where it is asked for.
func (p *planner) unchanged(w *schema.Resource) {
	if p.in(w.Addr) {
		p.Noop++
	}
}

// together returns all that is managed of objects of which a written leaf refers
// to what is yet to be made: an entry is made of all leaves at once.
func (p *planner) together(want *schema.Resource, v difference) schema.AttrSet {
	var attrs schema.AttrSet
	for _, s := range want.Kind.Slots() {
		managed := s.Attrs.And(v.Write.Union(v.Equal))
		if s.Object && s.Attrs.And(v.Write) != 0 && len(p.digester.Entries(want, managed)) == 0 {
			attrs = attrs.Union(managed)
		}
	}
	return attrs
}

// record adds a write of the record alone, to an object that has one. Another stack's
// record stays as it is.
func (p *planner) record(c *Change) {
	if stack := record.Stack(c.Live.Record); stack != "" && !p.options.Ours(stack) {
		return
	}
	if c.Live.HoldsRecord() && c.Want.Record != c.Live.Record {
		p.Records = append(p.Records, c)
	}
}

// restamp schedules a new stamp in the record of an object that does not differ, and
// that had to be read because its old stamp no longer vouched for it.
func (p *planner) restamp(c *Change, v difference) {
	if v.Equal.And(c.Live.NeedsStamp) == 0 {
		return
	}
	c.Stamp, c.Want = true, c.Want.WithRecord(schema.Record{})
	p.Records = append(p.Records, c)
}

// remember returns want under the record that writing it leaves. What refers to
// objects that are yet to be made is added to the record when it is written. A record
// that a newer callwright wrote cannot be renewed: only its owner is written.
func (p *planner) remember(want *schema.Resource, memory record.Applied, v difference, live *schema.Resource) *schema.Resource {
	if !live.HoldsRecord() {
		return want.WithRecord(schema.Record{})
	}
	rec, err := p.digester.Renew(memory, want, live.ID, v.Write.Union(v.Equal), v.Dropped)
	if err != nil {
		return want.WithRecord(schema.Record{Owner: want.Record.Owner})
	}
	return want.WithRecord(record.Only(rec, want.Kind))
}

// replace adds the creation of an object in the place of one that the service cannot
// change, and the deletion of that one. Where the lifecycle does not allow that, or both
// would have one name, c is added as it is: package impact refuses it.
func (p *planner) replace(c *Change) {
	c.Action, c.Reason = Replace, Replaced
	if c.Want.Lifecycle.PreventDestroy || !c.Want.Lifecycle.AllowReplace || c.Live.Key == c.Want.Key {
		p.add(c)
		return
	}
	made := p.creation(c.Want)
	made.Action, made.Reason, made.Forgets = Replace, Replaced, c.Forgets
	p.add(&Change{Action: Delete, Addr: c.Addr, Step: Old, Standing: c.Standing, Reason: Replaced, Source: c.Source, Live: c.Live, after: made})
	p.add(made)
}

// creation returns the change that makes an object.
func (p *planner) creation(w *schema.Resource) *Change {
	full := *w
	full.Record, _ = p.digester.Renew(record.Applied{}, w, "", w.Given.Minus(w.Lifecycle.Ignore), 0)
	full.Record = record.Only(full.Record, w.Kind)
	return &Change{Action: Create, Addr: w.Addr, Standing: Managed, Reason: Missing, Source: w.Source, Want: &full, Attrs: full.Given}
}

// orphan adds what becomes of an object that is ours and no longer described.
func (p *planner) orphan(l *schema.Resource) {
	c := removal(p.names.toCome(l))
	c.Reason = NotInConfig
	switch {
	case p.options.released(l):
		c = &Change{Action: Release, Reason: ReleaseBlock, Live: l}
	case l.System:
		c = &Change{Action: Release, Reason: InstancesOwn, Live: l}
	}
	c.Addr, c.Standing = Origin(l), Orphaned
	p.remove(c, l)
}

// gone adds the deletion that a delete block asks for.
func (p *planner) gone(l *schema.Resource) {
	c := removal(p.names.toCome(l))
	if c.Action == Disable && c.Attrs == 0 && l.Record == (schema.Record{}) {
		return // gone as far as it can be
	}
	c.Addr, c.Standing, c.Reason = schema.Named(l.Name()), Managed, DeleteBlock
	p.remove(c, l)
}

// remove adds a change that takes a live object away, and before it the step that
// frees its name, where another object comes to have that too early.
func (p *planner) remove(c *Change, live *schema.Resource) {
	if p.names.goesAside(live) {
		p.add(c.aside())
	}
	p.add(c)
}

// limit leaves out what the scope does not ask for. Changes still wait for what was
// left out. A pattern that takes in neither what is described nor what would change is
// a slip, and a plan without what it means would mislead.
func (p *planner) limit(s Scope, want *schema.State) {
	p.Scope = s
	addresses := p.addresses(want)
	for _, idle := range patterns(slices.Concat(s.Only, s.Exclude)).Idle(addresses) {
		p.Problems = append(p.Problems, schema.Problem{Problem: diag.PatternTakesInNothing.Problem("No address matches %s.%s", idle, idle.Suggest(addresses))})
	}
	left := map[schema.Addr]bool{}
	for a := range addresses {
		if !p.in(a) {
			left[a] = true
		}
	}
	p.LeftOut = len(left)
	out := func(c *Change) bool { return !p.in(c.Addr) }
	p.Changes = slices.DeleteFunc(p.Changes, out)
	p.Records = slices.DeleteFunc(p.Records, out)
}

// addresses returns the addresses of what is described and of what would change.
func (p *planner) addresses(want *schema.State) iter.Seq[schema.Addr] {
	return func(yield func(schema.Addr) bool) {
		for _, w := range want.All() {
			if !yield(w.Addr) {
				return
			}
		}
		for _, c := range slices.Concat(p.Changes, p.Records) {
			if !yield(c.Addr) {
				return
			}
		}
	}
}
