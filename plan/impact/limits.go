package impact

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// Allowed limits what one plan may take away. It may delete Deletes objects of a kind, or
// Percent of this stack's objects of the kind, whichever is more. For example, with 5 and 10 %,
// a plan may delete 5 of 30 users, and 40 of 400. An object that is disabled, because the
// service cannot delete it, counts as deleted. Lockout allows a plan after which nobody can
// administer the instance.
type Allowed struct {
	Deletes, Percent int
	Lockout          bool
}

// A Limit says how many objects of one kind a plan deletes, and how many it may.
type Limit struct {
	Kind    string
	Value   int
	Allowed int
	Blocked bool
	owned   int  // how many objects of the kind belong to this stack, under any of its names
	gone    int  // how many of these the plan deletes
	zero    bool // whether it deletes all of them, and there are many
}

// few is the least number of objects that a plan may not all delete, whatever Deletes says. An
// empty file in the place of a long one must not delete every user.
const few = 10

// limits returns a limit for each kind of which the changes delete objects.
func limits(changes []*plan.Change, live *schema.State, allowed Allowed, ours func(stack string) bool) []Limit {
	byKind := map[*schema.Kind]*Limit{}
	for _, c := range changes {
		if c.Live == nil || c.Action != plan.Delete && c.Action != plan.Replace && c.Action != plan.Disable {
			continue
		}
		k := c.Live.Kind
		if byKind[k] == nil {
			byKind[k] = &Limit{Kind: k.Name}
		}
		byKind[k].Value++
		if ours(record.Stack(c.Live.Record)) {
			byKind[k].gone++
		}
	}
	var list []Limit
	for k := range schema.Kinds() {
		l := byKind[k]
		if l == nil {
			continue
		}
		for _, r := range live.Of(k) {
			if ours(record.Stack(r.Record)) {
				l.owned++
			}
		}
		l.Allowed = max(allowed.Deletes, l.owned*allowed.Percent/100)
		l.zero = l.gone == l.owned && l.owned >= few && allowed.Percent < 100
		l.Blocked = l.Value > l.Allowed || l.zero
		list = append(list, *l)
	}
	return list
}
