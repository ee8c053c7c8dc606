package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// administering are the permissions with which one person can give access back to
// everybody, in the console.
var administering = []string{"Users.Edit", "SecurityProfiles.Edit"}

// administers reports whether who has the rights can edit users and security
// profiles; sure is false when profiles that were not read may bring that.
func (r *Rights) administers() (able, sure bool) {
	able = !slices.ContainsFunc(administering, func(p string) bool { return len(r.Via[p]) == 0 })
	return able, able || len(r.Unread) == 0
}

// lockOut refuses a plan that takes the ability to edit users and security profiles
// from the last user who has it. Where nobody has it, nothing is refused; where it
// cannot be told, a notice says so.
func (d *drafting) lockOut(before, after *Access, o Options) {
	var losers []string
	for u, was := range before.Users {
		if able, _ := was.administers(); !able {
			continue
		}
		is := nobody
		if r, ok := after.state.Lookup(u.Name()); ok {
			is = after.Of(r.Body.(*schema.User))
		}
		if able, _ := is.administers(); able {
			return
		}
		losers = append(losers, u.Key)
	}
	if len(losers) == 0 {
		return
	}
	var unread []string
	for _, r := range after.Users {
		able, sure := r.administers()
		if able {
			return
		}
		if !sure {
			unread = append(unread, r.Unread...)
		}
	}
	what := strings.Join(administering, " with ")
	switch {
	case len(unread) > 0:
		unread = schema.SortedSet(unread)
		for _, name := range unread {
			d.need(before.state, securityProfile, name, permissions)
		}
		d.Notices = append(d.Notices, fmt.Sprintf("Whether somebody keeps %s is not known: the permissions of %s were not read.", what, strings.Join(unread, ", ")))
	case o.Limits.Lockout:
		d.Notices = append(d.Notices, fmt.Sprintf("Nobody keeps %s; limits allow that.", what))
	default:
		d.refuse(schema.Addr{}, diag.InstanceLockout.Problem("The plan takes %s from %s, and nobody else has both: nobody could edit users and security profiles in the console any more. Give both to somebody in this plan; or, if that is meant, write in the callwright block: limits = { lockout = true }",
			what, several(losers)))
	}
}

// several names a few and counts the others.
func several(names []string) string {
	const most = 5
	quoted := make([]string, 0, most+1)
	for i, n := range names {
		if i == most {
			quoted = append(quoted, fmt.Sprintf("%d others", len(names)-most))
			break
		}
		quoted = append(quoted, Quote(n))
	}
	return strings.Join(quoted, ", ")
}

// adminGrows refuses a change that takes permissions from the instance's own profile
// Admin: who signs in for emergency access relies on it.
func (d *drafting) adminGrows() {
	for _, c := range d.Changes {
		if c.Live == nil || c.Want == nil || !c.Live.System || c.Live.Name() != (schema.Name{Kind: securityProfile, Key: "Admin"}) {
			continue
		}
		if i, _ := c.Want.Kind.Lookup(permissions); !c.Attrs.Has(i) {
			continue
		}
		keeps := c.Want.Body.(*schema.SecurityProfile).Permissions
		lost := slices.DeleteFunc(slices.Clone(c.Live.Body.(*schema.SecurityProfile).Permissions), func(p string) bool { return slices.Contains(keeps, p) })
		if len(lost) > 0 {
			d.refuse(c.Addr, diag.AdminLosesPermissions.On(permissions, "The instance's own security profile Admin may gain permissions and never lose any; the plan takes %s from it. Describe a profile of your own instead, or write the missing permissions, too.", several(lost)))
		}
	}
}
