package impact

import (
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// missingAttributes reports attributes that a new object needs and its block lacks. An existing
// object does not need them: a block with only a name and hours is enough to change the hours.
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

// admitted reports what this instance would refuse. For example, it depends on how an instance
// manages identities how long a username may be.
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

// fitting reports described objects that conflict with others after the plan. For example, a
// hierarchy group is on a level that the hierarchy does not have.
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

// opposed reports changes of an object that others need as it is. For example, the hierarchy
// loses a level that still has groups.
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

// quotas warns if a plan adds objects and there would be more of the kind than an instance has
// room for by default. It only warns, because AWS raises quotas on request, and callwright
// cannot see that.
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

// checks reports the configuration's checks that do not hold. Each check says itself whether it
// refuses the plan or only warns.
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
