package plan

import (
	"slices"

	"github.com/callwright/callwright/schema"
)

// A stage says of ConnectPath's changes, beyond what refers to what, which waits for
// which, so that at no moment nobody can administer it, and nobody is in a group
// that is yet to lose what it gave: groups are made and changed, administrators are
// assigned, then the others, then the default group is set, and what administered
// until now stops to.
type stage struct {
	before  map[string]bool     // by id
	after   map[string]bool     // by name
	leaving map[string][]string // users who are deleted and go out of a group by that, by its id
}

// Words of ConnectPath's kinds.
const (
	groupKind      = "permission_group"
	assignmentKind = "permission_group_assignment"
	settingsKind   = "connectpath"
)

// newStage returns which groups administer ConnectPath, before the changes and after
// them.
func newStage(live *schema.State, changes []*Change) stage {
	s := stage{before: map[string]bool{}, after: map[string]bool{}, leaving: map[string][]string{}}
	for _, r := range live.Of(schema.MustKind(groupKind)) {
		s.before[r.ID] = r.Body.(*schema.PermissionGroup).Administers()
		s.after[r.Key] = s.before[r.ID]
	}
	for _, c := range changes {
		switch {
		case c.Want == nil && c.Live.Kind.Name == "user":
			if a, ok := live.Lookup(schema.Name{Kind: assignmentKind, Key: c.Live.Key}); ok {
				if g, ok := live.Lookup(schema.Name{Kind: groupKind, Key: a.Body.(*schema.PermissionGroupAssignment).Group}); ok {
					s.leaving[g.ID] = append(s.leaving[g.ID], c.Live.Key)
				}
			}
		case c.Want == nil || c.Want.Kind.Name != groupKind:
		case c.Live == nil:
			s.after[c.Want.Key] = c.Want.Body.(*schema.PermissionGroup).Administers()
		default:
			s.after[c.Want.Key] = c.applied(c.Live).Body.(*schema.PermissionGroup).Administers()
		}
	}
	return s
}

// staged reports whether c waits for w by its stage alone, and not by what refers to
// what, or has which name.
func staged(c, w *Change) bool {
	kind, on := c.Object().Kind.Name, w.Object().Kind.Name
	switch kind {
	case assignmentKind, settingsKind:
		return on == assignmentKind
	case groupKind:
		return c.Live != nil && c.Want != nil && (on == assignmentKind || on == settingsKind)
	}
	return false
}

// arrange lets the changes wait for each other.
func (s stage) arrange(changes []*Change) {
	groups, users := map[string]*Change{}, map[string]*Change{}
	var administrators, others, narrowed []*Change
	var settings *Change
	for _, c := range changes {
		switch {
		case c.Action == Delete && c.Live.Kind.Name == "user":
			users[c.Live.Key] = c
		case c.Want == nil || c.Step == Aside:
		case c.Want.Kind.Name == settingsKind:
			settings = c
		case c.Want.Kind.Name == assignmentKind && s.after[c.Want.Body.(*schema.PermissionGroupAssignment).Group]:
			administrators = append(administrators, c)
		case c.Want.Kind.Name == assignmentKind:
			others = append(others, c)
		case c.Live != nil && c.Want.Kind.Name == groupKind && s.before[c.Live.ID] && !s.after[c.Want.Key]:
			narrowed = append(narrowed, c)
		case c.Want.Kind.Name == groupKind:
			groups[c.Want.Key] = c
		}
	}
	barrier(administrators, others)
	assigned := slices.Concat(administrators, others)
	for _, c := range assigned {
		c.wait(groups[c.Want.Body.(*schema.PermissionGroupAssignment).Group])
	}
	if settings != nil {
		settings.wait(groups[settings.Want.Body.(*schema.ConnectPathSettings).DefaultGroup])
		settings.waitAll(assigned)
	}
	for _, c := range narrowed {
		c.wait(settings)
		c.waitAll(assigned)
	}
	for _, c := range changes {
		if c.Action == Delete && c.Live.Kind.Name == groupKind {
			for _, user := range s.leaving[c.Live.ID] {
				c.wait(users[user])
			}
		}
	}
}

// barrier lets every change of then wait for every one of first, by way of the last
// of them.
func barrier(first, then []*Change) {
	if len(first) == 0 || len(then) == 0 {
		return
	}
	last := first[len(first)-1]
	last.waitAll(first)
	for _, c := range then {
		c.wait(last)
	}
}

// waitAll lets c wait for each of the others.
func (c *Change) waitAll(others []*Change) {
	for _, o := range others {
		c.wait(o)
	}
}
