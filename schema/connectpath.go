package schema

import "slices"

// ConnectPathSettings are the settings that an instance of ConnectPath has once.
type ConnectPathSettings struct {
	DefaultGroup   string   // name
	ProtectedUsers []string // usernames
}

var connectPath = Define(Kind{
	Name:     "connectpath",
	Doc:      "The settings of ConnectPath. An instance has only one set of them, so the block has no label.",
	Provider: ConnectPathProvider,
	Single:   true,
	Follows:  []string{"permission_group_assignment"},
}, []Field[ConnectPathSettings]{
	String("default_group", "The permission group of users who have no group of their own.", func(c *ConnectPathSettings) *string { return &c.DefaultGroup }).Code('d').
		NotEmpty("an instance always has a default group").RefersTo("permission_group"),
	StringSet("protected_users", "Users that callwright never changes, in Amazon Connect or ConnectPath: accounts that you keep for emergencies.", func(c *ConnectPathSettings) *[]string { return &c.ProtectedUsers }).Code('u').
		Length(100).NotEmpty("remove the empty member"),
})

// complete copies the protected users of the live object. The configuration says who is
// protected, and no call writes it.
func (c *ConnectPathSettings) complete(live any) {
	if live != nil {
		c.ProtectedUsers = live.(*ConnectPathSettings).ProtectedUsers
	}
}

// A connectPathSequence orders the moves of ConnectPath's objects so that somebody can
// administer it at every moment, and nobody is left in a group that loses permissions
// which the user keeps elsewhere.
// The stages, each of which waits for those before it:
//
//  1. Groups are made and changed.
//  2. Administrators are put into their groups.
//  3. Everybody else is put into a group.
//  4. The default group is set.
//  5. Groups that lose the right to administer are changed.
//
// A group is deleted after the users who leave it by being deleted themselves.
type connectPathSequence struct {
	moves []Move
	wait  func(later, earlier int)

	groups         map[string][]int // moves of stage 1, by the group's name after the plan
	administrators []int
	others         []int
	settings       []int // one, or none
	narrowed       []int
}

// sequence orders the moves of all of ConnectPath's kinds. The settings carry this hook,
// as each ConnectPath has them once.
func (*ConnectPathSettings) sequence(live *State, moves []Move, wait func(later, earlier int)) {
	s := connectPathSequence{moves: moves, wait: wait, groups: map[string][]int{}}
	s.sort(live)
	s.barrier(s.administrators, s.others)
	assigned := slices.Concat(s.administrators, s.others)
	for _, i := range assigned {
		s.waitForGroup(i, moves[i].Want.Body.(*PermissionGroupAssignment).Group)
	}
	for _, i := range s.settings {
		s.waitForGroup(i, moves[i].Want.Body.(*ConnectPathSettings).DefaultGroup)
		s.waitForAll(i, assigned)
	}
	for _, i := range s.narrowed {
		s.waitForAll(i, s.settings)
		s.waitForAll(i, assigned)
	}
	s.emptyFirst(live)
}

// sort puts each move into its stage.
func (s *connectPathSequence) sort(live *State) {
	administers := s.administering(live)
	for i, m := range s.moves {
		switch {
		case m.Want == nil:
		case m.Want.Kind.Name == ConnectPathProvider:
			s.settings = append(s.settings, i)
		case m.of(permissionGroupAssignment) && administers[m.Want.Body.(*PermissionGroupAssignment).Group]:
			s.administrators = append(s.administrators, i)
		case m.of(permissionGroupAssignment):
			s.others = append(s.others, i)
		case !m.of(permissionGroup):
		case m.Live != nil && administrates(m.Live) && !administrates(m.after()):
			s.narrowed = append(s.narrowed, i)
		default:
			s.groups[m.Want.Key] = append(s.groups[m.Want.Key], i)
		}
	}
}

// administering returns whether each group administers after the plan, by its name. A group can
// take two moves: it gets its name first, and its permissions last.
func (s *connectPathSequence) administering(live *State) map[string]bool {
	administers := map[string]bool{}
	for _, r := range live.Of(permissionGroup) {
		administers[r.Key] = administrates(r)
	}
	decided := map[string]bool{}
	for _, m := range s.moves {
		if !m.of(permissionGroup) || m.Want == nil || decided[m.Want.Key] {
			continue
		}
		administers[m.Want.Key] = administrates(m.after())
		decided[m.Want.Key] = m.Live == nil || administrates(m.Live) != administrates(m.after())
	}
	return administers
}

// administrates reports whether the members of the group can administer ConnectPath.
func administrates(group *Resource) bool { return group.Body.(*PermissionGroup).Administers() }

func (s *connectPathSequence) waitForGroup(i int, group string) {
	s.waitForAll(i, s.groups[group])
}

func (s *connectPathSequence) waitForAll(i int, earlier []int) {
	for _, e := range earlier {
		s.wait(i, e)
	}
}

// barrier lets every move of then wait for every move of first. All of then wait for the
// last of first, which waits for the others: 1000 users then need 2000 waits, and not a
// million.
func (s *connectPathSequence) barrier(first, then []int) {
	if len(first) == 0 || len(then) == 0 {
		return
	}
	last := first[len(first)-1]
	s.waitForAll(last, first)
	for _, i := range then {
		s.wait(i, last)
	}
}

// emptyFirst lets the deletion of a group wait for the deletions of its users.
func (s *connectPathSequence) emptyFirst(live *State) {
	users := map[string]int{}
	for i, m := range s.moves {
		if m.of(user) && m.Want == nil {
			users[m.Live.Key] = i
		}
	}
	if len(users) == 0 {
		return
	}
	leaving := map[string][]int{} // by the id of the group
	for _, a := range live.Of(permissionGroupAssignment) {
		i, goes := users[a.Key]
		if g, ok := live.Lookup(Name{Kind: permissionGroup.Name, Key: a.Body.(*PermissionGroupAssignment).Group}); ok && goes {
			leaving[g.ID] = append(leaving[g.ID], i)
		}
	}
	for i, m := range s.moves {
		if m.of(permissionGroup) && m.Want == nil {
			s.waitForAll(i, leaving[m.Live.ID])
		}
	}
}
