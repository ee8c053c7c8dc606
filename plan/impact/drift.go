package impact

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// Since returns what a drift means for people and queues: from the objects as they were last
// applied to the live ones. The drift is one that [plan.Plan.Drift] returned for the live state.
func Since(drift *plan.Plan, live *schema.State) (*Assessment, error) {
	applied, err := drift.Applied(live)
	if err != nil {
		return nil, err
	}
	a := &Assessment{Plan: drift}
	var changes []*plan.Change
	for _, c := range drift.Changes {
		if c.Action != plan.Create {
			changes = append(changes, c)
		}
	}
	if len(changes) > 0 {
		var after *routes
		a.Impact, _, _, after = weigh(applied, live, func(string, string, string) {})
		a.Impact.ofChanges(changes, applied, live, after)
	}
	return a, nil
}
