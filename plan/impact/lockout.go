package impact

import (
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// administering are the permissions that somebody needs to give access back to everybody, in
// the console.
var administering = []string{"Users.Edit", "SecurityProfiles.Edit"}

// administers reports whether somebody with the rights can edit users and security profiles.
// Sure is false if profiles that were not read may grant that.
func (r *rights) administers() (able, sure bool) {
	able = !slices.ContainsFunc(administering, func(p string) bool { return len(r.Via[p]) == 0 })
	return able, able || len(r.Unread) == 0
}

// lockout refuses a plan after which nobody could edit users and security profiles. For
// example, only ana can, and the plan removes "Users.Edit" from her only profile.
//
// If nobody could before the plan, lockout refuses nothing. If the answer depends on profiles
// that were not read, a notice says so, and the profiles are needed.
func lockout(s *situation) []finding {
	losers := s.losers()
	if len(losers) == 0 {
		return nil
	}
	var unread []string
	for _, c := range s.access.order {
		if !c.people {
			continue
		}
		able, sure := c.after.administers()
		if able {
			return nil
		}
		if !sure {
			unread = append(unread, c.after.Unread...)
		}
	}
	what := strings.Join(administering, " with ")
	switch {
	case len(unread) > 0:
		unread = schema.SortedSet(unread)
		for _, name := range unread {
			s.needs.byName(s.live, securityProfile, name, permissions)
		}
		return []finding{tell("callwright cannot tell whether anybody keeps %s: the permissions of %s were not read.", what, strings.Join(unread, ", "))}
	case s.Limits.Lockout:
		return []finding{tell("Nobody keeps %s; limits allow that.", what)}
	}
	return []finding{refuse(schema.Addr{}, diag.InstanceLockout.Problem("The plan takes %s from %s, and nobody else has both, so nobody could edit users and security profiles in the console any more. Give both to somebody in this plan; or, if this is intended, write in the callwright block: limits = { lockout = true }",
		what, several(losers)))}
}

// losers returns the users who can administer the instance now, and could not after the plan.
// It returns none if one of those who can still could: that user can help the others.
func (s *situation) losers() []string {
	if s.access == nil {
		return nil
	}
	var losers []string
	for _, c := range s.access.order {
		if able, _ := c.before.administers(); !able || !c.people {
			continue
		}
		if able, _ := c.after.administers(); able {
			return nil
		}
		losers = append(losers, c.users...)
	}
	slices.Sort(losers)
	return losers
}

// adminShrinks refuses a change that takes permissions from the built-in security profile
// Admin. Emergency access to an instance signs in with that profile.
func adminShrinks(s *situation) []finding {
	var all []finding
	for _, c := range s.plan.Changes {
		if c.Live == nil || c.Want == nil || !c.Live.System || c.Live.Name() != (schema.Name{Kind: securityProfile, Key: "Admin"}) || !c.Writes(permissions) {
			continue
		}
		keeps := c.Want.Body.(*schema.SecurityProfile).Permissions
		lost := slices.DeleteFunc(slices.Clone(c.Live.Body.(*schema.SecurityProfile).Permissions), func(p string) bool { return slices.Contains(keeps, p) })
		if len(lost) > 0 {
			all = append(all, refuse(c.Addr, diag.AdminLosesPermissions.On(permissions, "The built-in security profile Admin must not lose permissions, and the plan takes %s from it. Describe your own profile instead, or add the missing permissions.", several(lost))))
		}
	}
	return all
}
