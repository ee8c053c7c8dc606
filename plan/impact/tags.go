package impact

import (
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// roomForRecords refuses to take over an object whose tags leave no room for the two of the
// record. Without this rule, apply would change the object and then fail to say that it did:
// every later plan would find an object that nobody owns.
func roomForRecords(s *situation) []finding {
	var all []finding
	for _, c := range s.plan.Changes {
		if c.Live == nil || c.Want == nil || c.LetsGo() || c.Live.Record.Owner != "" || !c.Live.HoldsRecord() {
			continue
		}
		tags := tagsAfter(c)
		if over := len(tags) - schema.MostTags; over > 0 {
			all = append(all, refuse(c.Addr, diag.NoRoomForRecord.Problem("The %s has %d tags, and an object has at most %d. callwright needs two for its record. Remove at least %d of them: %s.",
				c.Live.Name(), len(tags), schema.MostTags+2, over, strings.Join(tags, ", "))))
		}
	}
	return all
}

// tagsAfter returns the keys of the tags that an object has after its change, in quotes. It
// leaves out tags of callwright and of AWS.
func tagsAfter(c *plan.Change) []string {
	i, ok := c.Live.Kind.Lookup("tags")
	if !ok {
		return nil
	}
	r := c.Live
	if c.Attrs.Has(i) {
		r = c.Want
	}
	keys := slices.Sorted(maps.Keys(r.Value(i).AsValueMap()))
	for j, key := range keys {
		keys[j] = plan.Quote(key)
	}
	return keys
}
