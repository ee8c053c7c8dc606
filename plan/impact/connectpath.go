package impact

import (
	"cmp"
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// Members know which user is in which permission group of ConnectPath, in one state. A user who
// was given no group is in the default group.
type members struct {
	groups   map[string]*schema.Resource
	explicit map[string]string // groups that users were given, by username
	fallback string            // the name of the default group; "" if it is unknown
	users    []string          // every user of the contact centre, in order
}

// membersOf returns the members of the state's permission groups; nil if it has no ConnectPath.
func membersOf(s *schema.State) *members {
	settings, ok := s.Lookup(schema.Name{Kind: settingsKind})
	if !ok {
		return nil
	}
	m := &members{groups: map[string]*schema.Resource{}, explicit: map[string]string{}, fallback: settings.Body.(*schema.ConnectPathSettings).DefaultGroup}
	for _, r := range of(s, groupKind) {
		m.groups[r.Key] = r
	}
	for _, r := range of(s, assignmentKind) {
		m.explicit[r.Key] = r.Body.(*schema.PermissionGroupAssignment).Group
	}
	for _, r := range s.Of(userKind) {
		m.users = append(m.users, r.Key)
	}
	return m
}

// group returns the name of the user's group, given or by default.
func (m *members) group(user string) string {
	if g, ok := m.explicit[user]; ok {
		return g
	}
	return m.fallback
}

// known returns the group with the name, if we know all its permissions. We do not if no API
// shows them and nobody has confirmed what a person set.
func (m *members) known(name string) (*schema.PermissionGroup, bool) {
	r, ok := m.groups[name]
	if !ok || r.Live != nil && r.Manual.Minus(r.Given).Minus(r.Kind.Set("description")) != 0 {
		return nil, false
	}
	return r.Body.(*schema.PermissionGroup), true
}

// holds returns the group with the name, with the permissions that we know of. It may have more
// than these.
func (m *members) holds(name string) *schema.PermissionGroup {
	if r, ok := m.groups[name]; ok {
		return r.Body.(*schema.PermissionGroup)
	}
	return &schema.PermissionGroup{}
}

// administers reports whether users of the group can manage groups and users.
func (m *members) administers(name string) bool { return m.holds(name).Administers() }

// administrator returns a user who can manage groups and users, and who is not protected.
func (m *members) administrator(protected []string) (string, bool) {
	for _, u := range m.users {
		if m.administers(m.group(u)) && !slices.Contains(protected, u) {
			return u, true
		}
	}
	return "", false
}

// unread returns the groups of which we do not know all permissions, and which have a user who
// is not protected.
func (m *members) unread(protected []string) []string {
	var names []string
	for _, u := range m.users {
		if name := m.group(u); !slices.Contains(protected, u) {
			if _, known := m.known(name); !known {
				names = append(names, cmp.Or(plan.Quote(name), "the default group"))
			}
		}
	}
	return schema.SortedSet(names)
}
