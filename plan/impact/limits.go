package impact

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// Allowed says what one plan may do that takes something away: delete so many objects
// of a kind, or so many percent of this stack's objects of the kind, whichever is
// more; and take the ability to administer the instance from everybody. What is
// disabled because the service cannot delete it counts as deleted.
type Allowed struct {
	Deletes, Percent int
	Lockout          bool
}

// A Limit is how many objects of one kind a plan deletes, and may.
type Limit struct {
	Kind    string
	Value   int
	Allowed int
	Blocked bool
	owned   int  // how many of the kind this stack has, under any of its names
	gone    int  // how many of these go
	zero    bool // the last of ten or more would go
}

// few is how many objects a kind may have for all of them to go in one plan.
const few = 10

// limits returns a limit for each kind that the changes delete objects of.
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
