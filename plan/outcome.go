package plan

import (
	"slices"

	"github.com/callwright/callwright/schema"
)

// Outcome returns the state after the plan is applied to live. It is the specification of
// package apply: a test applies random plans to an instance in memory, and compares the
// state afterwards with the outcome.
//
// For example, a plan that renames the queue "A" to "B" has an outcome in which the queue
// "B" exists, "A" does not, and each routing profile that referred to "A" refers to "B":
// the service knows queues by their ids.
func (p *Plan) Outcome(live *schema.State) (*schema.State, error) {
	changed := make(map[schema.Name]*Change, len(p.Changes)) // by kind and id
	after := make([]*schema.Resource, 0, len(live.All())+p.Count(Create))
	for _, c := range p.Changes {
		switch {
		case c.Live == nil:
			after = append(after, c.Want)
		case c.Step != Aside && c.Step != Late:
			changed[schema.Name{Kind: c.Live.Kind.Name, Key: c.Live.ID}] = c
		}
	}
	for _, c := range p.Records {
		changed[schema.Name{Kind: c.Live.Kind.Name, Key: c.Live.ID}] = c
	}
	names := make(map[schema.Name]string, len(p.Names))
	for _, n := range p.Names {
		names[schema.Name{Kind: n.Kind, Key: n.Was}] = n.Name
	}
	for _, l := range followed(live.All(), names) {
		c := changed[schema.Name{Kind: l.Kind.Name, Key: l.ID}]
		switch {
		case c == nil:
			after = append(after, l)
		case c.Action == Release:
			after = append(after, l.WithRecord(schema.Record{}))
		case c.Action == Disable:
			after = append(after, c.applied(l).WithRecord(schema.Record{}))
		case c.Want != nil:
			after = append(after, c.applied(l).WithRecord(recordAfter(c, l)))
		}
	}
	finish(after, p.Changes)
	return schema.NewState(kept(after, p.Changes))
}

// finish adds what late changes write. They come last because they may refer to an object
// that another change creates: a queue offers a quick connect that leads to the queue.
func finish(after []*schema.Resource, changes []*Change) {
	lates := map[schema.Name]*Change{}
	for _, c := range changes {
		if c.Step == Late {
			lates[c.Want.Name()] = c
		}
	}
	if len(lates) == 0 {
		return
	}
	for i, r := range after {
		if c := lates[r.Name()]; c != nil {
			after[i] = c.applied(r)
		}
	}
}

// kept removes the resources that the service deletes along with others: when a user is
// deleted, so is the user's membership in a permission group.
func kept(resources []*schema.Resource, changes []*Change) []*schema.Resource {
	gone := map[schema.Name]bool{}
	for _, c := range changes {
		if c.Action == Delete {
			gone[c.Live.Name()] = true
		}
	}
	if len(gone) == 0 {
		return resources
	}
	return slices.DeleteFunc(resources, func(r *schema.Resource) bool {
		for i := range r.Kind.Bound().All() {
			for n := range r.Kind.Attrs[i].Refs(r.Body) {
				if gone[n] {
					return true
				}
			}
		}
		return false
	})
}

// recordAfter returns the record of the live object l after the change: the one that the
// change writes, or else the one that l has.
func recordAfter(c *Change, l *schema.Resource) schema.Record {
	if c.Want.Record.Owner == "" {
		return l.Record
	}
	return c.Want.Record
}

// followed returns the resources with their references to renamed objects changed to the
// new names. A renamed parent changes the names of its children, so this repeats until no
// name changes: "EMEA" becomes "Europe", then "EMEA/London" becomes "Europe/London".
func followed(resources []*schema.Resource, names map[schema.Name]string) []*schema.Resource {
	if len(names) == 0 {
		return resources
	}
	resources = slices.Clone(resources)
	for len(names) > 0 {
		next := map[schema.Name]string{}
		for i, r := range resources {
			f := r.Renamed(names)
			if f.Key != r.Key && names[r.Name()] != f.Key {
				next[r.Name()] = f.Key
			}
			resources[i] = f
		}
		names = next
	}
	return resources
}
