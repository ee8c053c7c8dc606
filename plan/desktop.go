package plan

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// Words of ConnectPath's kinds, whose rules the schema's tables cannot hold.
const (
	groupKind      = "permission_group"
	assignmentKind = "permission_group_assignment"
	settingsKind   = "connectpath"
)

// A desktop is who is in which ConnectPath group in one state.
type desktop struct {
	groups   map[string]*schema.Resource
	explicit map[string]string // by username; the others are in the default group
	fallback string            // the default group's name; "" when it is not known
	users    []string          // every user of the contact centre, in order
}

// desktopOf returns the desktop of the state; nil when it has none.
func desktopOf(s *schema.State) *desktop {
	settings, ok := s.Lookup(schema.Name{Kind: settingsKind})
	if !ok {
		return nil
	}
	d := &desktop{groups: map[string]*schema.Resource{}, explicit: map[string]string{}, fallback: settings.Body.(*schema.ConnectPathSettings).DefaultGroup}
	for _, r := range of(s, groupKind) {
		d.groups[r.Key] = r
	}
	for _, r := range of(s, assignmentKind) {
		d.explicit[r.Key] = r.Body.(*schema.PermissionGroupAssignment).Group
	}
	for _, r := range s.Of(userKind) {
		d.users = append(d.users, r.Key)
	}
	return d
}

func of(s *schema.State, kind string) []*schema.Resource { return s.Of(schema.MustKind(kind)) }

// group returns the name of the group that the user is in, by name or by default.
func (d *desktop) group(user string) string {
	if g, ok := d.explicit[user]; ok {
		return g
	}
	return d.fallback
}

// known returns the group of that name, if all that it lets its users do is known.
func (d *desktop) known(name string) (*schema.PermissionGroup, bool) {
	r, ok := d.groups[name]
	if !ok || r.Live != nil && r.ByHand.Minus(r.Given).Minus(r.Kind.Set("description")) != 0 {
		return nil, false
	}
	return r.Body.(*schema.PermissionGroup), true
}

// holds returns what is known of what the group of that name lets its users do: nothing
// that it does not, but maybe not all that it does.
func (d *desktop) holds(name string) *schema.PermissionGroup {
	if r, ok := d.groups[name]; ok {
		return r.Body.(*schema.PermissionGroup)
	}
	return &schema.PermissionGroup{}
}

func (d *desktop) administers(name string) bool { return d.holds(name).Administers() }

// administrator returns a user who can manage groups and users and is none of those
// who are protected.
func (d *desktop) administrator(protected []string) (string, bool) {
	for _, u := range d.users {
		if d.administers(d.group(u)) && !slices.Contains(protected, u) {
			return u, true
		}
	}
	return "", false
}

// protectedUsers returns the users whom the configuration, or ConnectPath, protects.
func protectedUsers(states ...*schema.State) []string {
	var all []string
	for _, s := range states {
		if r, ok := s.Lookup(schema.Name{Kind: settingsKind}); ok {
			all = append(all, r.Body.(*schema.ConnectPathSettings).ProtectedUsers...)
		}
	}
	return schema.SortedSet(all)
}

// desktop holds the plan against the rules of ConnectPath.
func (d *drafting) desktop(live, want, outcome *schema.State, o Options) {
	protected := protectedUsers(live, want)
	d.protect(protected)
	before, after := desktopOf(live), desktopOf(outcome)
	if before == nil || after == nil {
		return
	}
	d.keepAdministrator(before, after, protected, o)
	d.tellDefault(before, after)
	d.tellQueues(before, after, live, outcome)
	d.warnOpen(after)
	d.tellUnknown(live)
	for _, c := range d.Changes {
		if c.Want != nil && c.Want.Kind.Name == groupKind {
			d.warnEscalation(c)
		}
	}
}

// protect refuses every change of users who are never touched, or of their group.
func (d *drafting) protect(protected []string) {
	for _, c := range d.Changes {
		kind := c.Object().Kind.Name
		if (kind == userKind.Name || kind == assignmentKind) && slices.Contains(protected, c.Object().Key) {
			d.refuse(c.Addr, diag.ProtectedUser.Problem("%s is a protected user of ConnectPath, and is never changed, moved or deleted. Take it out of this configuration (with a release block, if this stack has it), or out of protected_users in the connectpath block.", Quote(c.Object().Key)))
		}
	}
}

