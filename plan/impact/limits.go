package impact

import (
	"fmt"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
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
func limits(changes []*plan.Change, live *schema.State, o Options) []Limit {
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
		if o.Ours(record.Stack(c.Live.Record)) {
			byKind[k].gone++
		}
	}
	var list []Limit
	for _, k := range schema.All {
		l := byKind[k]
		if l == nil {
			continue
		}
		for _, r := range live.Of(k) {
			if o.Ours(record.Stack(r.Record)) {
				l.owned++
			}
		}
		l.Allowed = max(o.Limits.Deletes, l.owned*o.Limits.Percent/100)
		l.zero = l.gone == l.owned && l.owned >= few && o.Limits.Percent < 100
		l.Blocked = l.Value > l.Allowed || l.zero
		list = append(list, *l)
	}
	return list
}

// tooManyDeletions refuses a plan that deletes more objects of a kind than it may.
func tooManyDeletions(s *Situation) []Finding {
	var all []Finding
	for _, l := range s.limits {
		if l.Blocked {
			all = append(all, l.refusal())
		}
	}
	return all
}

func (l Limit) refusal() Finding {
	if l.zero {
		return refuse(schema.Addr{}, diag.DeletesEveryObject.Problem("The plan deletes all %d objects of kind %s that this stack has. If that is meant, write in the callwright block: limits = { deletes = %d, percent = 100 }", l.owned, l.Kind, l.Value))
	}
	deletes := fmt.Sprintf("%d of %d objects of kind %s", l.Value, l.owned, l.Kind)
	if l.Value > l.gone {
		deletes = fmt.Sprintf("%d objects of kind %s, of which this stack has %d", l.Value, l.Kind, l.gone)
	}
	return refuse(schema.Addr{}, diag.TooManyDeletions.Problem("The plan deletes %s; one plan may delete %d. If that is meant, write in the callwright block: limits = { deletes = %d }", deletes, l.Allowed, l.Value))
}
