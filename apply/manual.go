package apply

import (
	"errors"
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
)

// Manual returns what a person has to do for the changes of p that a service has no way
// to make, and for those that wait for them: each thing once, in the plan's order.
func (r *Report) Manual(p *plan.Plan) []plan.Manual {
	var list []plan.Manual
	left := r.leftToPeople()
	for _, o := range r.Outcomes {
		manual, is := errors.AsType[*providers.ManualError](o.Err)
		if !is && left[o.Change] {
			manual, is = planned(p, o.Change)
		}
		if is && left[o.Change] {
			list = withManual(list, o.Change, manual)
		}
	}
	return list
}

// planned returns what the plan says that a person has to do for the change.
func planned(p *plan.Plan, c *plan.Change) (*providers.ManualError, bool) {
	for _, m := range p.Manual {
		if slices.Contains(m.Addresses, c.Addr.String()) {
			return &providers.ManualError{Object: m.Object, Steps: m.Steps}, true
		}
	}
	return nil, false
}

// withManual adds what a person has to do for a change.
func withManual(list []plan.Manual, c *plan.Change, m *providers.ManualError) []plan.Manual {
	i := slices.IndexFunc(list, func(is plan.Manual) bool { return is.Object == m.Object && slices.Equal(is.Steps, m.Steps) })
	if i < 0 {
		list = append(list, plan.Manual{Object: m.Object, Steps: m.Steps})
		i = len(list) - 1
	}
	list[i].Addresses = append(list[i].Addresses, c.Addr.String())
	return list
}

// CompleteButManual reports whether every change is made, except for those that a person
// has to make and those that wait for them.
func (r *Report) CompleteButManual() bool {
	left := r.leftToPeople()
	return !slices.ContainsFunc(r.Outcomes, func(o Outcome) bool { return !o.Made() && !left[o.Change] })
}

// leftToPeople returns the changes that a person has to make and those that wait for them.
func (r *Report) leftToPeople() map[*plan.Change]bool {
	left := map[*plan.Change]bool{}
	for _, o := range r.Outcomes {
		left[o.Change] = o.Status == Manual
	}
	for again := true; again; {
		again = false
		for _, o := range r.Outcomes {
			if o.Status == NotAttempted && left[o.Because] && !left[o.Change] {
				left[o.Change], again = true, true
			}
		}
	}
	return left
}

// ManualSteps returns what a person has to do for the plan, as far as r tells before, each
// thing once, in the plan's order.
func ManualSteps(p *plan.Plan, r providers.Reader) []plan.Manual {
	var list []plan.Manual
	for _, change := range p.Changes {
		if change.LetsGo() {
			continue // the record alone is dropped
		}
		c, ok := providers.As[providers.Confirmer](r, change.Object().Kind.Name)
		if !ok {
			continue
		}
		if manual := c.Manual(providers.Write{Live: change.Live, Want: change.Want, Attrs: change.Attrs}); manual != nil {
			list = withManual(list, change, manual)
		}
	}
	return list
}

// Confirmable returns the part of the plan that a person may confirm to be done: what is
// written by hand of objects that are there, and their records. What waits for what is
// left out: it is done, or is not.
func Confirmable(p *plan.Plan) *plan.Plan {
	only := &plan.Plan{Instance: p.Instance, Stack: p.Stack, Scope: p.Scope, Names: p.Names}
	for _, c := range p.Changes {
		if c.Live != nil && c.Want != nil && c.Live.Manual != 0 && c.Attrs.Minus(c.Live.Manual) == 0 {
			done := *c
			done.Waits, done.Relies = nil, nil
			only.Changes = append(only.Changes, &done)
		}
	}
	for _, c := range p.Records {
		if c.Live.Manual != 0 {
			only.Records = append(only.Records, c)
		}
	}
	return only
}

// OnlyManual reports whether applying the plan makes no change: a person has to make
// each, or one that it waits for.
func OnlyManual(p *plan.Plan) bool {
	manual := map[string]bool{}
	for _, m := range p.Manual {
		for _, address := range m.Addresses {
			manual[address] = true
		}
	}
	waits := map[*plan.Change]bool{}
	var left func(c *plan.Change) bool
	left = func(c *plan.Change) bool {
		is, known := waits[c]
		if !known {
			is = manual[c.Addr.String()] || slices.ContainsFunc(c.Waits, left)
			waits[c] = is
		}
		return is
	}
	return len(p.Manual) > 0 && !slices.ContainsFunc(p.Changes, func(c *plan.Change) bool { return !left(c) })
}
