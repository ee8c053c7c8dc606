package impact

import (
	"cmp"
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// Members are who is in which permission group of ConnectPath, in one state.
type members struct {
	groups   map[string]*schema.Resource
	explicit map[string]string // by username; the others are in the default group
	fallback string            // the default group's name; "" when it is not known
	users    []string          // every user of the contact centre, in order
}

// membersOf returns the members of the state's permission groups; nil when it has no
// ConnectPath.
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

// group returns the name of the group that the user is in, by name or by default.
func (m *members) group(user string) string {
	if g, ok := m.explicit[user]; ok {
		return g
	}
	return m.fallback
}

// known returns the group of that name, if all that it lets its users do is known.
func (m *members) known(name string) (*schema.PermissionGroup, bool) {
	r, ok := m.groups[name]
	if !ok || r.Live != nil && r.Manual.Minus(r.Given).Minus(r.Kind.Set("description")) != 0 {
		return nil, false
	}
	return r.Body.(*schema.PermissionGroup), true
}

// holds returns what is known of what the group of that name lets its users do: nothing
// that it does not, but maybe not all that it does.
func (m *members) holds(name string) *schema.PermissionGroup {
	if r, ok := m.groups[name]; ok {
		return r.Body.(*schema.PermissionGroup)
	}
	return &schema.PermissionGroup{}
}

func (m *members) administers(name string) bool { return m.holds(name).Administers() }

// administrator returns a user who can manage groups and users and is none of those
// who are protected.
func (m *members) administrator(protected []string) (string, bool) {
	for _, u := range m.users {
		if m.administers(m.group(u)) && !slices.Contains(protected, u) {
			return u, true
		}
	}
	return "", false
}

// unread returns the groups of users who are not protected of which not everything is
// known.
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
