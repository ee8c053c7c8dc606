package plan

import (
	"cmp"
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// Options are what a plan is made for.
type Options struct {
	Instance schema.Instance
	Stack    string                                  // whose objects are described
	Formerly []string                                // the names that the stack had
	Adopt    Adoption                                // what existing objects may be taken over
	Release  func(owner string, at schema.Addr) bool // whether a release block names what was described there; nil for none
	Gone     []schema.Name                           // the objects that delete blocks name
	Limits   Allowed
	Scope    Scope // the part of the plan that is asked for
	Alone    bool  // whether that part may lack what it waits for: it is looked at, and not applied

	// Judge holds the planned state against the configuration's checks; nil when it has
	// none. A problem that is an error refuses the plan.
	Judge func(*Answers) ([]schema.Verdict, []schema.Problem)
}

// An Adoption says which existing objects a plan may take over.
type Adoption string

// The adoptions.
const (
	AdoptAny       Adoption = "any"       // all that are described
	AdoptUnchanged Adoption = "unchanged" // those that are as described already
	AdoptNone      Adoption = "none"
)

// Make returns the plan that turns live into want. Making a plan against the state
// that this one leads to yields no changes. Problems that are errors mean that
// what is described cannot be; there is no plan then.
func Make(live, want *schema.State, o Options) (*Plan, []schema.Problem) {
	m := match(live, want, o)
	names := m.settleNames(want)
	d := &drafting{
		Plan:    &Plan{Instance: o.Instance, Stack: o.Stack, Unmanaged: m.unmanaged, Names: names},
		pairing: m, problems: m.problems, in: o.Scope.filter(), digester: schema.Digester{Salt: o.Instance.ID, ID: m.ids(want)},
	}
	for _, w := range want.All() {
		d.want(w)
	}
	for _, l := range m.orphaned {
		d.orphan(l)
	}
	d.gone()
	d.tellForgotten()
	d.tellReusable(live)
	d.tellBeyond(want)
	d.Changes, d.problems = ordered(d.Changes, d.problems, d.Names, d.stage(live).arrange)
	d.within(want, o)
	d.judge(live, want, o)
	if slices.ContainsFunc(d.problems, func(p schema.Problem) bool { return p.Severity() == diag.Error }) {
		return nil, d.problems
	}
	d.Warnings = slices.Concat(d.problems, m.warnings)
	return d.Plan, nil
}

// A drafting is a plan in the making.
type drafting struct {
	*Plan
	pairing   *pairing
	problems  []schema.Problem
	digester  schema.Digester
	in        func(schema.Addr) bool // whether an address is asked for
	forgotten []forgotten
}

func (d *drafting) add(c *Change) { d.Changes = append(d.Changes, c) }

func (d *drafting) report(a schema.Addr, p diag.Problem) {
	d.problems = append(d.problems, schema.Problem{Addr: a, Problem: p})
}

func (d *drafting) refuse(a schema.Addr, p diag.Problem) {
	d.Refusals = append(d.Refusals, schema.Problem{Addr: a, Problem: p})
}

// want adds the change, if any, that makes w be.
func (d *drafting) want(w *schema.Resource) {
	found, ok := d.pairing.pairs[w]
	if !ok {
		d.create(w)
		return
	}
	known := d.pairing.known(found.live)
	full := schema.Complete(w, known)
	memory := d.digester.Recall(found.live, w.Key, w.Life.RenamedFrom)
	verdict := Causes(d.digester, memory, known, full)
	c := &Change{
		Action: Update, Addr: w.Addr, Standing: found.standing, Reason: AttributeDiffers, Source: w.Source,
		Live: known, Want: full, Attrs: verdict.Write, Findings: verdict.Findings,
	}
	// A record that was made under a name does not fit the object once what the name is
	// made of is renamed: it is bound to the id with that rename.
	rebind := found.live.Key != w.Key && !found.live.Record.MadeFor(d.Instance.ID, w.Kind.Name, found.live.ID)
	if c.Attrs == 0 && c.Standing == Managed && !verdict.Renew() && !rebind && (full.Record.Owner == known.Record.Owner || !known.Remembers()) {
		d.Noop++
		d.restamp(c, verdict)
		return
	}
	c.Attrs = c.Attrs.Union(d.together(full, verdict))
	c.Want = d.remember(full, memory, verdict, known)
	verdict.Dropped = verdict.Dropped.Minus(full.Kind.Displaced(full.Given))
	d.forget(c, verdict)
	d.revive(c, found.live)
	d.imply(c)
	switch name := immutable(c); {
	case name != "":
		d.replace(c, name, found.live)
	case c.Standing == Adopted:
		d.adopt(c)
	case c.Attrs == 0:
		d.Noop++
		d.record(c)
	default:
		if i, ok := w.Kind.Lookup(w.Kind.Label); ok && c.Attrs.Has(i) {
			c.Action, c.Reason = Rename, Renamed
		}
		d.add(c)
	}
}

// together returns all that is managed of objects of which a written leaf refers
// to what is yet to be made: an entry is made of all leaves at once.
func (d *drafting) together(want *schema.Resource, v Verdict) schema.AttrSet {
	var attrs schema.AttrSet
	for _, s := range want.Kind.Slots() {
		managed := s.Attrs.And(v.Write.Union(v.Equal))
		if s.Object && s.Attrs.And(v.Write) != 0 && len(d.digester.Entries(want, managed)) == 0 {
			attrs = attrs.Union(managed)
		}
	}
	return attrs
}

// record adds a write of the record alone, to an object that has one.
func (d *drafting) record(c *Change) {
	if stack := c.Live.Record.Stack(); stack != "" && !d.pairing.o.Ours(stack) {
		return // another's, which is refused
	}
	if c.Live.Remembers() && c.Want.Record != c.Live.Record {
		d.Records = append(d.Records, c)
	}
}

// restamp adds a write of the record's stamp to an object that had to be read for want
// of a late one, and is as described.
func (d *drafting) restamp(c *Change, v Verdict) {
	if v.Equal.And(c.Live.Restamp) == 0 {
		return
	}
	c.Stamp, c.Want = true, c.Want.With(schema.Record{})
	d.Records = append(d.Records, c)
}

// remember returns want under the record that writing it leaves. What refers to
// objects that are yet to be made is added to the record when it is written.
func (d *drafting) remember(want *schema.Resource, memory schema.Applied, v Verdict, live *schema.Resource) *schema.Resource {
	if !live.Remembers() {
		return want.With(schema.Record{})
	}
	record, err := d.digester.Renew(memory, want, live.ID, v.Write.Union(v.Equal), v.Dropped)
	if err != nil {
		d.report(want.Addr, diag.NewerRecord.Problem("The record of the %s was written by a newer callwright. Why it differs cannot be told, and apply will not write it. Use that version, or a later one.", live.Name()))
		return want.With(schema.Record{Owner: want.Record.Owner})
	}
	return want.With(record.Only(want.Kind))
}

// immutable returns the name of an attribute that the change writes and the service
// cannot change; "" if there is none.
func immutable(c *Change) string {
	for i := range c.Attrs.All() {
		if a := &c.Want.Kind.Attrs[i]; a.Immutable {
			return a.Name
		}
	}
	return ""
}

func (d *drafting) adopt(c *Change) {
	c.Action, c.Reason = Adopt, TakenOver
	d.add(c)
	o := d.pairing.o
	switch {
	case o.Adopt == AdoptNone:
		d.refuse(c.Addr, diag.AdoptionNotAllowed.Problem("The %s exists and is nobody's, and adoption is off, by --no-adopt or by adopt = \"none\" in the callwright block. Turn it on to take the object over, or describe another one.", c.Live.Name()))
	case o.Adopt == AdoptUnchanged && c.Attrs.Minus(c.Live.ByHand) != 0: // what a person writes, no adoption changes
		d.refuse(c.Addr, diag.AdoptionWouldChange.Problem("The %s exists, is nobody's and differs from what is described, and only objects that are as described may be taken over. Describe it as it is, or write adopt = \"any\" in the callwright block.", c.Live.Name()))
	}
}

// replace makes the object anew where its lifecycle allows it.
func (d *drafting) replace(c *Change, attr string, live *schema.Resource) {
	c.Action, c.Reason = Replace, Replaced
	switch {
	case c.Want.Life.PreventDestroy:
		d.refuse(c.Addr, diag.ProtectedObjectReplaced.On(attr, "The service cannot change %q of the existing %s, and its lifecycle forbids to delete it. Restore the value, or set prevent_destroy = false first.", attr, live.Name()))
	case !c.Want.Life.AllowReplace:
		d.refuse(c.Addr, diag.ReplacementRequired.On(attr, "The service cannot change %q of the existing %s; the object would have to be deleted and made anew. Restore the value, or write lifecycle { allow_replace = true } in its block.", attr, live.Name()))
	case c.Live.Key == c.Want.Key:
		d.refuse(c.Addr, diag.ReplacementUnderSameName.On(attr, "The service cannot change %q of the existing %s, and a new one cannot be made beside it under the same name. Give it another name, too.", attr, live.Name()))
	default:
		made := d.made(c.Want)
		made.Action, made.Reason = Replace, Replaced
		d.add(&Change{Action: Delete, Addr: c.Addr, Step: Old, Standing: c.Standing, Reason: Replaced, Source: c.Source, Live: c.Live, after: made})
		c = made
	}
	d.add(c)
}

func (d *drafting) create(w *schema.Resource) { d.add(d.made(schema.Complete(w, nil))) }

// made returns the change that makes an object, and reports what it lacks for that.
func (d *drafting) made(w *schema.Resource) *Change {
	full := *w
	full.Record, _ = d.digester.Renew(schema.Applied{}, w, "", w.Given.Minus(w.Life.Ignore), 0)
	full.Record = full.Record.Only(w.Kind)
	for i := range schema.RequiredIn(d.Instance, full.Kind).Minus(full.Given).All() {
		name := w.Kind.Attrs[i].Name
		d.report(w.Addr, diag.RequiredAttribute.Problem("There is no %s in the instance, so it would be created; that needs %q.", w.Name(), name))
	}
	return &Change{Action: Create, Addr: w.Addr, Standing: Managed, Reason: Missing, Source: w.Source, Want: &full, Attrs: full.Given}
}

// orphan adds what becomes of an object that is ours and no longer described.
func (d *drafting) orphan(l *schema.Resource) {
	c := removal(d.pairing.known(l))
	c.Addr, c.Standing, c.Reason = origin(l), Orphaned, NotInConfig
	switch o := d.pairing.o; {
	case o.released(l):
		c = &Change{Action: Release, Addr: c.Addr, Standing: Orphaned, Reason: ReleaseBlock, Live: l}
	case l.System:
		c = &Change{Action: Release, Addr: c.Addr, Standing: Orphaned, Reason: InstancesOwn, Live: l}
	case d.digester.Recall(l).Protected():
		d.refuse(c.Addr, diag.ProtectedObjectDeleted.Problem("The %s left the configuration, and its lifecycle forbids to delete it. Describe it again with lifecycle { prevent_destroy = false }, apply, and then remove it; or write release { address = %s } to let it go.", l.Name(), c.Addr))
	}
	d.remove(c, l)
}

// gone adds the deletions that delete blocks ask for.
func (d *drafting) gone() {
	for _, l := range d.pairing.gone() {
		n := l.Name()
		c := removal(d.pairing.known(l))
		if c.Action == Disable && c.Attrs == 0 && l.Record == (schema.Record{}) {
			continue // gone as far as it can be
		}
		c.Addr, c.Standing, c.Reason = schema.Named(n), Managed, DeleteBlock
		d.remove(c, l)
		switch stack := l.Record.Stack(); {
		case l.System:
			d.refuse(c.Addr, diag.BuiltInObjectDeleted.Problem("The %s comes with the instance and is never deleted. Remove its delete block.", n))
		case stack != "" && !d.pairing.o.Ours(stack):
			d.refuse(c.Addr, diag.ObjectOfAnotherStack.Problem("The %s belongs to the stack %q (%s). Remove it from that stack's configuration instead.", n, stack, l.Record.Owner))
		}
	}
}

// byRisk orders changes for a reader: deletions and replacements first, then
// renames, adoptions, creations and updates; by kind, then name.
func byRisk(a, b *Change) int {
	return cmp.Or(
		cmp.Compare(slices.Index(risk, a.Action), slices.Index(risk, b.Action)),
		schema.Compare(a.Object(), b.Object()),
		cmp.Compare(a.ID(), b.ID()),
	)
}

var risk = []Action{Delete, Replace, Disable, Release, Rename, Adopt, Create, Update}
