package apply

import (
	"errors"
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
)

// Manual returns what a person has to do for the changes that a service has no way to
// make, each thing once, in the plan's order.
func (r *Report) Manual() []*providers.ManualError {
	var list []*providers.ManualError
	for _, o := range r.Outcomes {
		manual, is := errors.AsType[*providers.ManualError](o.Err)
		if o.Status != ByHand || !is {
			continue
		}
		same := func(m *providers.ManualError) bool {
			return m.Object == manual.Object && slices.Equal(m.Steps, manual.Steps)
		}
		if !slices.ContainsFunc(list, same) {
			list = append(list, manual)
		}
	}
	return list
}

// CompleteButByHand reports whether every change is made, but for those that a person
// has to make and those that wait for them.
func (r *Report) CompleteButByHand() bool {
	left := map[*plan.Change]bool{}
	for _, o := range r.Outcomes {
		left[o.Change] = o.Status == ByHand
	}
	for again := true; again; {
		again = false
		for _, o := range r.Outcomes {
			if o.Status == NotAttempted && left[o.Because] && !left[o.Change] {
				left[o.Change], again = true, true
			}
		}
	}
	return !slices.ContainsFunc(r.Outcomes, func(o Outcome) bool { return !o.Made() && !left[o.Change] })
}
