package plan

import (
	"iter"
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// Make returns the plan that turns live into want: the changes, and what each one waits for.
// A second plan, made against the outcome of the first, has no changes.
//
// A plan with problems cannot be used: for example, two live objects have the record of
// one address, and nobody can say which of them is meant. Make still plans the rest, so that
// a user sees everything that is wrong in one run.
func Make(live, want *schema.State, o Options) *Plan {
	m := matchStates(live, want, o)
	n := newNames(m, o)
	p := &planner{
		Plan: &Plan{
			Instance: o.Instance, Stack: o.Stack, Unmanaged: m.left, Names: n.list, Problems: m.problems, matches: m,
		},
		options: o, in: o.Scope.Filter(), names: n, digester: record.Digester{Salt: o.Instance.ID, ID: n.ids(m)},
	}
	from := 0
	for some := range slices.Chunk(want.All(), window) {
		for i, d := range p.lookAll(from, some) {
			p.describe(some[i], d)
		}
		from += len(some)
	}
	for _, l := range m.orphaned {
		p.orphan(l)
	}
	for _, l := range m.gone(o.Gone) {
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
	in       func(schema.Addr) bool // whether an address is in the scope
	names    *names
	digester record.Digester
	looks    []look // of the objects in the current window
}

// add adds a change to the plan.
func (p *planner) add(c *Change) { p.Changes = append(p.Changes, c) }

// describe adds the change, if any, that makes the live object match w.
func (p *planner) describe(w *schema.Resource, l look) {
	if l.created != nil {
		p.add(l.created)
		return
	}
	verdict, full := l.verdict, l.full
	if l.same() {
		if p.unchanged(w); verdict.Equal.And(l.known.NeedsStamp) == 0 {
			return
		}
	}
	c := &Change{
		Action: Update, Addr: w.Addr, Standing: l.match.standing, Reason: AttributeDiffers, Source: w.Source,
		Live: l.known, Want: full, Attrs: verdict.Write, Findings: verdict.Findings,
	}
	if l.same() {
		p.restamp(c, verdict)
		return
	}
	c.Attrs = c.Attrs.Union(p.together(full, verdict))
	c.Want = p.remember(full, l.memory, verdict, l.known)
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

// unchanged counts an object that is as described, if the scope asks for it.
func (p *planner) unchanged(w *schema.Resource) {
	if p.in(w.Addr) {
		p.Noop++
	}
}

// together returns more attributes to write. The record has one entry for an attribute that
// is an object, such as a quick connect's destination, and it digests all leaves at once. If
// a leaf that is written refers to an object without an id yet, the entry can only be made
// after the write, so the change must hold all managed leaves.
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

// record adds a change that writes only the record, if the kind keeps one. Another stack's
// record stays as it is.
func (p *planner) record(c *Change) {
	if stack := record.Stack(c.Live.Record); stack != "" && !p.options.Ours(stack) {
		return
	}
	if c.Live.HoldsRecord() && c.Want.Record != c.Live.Record {
		p.Records = append(p.Records, c)
	}
}

// restamp schedules a new stamp for an unchanged object. Its old stamp was too old to vouch
// for its values, so we had to read it; the new stamp spares the next run that read.
func (p *planner) restamp(c *Change, v difference) {
	if attrs := v.Equal.And(c.Live.NeedsStamp); attrs == 0 || record.Undescribed(c.Live, attrs) {
		return
	}
	c.Stamp, c.Want = true, c.Want.WithRecord(schema.Record{})
	p.Records = append(p.Records, c)
}

// remember returns want with the record that the object will have. References to objects
// without an id yet are missing in it; apply adds them when it writes the record. A record
// that a newer callwright wrote cannot be renewed, so only its owner is written.
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

// replace adds two changes for an object that the service cannot change: the creation of a
// new one, and then the deletion of the old one. If the lifecycle does not allow that, or
// both would have the same name, it adds c as it is, and package impact refuses it.
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

// creation returns the change that creates w.
func (p *planner) creation(w *schema.Resource) *Change {
	full := *w
	full.Record, _ = p.digester.Renew(record.Applied{}, w, "", w.Given.Minus(w.Lifecycle.Ignore), 0)
	full.Record = record.Only(full.Record, w.Kind)
	return &Change{Action: Create, Addr: w.Addr, Standing: Managed, Reason: Missing, Source: w.Source, Want: &full, Attrs: full.Given}
}

// orphan adds the change of an object of this stack that is no longer described: it is
// deleted, or let go if a release block names it or it is built into the instance.
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
		return // it is disabled already, and callwright cannot do more
	}
	c.Addr, c.Standing, c.Reason = schema.Named(l.Name()), Managed, DeleteBlock
	p.remove(c, l)
}

// remove adds the change that takes a live object away. If another object needs its name
// before that, remove also adds the step that gives this one a temporary name.
func (p *planner) remove(c *Change, live *schema.Resource) {
	if p.names.goesAside(live) {
		p.add(c.aside())
	}
	p.add(c)
}

// limit removes the changes that the scope does not ask for. The changes that stay still
// wait for removed ones, so that package impact can refuse an incomplete part. A pattern
// that matches nothing is a problem: it is most likely misspelt, as in --only queue.sals,
// and the plan would lack what the user meant.
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

// addresses yields the addresses of all described objects and of all changes.
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
