package impact

import (
	"fmt"
	"slices"

	"github.com/callwright/callwright/plan"
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

// emailsWithSingleSignOn warns, once for each block, of e-mail addresses that the plan gives to
// users of an instance with single sign-on. Two pages of AWS contradict each other about them
// (Amazon Connect API reference, CreateUser and UserIdentityInfo), so the plan is not refused.
func emailsWithSingleSignOn(s *situation) []finding {
	if s.Instance.Identity != schema.IdentitySAML {
		return nil
	}
	first := map[schema.Addr]*plan.Change{} // by block
	count := map[schema.Addr]int{}
	var blocks []schema.Addr
	for _, c := range s.plan.Changes {
		u, ok := bodyOf[*schema.User](c.Want)
		if !ok || u.Email == "" || c.Attrs.And(c.Want.Kind.Set("email")) == 0 {
			continue
		}
		block := c.Addr.Block()
		if first[block] == nil {
			first[block], blocks = c, append(blocks, block)
		}
		count[block]++
	}
	var all []finding
	for _, block := range blocks {
		who := "1 user of this block gets an e-mail address."
		if n := count[block]; n > 1 {
			who = fmt.Sprintf("%d users of this block get e-mail addresses.", n)
		}
		all = append(all, report(first[block].Addr, diag.EmailWithSingleSignOn.On("email", "%s An instance with single sign-on (SAML) may refuse it. Write secondary_email instead.", who)))
	}
	return all
}

// namesOfOtherOverrides refuses an override with the name of one that callwright cannot
// describe. callwright does not touch such overrides, and the service takes a name once for each
// hours.
func namesOfOtherOverrides(s *situation) []finding {
	var all []finding
	for _, w := range s.want.Of(hoursKind) {
		if !w.Has("overrides") || !s.in(w.Addr) {
			continue
		}
		h := w.Body.(*schema.HoursOfOperation)
		live, ok := bodyOf[*schema.HoursOfOperation](s.plan.LiveOf(w))
		if !ok {
			continue
		}
		for _, o := range h.Overrides {
			if slices.Contains(live.OtherOverrides, o.Name) {
				all = append(all, report(w.Addr, diag.NameOfOtherOverride.On("overrides",
					"The hours %s have an override %s that callwright cannot describe, so it stays as it is. Write another name, or delete that override.", plan.Quote(h.Name), plan.Quote(o.Name)).About(o.Name)))
			}
		}
	}
	return all
}

// bodyOf returns the body of a resource of one kind; false for one of another kind, or none.
func bodyOf[T any](r *schema.Resource) (T, bool) {
	if r == nil {
		var none T
		return none, false
	}
	body, ok := r.Body.(T)
	return body, ok
}

// fitting reports described objects that conflict with others after the plan. For example, a
// hierarchy group is on a level that the hierarchy does not have.
func fitting(s *situation) []finding {
	var all []finding
	for k := range schema.Kinds() {
		for w, after := range schema.Beside(k, s.want, s.outcome) {
			if w == nil || !s.in(w.Addr) {
				continue
			}
			for _, p := range schema.Conflicts(w, after, s.outcome) {
				all = append(all, report(w.Addr, p))
			}
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