// keepAdministrator refuses a plan after which nobody could manage groups and users.
func (d *drafting) keepAdministrator(before, after *desktop, protected []string, o Options) {
	last, had := before.administrator(protected)
	if _, has := after.administrator(protected); has || !had {
		return
	}
	const what = "the edit of users.users and users.security_profiles"
	if unread := after.unread(protected); len(unread) > 0 {
		d.Notices = append(d.Notices, fmt.Sprintf("Whether somebody keeps %s, in ConnectPath, is not known: nobody confirmed what these groups hold: %s.", what, strings.Join(unread, ", ")))
		return
	}
	if o.Limits.Lockout {
		d.Notices = append(d.Notices, "Nobody but protected users keeps "+what+", in ConnectPath; limits allow that.")
		return
	}
	d.refuse(schema.Addr{}, diag.ConnectPathLockout.Problem("The plan takes %s from %s, and nobody else but protected users has both: nobody could manage ConnectPath's users and permission groups any more. Give somebody such a group in this plan: permission_group = %s in a user's block; or, if that is meant, write in the callwright block: limits = { lockout = true }",
		what, Quote(last), Quote(before.group(last))))
}

// unread returns the groups of users who are not protected of which not everything is
// known.
func (d *desktop) unread(protected []string) []string {
	var names []string
	for _, u := range d.users {
		if name := d.group(u); !slices.Contains(protected, u) {
			if _, known := d.known(name); !known {
				names = append(names, cmp.Or(Quote(name), "the default group"))
			}
		}
	}
	return schema.SortedSet(names)
}

// mostNames is how many names a sentence has.
const mostNames = 50

// tellDefault says by name who is moved by a change of the default group.
func (d *drafting) tellDefault(before, after *desktop) {
	if before.fallback == after.fallback || before.fallback == "" {
		return
	}
	var moved []string
	for _, u := range after.users {
		if _, is := after.explicit[u]; !is && slices.Contains(before.users, u) {
			moved = append(moved, Clean(u))
		}
	}
	who := "nobody is in it by default"
	if n := len(moved); n > 0 {
		who = "it is the group of " + named(moved)
	}
	d.Notices = append(d.Notices, fmt.Sprintf("The default group becomes %s, and was %s: %s. A change takes effect when a user logs in again.", Quote(after.fallback), Quote(before.fallback), who))
}

func named(names []string) string {
	n := len(names)
	if n <= mostNames {
		return fmt.Sprintf("%s (%s)", strings.Join(names, ", "), counted(n, "user"))
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:mostNames], ", "), n-mostNames)
}

func counted(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// warnOpen warns while whoever was given no group can do everything, although there
// is an administrator who could be told apart.
func (d *drafting) warnOpen(after *desktop) {
	g := after.holds(after.fallback)
	if len(g.Escalating()) == 0 {
		return
	}
	for _, u := range after.users {
		if group, is := after.explicit[u]; is && after.administers(group) {
			d.report(schema.Addr{Kind: settingsKind}, diag.DefaultGroupAdministers.Problem("Whoever was given no group is in %s, which gives %s. As %s is an administrator by name, the default can be narrower: connectpath { default_group = … }.", Quote(after.fallback), strings.Join(g.Escalating(), ", "), Quote(u)))
			return
		}
	}
}

// tellUnknown says what live groups hold that nothing here can write or compare.
func (d *drafting) tellUnknown(live *schema.State) {
	byHand := false
	for _, r := range of(live, groupKind) {
		if !d.pairing.taken[r] {
			continue
		}
		byHand = byHand || r.ByHand != 0
		other := r.Body.(*schema.PermissionGroup).Other
		var held []string
		for _, key := range slices.Sorted(maps.Keys(other)) {
			held = append(held, Clean(key)+" ("+Clean(strings.Join(other[key], ", "))+")")
		}
		if len(held) > 0 {
			d.Notices = append(d.Notices, fmt.Sprintf("The permission group %s holds what this callwright does not know; it stays as it is: %s.", Quote(r.Key), strings.Join(held, ", ")))
		}
	}
	if byHand {
		d.Notices = append(d.Notices, "ConnectPath's users API does not show what groups hold: they are compared with what was last confirmed.")
	}
}

// warnEscalation warns where a group comes to hold what leads to everything.
func (d *drafting) warnEscalation(c *Change) {
	var had []string
	if c.Live != nil {
		had = c.Live.Body.(*schema.PermissionGroup).Escalating()
	}
	var gained []string
	for _, p := range c.Want.Body.(*schema.PermissionGroup).Escalating() {
		if !slices.Contains(had, p) && c.writesRow(p) {
			gained = append(gained, p)
		}
	}
	if len(gained) > 0 {
		d.report(c.Addr, diag.EscalatingPermission.On("permissions", "The group gains %s, by which its users can come to have every other permission.", strings.Join(gained, ", ")))
	}
}

// writesRow reports whether the change writes the row of a permission, as
// [schema.PermissionGroup.Escalating] names it.
func (c *Change) writesRow(permission string) bool {
	path, _, _ := strings.Cut(permission, " ")
	return c.Attrs.And(c.Want.Kind.Set("permissions."+path)) != 0
}
