package plan

import (
	"fmt"

	"github.com/callwright/callwright/schema"
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
	zero    bool // the last of ten or more would go
	owned   int
}

// few is how many objects a kind may have for all of them to go in one plan.
const few = 10

// limits returns a limit for each kind that the changes delete objects of.
func limits(changes []*Change, live *schema.State, o Options) []Limit {
	gone := map[*schema.Kind]int{}
	for _, c := range changes {
		if c.Live != nil && (c.Action == Delete || c.Action == Replace || c.Action == Disable) {
			gone[c.Live.Kind]++
		}
	}
	var list []Limit
	for _, k := range schema.All {
		n := gone[k]
		if n == 0 {
			continue
		}
		owned := 0
		for _, l := range live.Of(k) {
			if l.Record.Stack() == o.Stack {
				owned++
			}
		}
		l := Limit{Kind: k.Name, Value: n, Allowed: max(o.Limits.Deletes, owned*o.Limits.Percent/100), owned: owned}
		l.zero = n == owned && owned >= few && o.Limits.Percent < 100
		l.Blocked = n > l.Allowed || l.zero
		list = append(list, l)
	}
	return list
}

func (l Limit) refusal() schema.Problem {
	if l.zero {
		return schema.Problem{
			Summary: "Every object of a kind would be deleted",
			Detail:  fmt.Sprintf("The plan deletes all %d objects of kind %s that this stack has. If that is meant, write in the callwright block: limits = { deletes = %d, percent = 100 }", l.Value, l.Kind, l.Value),
		}
	}
	return schema.Problem{
		Summary: "Too many deletions",
		Detail:  fmt.Sprintf("The plan deletes %d of %d objects of kind %s; one plan may delete %d. If that is meant, write in the callwright block: limits = { deletes = %d }", l.Value, l.owned, l.Kind, l.Allowed, l.Value),
	}
}
