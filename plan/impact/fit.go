package impact

import (
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// missingAttributes reports what objects that are created lack for that.
func missingAttributes(s *situation) []finding {
	var all []finding
	for _, c := range s.plan.Changes {
		if c.Live != nil || c.Step != "" {
			continue
		}
		for i := range schema.RequiredIn(s.Instance, c.Want.Kind).Minus(c.Want.Given).All() {
			name := c.Want.Kind.Attrs[i].Name
			all = append(all, report(c.Addr, diag.RequiredAttribute.Problem("The instance has no %s, so the plan would create it, and that needs %q. If you mean an existing one, correct the name.", c.Want.Name(), name)))
		}
	}
	return all
}

// admitted asks of each object that is made or changed whether this instance takes it.
func admitted(s *situation) []finding {
	var all []finding
	for _, c := range s.plan.Changes {
		if c.Want == nil {
			continue
		}
		for _, p := range schema.Refusals(s.Instance, c.Want, c.Attrs, c.Live == nil) {
			all = append(all, report(c.Addr, p))
		}
	}
	return all
}

// fitting asks of each described object whether it fits the objects that there will be.
func fitting(s *situation) []finding {
	var all []finding
	for _, w := range s.want.All() {
		if !s.in(w.Addr) {
			continue
		}
		for _, p := range schema.Conflicts(w, s.outcome) {
			all = append(all, report(w.Addr, p))
		}
	}
	return all
}

// opposed asks each changed object that others need whether it may change.
func opposed(s *situation) []finding {
	var all []finding
	for _, c := range s.plan.Changes {
		if c.Live == nil || c.Want == nil || !c.Live.Kind.Single {
			continue
		}
		var needing []*schema.Resource
		for _, r := range s.outcome.All() {
			if slices.Contains(r.Kind.Needs, c.Live.Kind.Name) {
				needing = append(needing, r)
			}
		}
		for _, p := range schema.Obstacles(c.Live, c.Want, needing) {
			all = append(all, report(c.Addr, p))
		}
	}
	return all
}

// quotas warns of kinds of which there would be more than an instance allows by
// default, where the plan adds to them.
func quotas(s *situation) []finding {
	var all []finding
	for k := range schema.Kinds() {
		n := len(s.outcome.Of(k))
		if k.Quota == 0 || n <= k.Quota || n <= len(s.live.Of(k)) {
			continue
		}
		all = append(all, report(schema.Addr{}, diag.QuotaMayBeExceeded.Problem("There would be %s; an instance allows %d by default.", countKind(n, k.Name), k.Quota)))
	}
	return all
}

// checks says which of the configuration's checks do not hold. A check refuses the plan
// or warns, as it says.
func checks(s *situation) []finding {
	var all []finding
	for _, p := range s.checked {
		f := finding{effect: refuses, problem: p}
		if p.Severity() == diag.Warning {
			f.effect = reports
		}
		all = append(all, f)
	}
	return all
}
