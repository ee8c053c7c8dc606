package impact

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// A GroupChange says that users get another permission group of ConnectPath, or that a group
// itself changes. For example, ana and ben move from "Desk Agents" to "Desk Leads". What they may
// do then is an [AccessChange].
type GroupChange struct {
	Event   GroupEvent `json:"event"`
	Group   string     `json:"group"`            // the name after the plan; that of a deleted group is the one before it
	Before  string     `json:"before,omitempty"` // the group that users leave
	Users   []string   `json:"users"`            // who move or start, sorted; nobody if the group changes
	Members int        `json:"members"`          // how many users are in the group, or were in a deleted one
	Gains   int        `json:"gains"`            // how many permissions a changed group gains; each level counts
	Loses   int        `json:"loses"`
}

// A GroupEvent is what happens to users or to a group.
type GroupEvent string

// The events, in the order in which a reader sees them.
const (
	GroupDeleted GroupEvent = "deleted"
	GroupChanged GroupEvent = "changed"
	GroupCreated GroupEvent = "created"
	GroupLeft    GroupEvent = "left"   // users move to another group
	GroupJoined  GroupEvent = "joined" // new users start in the group
)

// groupEvents lists the events in their order.
var groupEvents = []GroupEvent{GroupDeleted, GroupChanged, GroupCreated, GroupLeft, GroupJoined}

// groupChanges compares who is in which permission group, and what the groups allow. Either side
// is nil if its state has no ConnectPath.
func groupChanges(before, after *members) []GroupChange {
	if before == nil || after == nil {
		return nil
	}
	list := slices.Concat(changedGroups(before, after), movedUsers(before, after))
	slices.SortFunc(list, func(a, b GroupChange) int {
		return cmp.Or(slices.Index(groupEvents, a.Event)-slices.Index(groupEvents, b.Event), strings.Compare(a.Group, b.Group), strings.Compare(a.Before, b.Before))
	})
	return list
}

// changedGroups returns the groups that come, go, or allow something else than before.
func changedGroups(before, after *members) []GroupChange {
	var list []GroupChange
	gone := map[string]*schema.Resource{}
	for _, r := range before.groups {
		gone[identity(r)] = r
	}
	was, is := before.sizes(), after.sizes()
	for name, r := range after.groups {
		old := gone[identity(r)]
		if old == nil {
			list = append(list, GroupChange{Event: GroupCreated, Group: name, Users: []string{}, Members: is[name]})
			continue
		}
		delete(gone, identity(r))
		had, has := allows(old), allows(r)
		c := GroupChange{Event: GroupChanged, Group: name, Users: []string{}, Members: is[name], Gains: lacking(had, has), Loses: lacking(has, had)}
		if c.Gains+c.Loses > 0 {
			list = append(list, c)
		}
	}
	for _, r := range gone {
		list = append(list, GroupChange{Event: GroupDeleted, Group: r.Key, Users: []string{}, Members: was[r.Key]})
	}
	return list
}

// sizes counts the users of each group.
func (m *members) sizes() map[string]int {
	n := map[string]int{}
	for _, u := range m.users {
		n[m.group(u)]++
	}
	return n
}

// allows returns the permissions of a group, as far as we know them.
func allows(group *schema.Resource) map[string]bool {
	r := &rights{Via: map[string][]string{}}
	r.allow(group.Body.(*schema.PermissionGroup), nil)
	set := map[string]bool{}
	for name := range maps.Keys(r.Via) {
		set[name] = true
	}
	return set
}

// lacking counts the permissions in b that a lacks.
func lacking(a, b map[string]bool) int {
	n := 0
	for name := range b {
		if !a[name] {
			n++
		}
	}
	return n
}

// movedUsers returns who gets another group, and the groups in which new users start. Users of a
// group that only gets another name stay where they are.
func movedUsers(before, after *members) []GroupChange {
	type way struct{ from, to string }
	ways := map[way][]string{}
	for _, u := range after.users {
		to := after.group(u)
		if _, stays := slices.BinarySearch(before.users, u); !stays {
			ways[way{"", to}] = append(ways[way{"", to}], u)
			continue
		}
		if from := before.group(u); before.identity(from) != after.identity(to) {
			ways[way{from, to}] = append(ways[way{from, to}], u)
		}
	}
	var list []GroupChange
	sizes := after.sizes()
	for w, users := range ways {
		c := GroupChange{Event: GroupLeft, Group: w.to, Before: w.from, Users: users, Members: sizes[w.to]}
		if w.from == "" {
			c.Event = GroupJoined
		}
		list = append(list, c)
	}
	return list
}

// identity tells the group with the name from all others, before and after a plan.
func (m *members) identity(name string) string {
	if r, ok := m.groups[name]; ok {
		return identity(r)
	}
	return "unknown " + name
}

// groupFacts says who gets which permission group, and which groups change.
func groupFacts(changes []GroupChange) []Fact {
	var list []Fact
	for _, c := range changes {
		f := Fact{Topic: TopicConnectPath, Verb: Change, Severity: Other, Subjects: []string{c.Group}, To: c.Group, Count: c.Members}
		switch c.Event {
		case GroupCreated:
			f.Severity, f.Detail = More, []string{"is new"}
		case GroupDeleted:
			f.Severity, f.From, f.To, f.Detail = Less, c.Group, "", []string{"is deleted"}
		case GroupChanged:
			if c.Gains > 0 {
				f.Detail = append(f.Detail, "gains "+Count(c.Gains, "permission"))
			}
			if c.Loses > 0 {
				f.Detail = append(f.Detail, "loses "+Count(c.Loses, "permission"))
			}
		default:
			f.Verb, f.Subjects, f.From, f.To = Regroup, c.Users, c.Before, c.Group
		}
		list = append(list, f)
	}
	return list
}
