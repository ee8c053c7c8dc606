package plan

import (
	"iter"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// judge holds the drafted plan against what it depends on and leads to.
func (d *drafting) judge(live, want *schema.State, o Options) {
	for _, f := range d.pairing.foreign {
		if d.in(f.Addr) {
			d.Refusals = append(d.Refusals, f)
		}
	}
	d.names(live, want)
	d.dangling(want)
	d.admit()
	d.whole(live)
	d.Limits = limits(d.Changes, live, o)
	for _, l := range d.Limits {
		if l.Blocked {
			d.refuse(schema.Addr{}, l.refusal())
		}
	}
	outcome, err := d.Outcome(live)
	if err != nil {
		d.report(schema.Addr{}, diag.DuplicateName.Problem("%s after this plan; give one of them another name.", err))
		return
	}
	d.inUse(outcome)
	d.fit(want, outcome)
	d.oppose(outcome)
	d.quotas(live, outcome)
	d.desktop(live, want, outcome, o)
	d.weigh(live, outcome, o)
	d.check(live, outcome, o)
	if err := d.rely(live, want); err != nil {
		d.report(schema.Addr{}, diag.ValueWithoutDigest.Problem("%s", err))
	}
}

// names reports references to objects that neither are described nor exist.
func (d *drafting) names(live, want *schema.State) {
	for _, c := range d.Changes {
		if c.Want == nil {
			continue
		}
		for i := range c.Attrs.All() {
			a := &c.Want.Kind.Attrs[i]
			for name := range a.Refs(c.Want.Body) {
				if _, ok := want.Lookup(name); ok {
					continue
				}
				if _, ok := live.OutsideID(name); ok {
					continue
				}
				if _, ok := live.Lookup(name); !ok {
					d.report(c.Addr, unknownName(a, name, live, want))
				}
			}
		}
	}
}

func unknownName(a *schema.Attr, name schema.Name, live, want *schema.State) diag.Problem {
	known := slices.Concat(want.Names(name.Kind), live.Names(name.Kind))
	slices.Sort(known)
	words, where := strings.ReplaceAll(name.Kind, "_", " "), ", here or in the instance"
	if _, described := schema.KindOf(name.Kind); !described {
		where = " in the instance"
	}
	unknown := diag.UnknownObject(name.Kind).Of(Quote(name.Key))
	return unknown.On(a.Name, "No %s is named %q%s.%s", words, name.Key, where, schema.Suggest(name.Key, known)).About(name.Key)
}

// deleted returns the names of what the plan deletes, but for those that another
// object takes in the state to come: who refers to such a name means that one. That
// is certain only where nothing live refers to the object that goes.
func (d *drafting) deleted(to *schema.State) map[schema.Name]*Change {
	gone := map[schema.Name]*Change{}
	for _, c := range d.Changes {
		if c.Action == Delete {
			gone[c.Live.Name()] = c
		}
	}
	for name := range gone {
		if _, taken := to.Lookup(name); taken && !referred(d.pairing.live, name) {
			delete(gone, name)
		}
	}
	return gone
}

// referred reports whether any object of the state refers to the name.
func referred(s *schema.State, name schema.Name) bool {
	return slices.ContainsFunc(s.All(), func(r *schema.Resource) bool {
		for n := range uses(r) {
			if n == name {
				return true
			}
		}
		return false
	})
}

// dangling reports references in the configuration to objects that the plan
// deletes.
func (d *drafting) dangling(want *schema.State) {
	gone := d.deleted(want)
	if len(gone) == 0 {
		return
	}
	for _, w := range want.All() {
		for i := range w.Given.All() {
			a := &w.Kind.Attrs[i]
			for name := range a.Refs(w.Body) {
				if gone[name] != nil {
					d.report(w.Addr, diag.ReferenceToDeletedObject.On(a.Name, "The %s left the configuration and would be deleted, but %s still names it. Describe it again, or drop the reference.", name, w.Addr).About(name.Key))
				}
			}
		}
	}
}

// inUse refuses deletions of what live objects refer to all the same, as far as
// those are known: the service would refuse them half-way.
func (d *drafting) inUse(outcome *schema.State) {
	gone := d.deleted(outcome)
	if len(gone) == 0 {
		return
	}
	for _, r := range outcome.All() {
		for name := range uses(r) {
			if c := gone[name]; c != nil {
				d.refuse(c.Addr, diag.ObjectInUse.Problem("The %s would be deleted, but %s still refers to it. Describe it again, or change what refers to it first.", d.pairing.nameOf(name), r.Name()))
			}
		}
	}
}

// uses yields what a live object refers to, as far as that is known.
func uses(r *schema.Resource) iter.Seq[schema.Name] {
	return func(yield func(schema.Name) bool) {
		for name := range r.Refs(r.Given.Minus(r.Kind.Late())) {
			if !yield(name) {
				return
			}
		}
		if r.Live == nil {
			return
		}
		for _, u := range r.Uses {
			if !r.Has(u.Attr) && !yield(u.Name) {
				return
			}
		}
	}
}

// admit asks of each object that is made or changed whether this instance takes it.
func (d *drafting) admit() {
	for _, c := range d.Changes {
		if c.Want == nil {
			continue
		}
		for _, p := range schema.Refusals(d.Instance, c.Want, c.Attrs, c.Live == nil) {
			d.report(c.Addr, p)
		}
	}
}

func (d *drafting) fit(want, outcome *schema.State) {
	for _, w := range want.All() {
		if !d.in(w.Addr) {
			continue
		}
		for _, p := range schema.Conflicts(w, outcome) {
			d.report(w.Addr, p)
		}
	}
}

// oppose asks each changed object that others need whether it may change.
func (d *drafting) oppose(outcome *schema.State) {
	for _, c := range d.Changes {
		if c.Live == nil || c.Want == nil || !c.Live.Kind.Single {
			continue
		}
		var needing []*schema.Resource
		for _, r := range outcome.All() {
			if slices.Contains(r.Kind.Needs, c.Live.Kind.Name) {
				needing = append(needing, r)
			}
		}
		for _, p := range schema.Obstacles(c.Live, c.Want, needing) {
			d.report(c.Addr, p)
		}
	}
}

// quotas warns of kinds of which there would be more than an instance allows by
// default, where the plan adds to them.
func (d *drafting) quotas(live, outcome *schema.State) {
	for _, k := range schema.All {
		n := len(outcome.Of(k))
		if k.Quota == 0 || n <= k.Quota || n <= len(live.Of(k)) {
			continue
		}
		d.report(schema.Addr{}, diag.QuotaMayBeExceeded.Problem("There would be %d objects of kind %s; an instance allows %d unless its quota was raised.", n, k.Name, k.Quota))
	}
}
