package impact

import (
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// protected returns the users whom the configuration protects, or protected when it was last
// applied. So one plan cannot both unprotect a user and change the user.
func (s *situation) protected() []string {
	var all []string
	for _, state := range []*schema.State{s.live, s.want} {
		if r, ok := state.Lookup(schema.Name{Kind: settingsKind}); ok {
			all = append(all, r.Body.(*schema.ConnectPathSettings).ProtectedUsers...)
		}
	}
	return schema.SortedSet(all)
}

// hasConnectPath reports whether there is a ConnectPath both before and after the plan.
func (s *situation) hasConnectPath() bool { return s.membersBefore != nil && s.membersAfter != nil }

// protectedUsers refuses every change of a protected user or of the user's group.
func protectedUsers(s *situation) []finding {
	protected := s.protected()
	var all []finding
	for _, c := range s.plan.Changes {
		kind := c.Object().Kind.Name
		if (kind == userKind.Name || kind == assignmentKind) && slices.Contains(protected, c.Object().Key) {
			all = append(all, refuse(c.Addr, diag.ProtectedUser.Problem("%s is a protected user of ConnectPath. callwright never changes, moves or deletes protected users. Remove the user from this configuration (with a release block if this stack manages the user), or from protected_users in the connectpath block.", plan.Quote(c.Object().Key))))
		}
	}
	return all
}

// connectPathLockout refuses a plan after which nobody could manage groups and users in
// ConnectPath, except protected users. If nobody could before, it refuses nothing: the plan
// does not make it worse.
func connectPathLockout(s *situation) []finding {
	if !s.hasConnectPath() {
		return nil
	}
	protected := s.protected()
	last, had := s.membersBefore.administrator(protected)
	if _, has := s.membersAfter.administrator(protected); has || !had {
		return nil
	}
	const what = "edit of users.users and users.security_profiles"
	if unread := s.membersAfter.unread(protected); len(unread) > 0 {
		return []finding{tell("callwright cannot tell whether anybody in ConnectPath keeps %s: nobody has confirmed what these groups contain: %s.", what, strings.Join(unread, ", "))}
	}
	if s.Limits.Lockout {
		return []finding{tell("In ConnectPath, only protected users keep %s; limits allow that.", what)}
	}
	return []finding{refuse(schema.Addr{}, diag.ConnectPathLockout.Problem("The plan takes %s from %s, and only protected users would still have both. Nobody else could manage ConnectPath's users and permission groups. Give somebody such a group in this plan, with permission_group = %s in a user's block; or, if this is intended, write in the callwright block: limits = { lockout = true }",
		what, plan.Quote(last), plan.Quote(s.membersBefore.group(last))))}
}

// defaultGroup says whom a change of the default group moves: all users without a group of
// their own. The plan has only one changed attribute for that, which is easy to miss.
func defaultGroup(s *situation) []finding {
	before, after := s.membersBefore, s.membersAfter
	if !s.hasConnectPath() || before.fallback == after.fallback || before.fallback == "" {
		return nil
	}
	var moved []string
	for _, u := range after.users {
		if _, is := after.explicit[u]; is {
			continue
		}
		if _, was := slices.BinarySearch(before.users, u); was {
			moved = append(moved, plan.Clean(u))
		}
	}
	who := "it is not the group of any user by default"
	if len(moved) > 0 {
		who = "it is the group of " + named(moved)
	}
	return []finding{tell("The default group changes from %[2]s to %[1]s: %[3]s. A change takes effect when a user next logs in.", plan.Quote(after.fallback), plan.Quote(before.fallback), who)}
}

// openDefault warns if the default group can do everything, so that every new user can. It
// waits until somebody has an administrator's group of their own: a narrower default would
// lock everybody out before that.
func openDefault(s *situation) []finding {
	if !s.hasConnectPath() {
		return nil
	}
	after := s.membersAfter
	open := after.holds(after.fallback).Escalating()
	if len(open) == 0 {
		return nil
	}
	for _, u := range after.users {
		if group, is := after.explicit[u]; is && after.administers(group) {
			return []finding{report(schema.Addr{Kind: settingsKind}, diag.DefaultGroupAdministers.Problem("Users without a group of their own are in %s, which gives %s. %s has an administrator's group of their own, so the default can be narrower: connectpath { default_group = … }.", plan.Quote(after.fallback), strings.Join(open, ", "), plan.Quote(u)))}
		}
	}
	return nil
}

// unknownPermissions lists permissions of live groups that this callwright does not know. A
// newer ConnectPath may have added them. Callwright neither writes nor compares them.
func unknownPermissions(s *situation) []finding {
	if !s.hasConnectPath() {
		return nil
	}
	var all []finding
	manual := false
	for _, r := range of(s.live, groupKind) {
		if !s.plan.Describes(r) {
			continue
		}
		manual = manual || r.Manual != 0
		other := r.Body.(*schema.PermissionGroup).Other
		var held []string
		for _, key := range slices.Sorted(maps.Keys(other)) {
			held = append(held, plan.Clean(key)+" ("+plan.Clean(strings.Join(other[key], ", "))+")")
		}
		if len(held) > 0 {
			all = append(all, tell("The permission group %s has permissions that this version of callwright does not know; they stay as they are: %s.", plan.Quote(r.Key), strings.Join(held, ", ")))
		}
	}
	if manual {
		all = append(all, tell("ConnectPath's users API does not show what groups contain, so callwright compares with what was last confirmed."))
	}
	return all
}

// escalation warns of groups that gain a permission which leads to all others, such as editing
// permission groups.
func escalation(s *situation) []finding {
	if !s.hasConnectPath() {
		return nil
	}
	var all []finding
	for _, c := range s.plan.Changes {
		if c.Want == nil || c.Want.Kind.Name != groupKind {
			continue
		}
		if gained := escalates(c); len(gained) > 0 {
			all = append(all, report(c.Addr, diag.EscalatingPermission.On("permissions", "The group gains %s, which lets its users give themselves every other permission.", strings.Join(gained, ", "))))
		}
	}
	return all
}

// escalates returns the permissions that the group gains and that lead to all others.
func escalates(c *plan.Change) []string {
	var had, gained []string
	if c.Live != nil {
		had = c.Live.Body.(*schema.PermissionGroup).Escalating()
	}
	for _, p := range c.Want.Body.(*schema.PermissionGroup).Escalating() {
		path, _, _ := strings.Cut(p, " ")
		if !slices.Contains(had, p) && c.Writes("permissions."+path) {
			gained = append(gained, p)
		}
	}
	return gained
}

// shownQueues says who will see other queues in ConnectPath, because their routing profile
// changes or they get another one. Users whose group shows all queues are not affected.
func shownQueues(s *situation) []finding {
	if !s.hasConnectPath() {
		return nil
	}
	byGroup := map[string][]string{}
	seen := map[[2]string]bool{} // whether the queues differ, by the profiles before and after
	for _, u := range s.outcome.Of(userKind) {
		l, ok := s.live.Lookup(u.Name())
		group := s.membersAfter.group(u.Key)
		g, known := s.membersAfter.known(group)
		if !ok || !known || g.AllQueues || s.membersBefore.group(u.Key) != group {
			continue
		}
		pair := [2]string{l.Body.(*schema.User).RoutingProfile, u.Body.(*schema.User).RoutingProfile}
		other, judged := seen[pair]
		if !judged {
			was, read := queuesOf(s.live, pair[0])
			is, readToo := queuesOf(s.outcome, pair[1])
			other = read && readToo && !slices.Equal(was, is)
			seen[pair] = other
		}
		if other {
			byGroup[group] = append(byGroup[group], plan.Clean(u.Key))
		}
	}
	var all []finding
	for _, group := range slices.Sorted(maps.Keys(byGroup)) {
		all = append(all, tell("Users of the permission group %s see the queues of their own routing profile, and those change for %s.", plan.Quote(group), named(byGroup[group])))
	}
	return all
}

// queuesOf returns the queues in the rows of a routing profile, and whether the rows were read.
func queuesOf(s *schema.State, profile string) ([]string, bool) {
	r, ok := s.Lookup(schema.Name{Kind: routingProfile, Key: profile})
	if !ok || !r.Has("queues") {
		return nil, false
	}
	var queues []string
	for _, row := range r.Body.(*schema.RoutingProfile).Queues {
		queues = append(queues, row.Queue)
	}
	return schema.SortedSet(queues), true
}
