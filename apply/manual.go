package apply

import (
	"errors"
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
)

// Manual returns what a person has to do after the run: for the changes of p that no API can
// make, and for those that wait for them. It has each task once, in the plan's order, with
// the addresses of all changes that need it.
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

// planned returns what a person has to do for the change according to the plan.
func planned(p *plan.Plan, c *plan.Change) (*providers.ManualError, bool) {
	for _, m := range p.Manual {
		if slices.Contains(m.Addresses, c.Addr.String()) {
			return &providers.ManualError{Object: m.Object, Steps: m.Steps}, true
		}
	}
	return nil, false
}

// withManual adds a task for the change. If the list has the same task, it adds only the
// address.
func withManual(list []plan.Manual, c *plan.Change, m *providers.ManualError) []plan.Manual {
	i := slices.IndexFunc(list, func(is plan.Manual) bool { return is.Object == m.Object && slices.Equal(is.Steps, m.Steps) })
	if i < 0 {
		list = append(list, plan.Manual{Object: m.Object, Steps: m.Steps})
		i = len(list) - 1
	}
	list[i].Addresses = append(list[i].Addresses, c.Addr.String())
	return list
}

// CompleteButManual reports whether every change is made, except for the changes that a
// person has to make and the ones that wait for them.
func (r *Report) CompleteButManual() bool {
	left := r.leftToPeople()
	return !slices.ContainsFunc(r.Outcomes, func(o Outcome) bool { return !o.Made() && !left[o.Change] })
}

// leftToPeople returns the changes that a person has to make, and the ones that wait for them,
// directly or through others.
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

// ManualSteps returns what a person will have to do for the plan, as far as r can tell before
// the run. It has each task once, in the plan's order.
func ManualSteps(p *plan.Plan, r providers.Reader) []plan.Manual {
	var list []plan.Manual
	for _, change := range p.Changes {
		if change.LetsGo() {
			continue // only the record is removed
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

// Confirmable returns the part of the plan that a person can confirm after doing it by hand:
// changes of existing objects that write only what no API can, and records of such objects.
// These changes wait for nothing, because they are done already.
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

// OnlyManual reports whether apply could make none of the plan's changes, because a person has
// to make each of them, or one that it waits for.
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
