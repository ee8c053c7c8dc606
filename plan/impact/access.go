package impact

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/callwright/callwright/schema"
)

// An AccessChange is a change of permissions, and the users and AI agents to whom it happens. For example,
// the plan adds "Users.Edit" to the profile "Supervisor". The 12 users who have only that
// profile gain the permission, so they are one AccessChange. A supervisor who also has "Admin"
// had it before, and is not in the list.
//
// What somebody may do is the union over their security profiles. A permission that restricts
// is in the union, too: the user is restricted as soon as one profile has it.
//
// Assumption: the service documents the union only for profiles that restrict by
// tags or hierarchy (Amazon Connect administrator guide, tag-based access control).
// It documents no other meaning of several profiles.
type AccessChange struct {
	Users    []string `json:"users"`
	AIAgents []string `json:"ai_agents,omitempty"` // ARNs of AI agents to which the same happens, sorted
	Status   Status   `json:"status,omitempty"`
	Gains    []Grant  `json:"gains"`
	Loses    []Grant  `json:"loses"`
	Keeps    []string `json:"keeps,omitempty"`   // permissions that all of these users have before and after, sorted
	Unknown  []string `json:"unknown,omitempty"` // security profiles and permission groups that were not read
}

// A Status says that the plan creates a user, or deletes one. Other users have none.
type Status string

// The statuses.
const (
	Joins  Status = "joins"
	Leaves Status = "leaves"
)

// Escalates reports whether the users gain a permission that lets them get more permissions.
func (c AccessChange) Escalates() bool {
	return slices.ContainsFunc(c.Gains, func(g Grant) bool { return g.Escalates })
}

// access knows what each user may do in one state. Users of the same class share their rights:
// in a contact centre with 10,000 users there may be 20 sets of security profiles, and the
// union over the profiles is computed 20 times.
type access struct {
	state   *schema.State
	members *members           // nil if the state has no ConnectPath
	classes map[string]*rights // by the names of the security profiles, and the permission group
	class   []byte             // of the user whom somebody asked about last
}

// newAccess returns the access of the state.
func newAccess(s *schema.State) *access {
	return &access{state: s, members: membersOf(s), classes: map[string]*rights{}}
}

// rightsOf returns what the user may do.
func (a *access) rightsOf(u *schema.User) *rights {
	a.class = a.class[:0]
	for _, name := range u.SecurityProfiles {
		a.class = append(append(a.class, name...), 0)
	}
	a.class = append(a.class, a.members.class(u.Username)...)
	r, ok := a.classes[string(a.class)]
	if !ok {
		r = a.rights(u.SecurityProfiles)
		a.members.grant(r, u.Username)
		r.class = string(a.class)
		a.classes[r.class] = r
	}
	return r
}

// rights returns what somebody with these security profiles may do in Amazon Connect.
func (a *access) rights(profiles []string) *rights {
	r := &rights{Via: map[string][]string{}, unread: map[string][]string{}}
	for _, name := range profiles {
		p, ok := a.state.Lookup(schema.Name{Kind: securityProfile, Key: name})
		for _, source := range grantSources {
			switch {
			case ok && (p.Has(source.attr) || p.Live == nil): // the plan creates it, so it has what its block says
				source.grants(p.Body.(*schema.SecurityProfile), func(grant string) { r.Via[grant] = append(r.Via[grant], name) })
			case source.attr == permissions:
				r.Unread = append(r.Unread, name)
			default:
				r.unread[source.attr] = append(r.unread[source.attr], name)
			}
		}
	}
	return r
}

// agentRights returns what an AI agent with these security profiles may do.
func (a *access) agentRights(profiles []string) *rights {
	class := strings.Join(profiles, "\x00") + "\x02" // never that of a user
	r, ok := a.classes[class]
	if !ok {
		r = a.rights(profiles)
		r.class = class
		a.classes[class] = r
	}
	return r
}

// users yields the users of the state with what they may do.
func (a *access) users(yield func(*schema.Resource, *rights) bool) {
	for _, u := range a.state.Of(userKind) {
		if !yield(u, a.rightsOf(u.Body.(*schema.User))) {
			return
		}
	}
}

// nobody has the rights of a user who does not exist, which are none.
var nobody = &rights{}

// missing returns the permissions that r has and other lacks, by the console's groups.
// Permissions that the catalogue does not know have no group, and come last.
func (r *rights) missing(other *rights) []Grant {
	grants := []Grant{}
	for name, via := range r.Via {
		if _, has := other.Via[name]; has {
			continue
		}
		g := newGrant(name)
		g.Via = via
		grants = append(grants, g)
	}
	slices.SortFunc(grants, func(x, y Grant) int {
		return cmp.Or(cmp.Compare(len(y.Group), 0)-cmp.Compare(len(x.Group), 0), cmp.Compare(x.Group, y.Group), byLevel(x.Permission, y.Permission))
	})
	return grants
}

// An accessPair is what some users may do, before and after.
type accessPair struct{ before, after *rights }

// A cohort is the users and the AI agents with the same rights before and after.
type cohort struct {
	accessPair
	same   bool     // whether nothing changes for them; then nobody needs their names
	people bool     // whether there are users, and not only AI agents
	users  []string // unless nothing changes
	agents []string
}

// cohorts divide all users and AI agents.
type cohorts struct {
	order []*cohort // by their first members
	of    map[accessPair]*cohort
}

// with returns the cohort with these rights.
func (p *cohorts) with(before, after *rights) *cohort {
	pair := accessPair{before, after}
	c := p.of[pair]
	if c == nil {
		c = &cohort{accessPair: pair, same: before.class == after.class && len(before.missing(after))+len(after.missing(before)) == 0}
		p.order = append(p.order, c)
		p.of[pair] = c
	}
	return c
}

// pairUp compares what the users of two states may do, and what the AI agents may do that
// before knows. It compares classes and not users. If 400 users move from the profiles {"Agent"}
// to {"Agent", "Supervisor"}, that is one pair of rights.
func pairUp(before, after *access) *cohorts {
	p := &cohorts{of: map[accessPair]*cohort{}}
	for was, is := range schema.Beside(userKind, before.state, after.state) {
		then, now, key := nobody, nobody, ""
		if was != nil {
			then, key = before.rightsOf(was.Body.(*schema.User)), was.Key
		}
		if is != nil {
			now, key = after.rightsOf(is.Body.(*schema.User)), is.Key
		}
		c := p.with(then, now)
		if c.people = true; !c.same {
			c.users = append(c.users, key)
		}
	}
	agents := before.state.AIAgents()
	for _, agent := range slices.Sorted(maps.Keys(agents)) {
		c := p.with(before.agentRights(agents[agent]), after.agentRights(agents[agent]))
		c.agents = append(c.agents, agent)
	}
	return p
}

// accessChanges says what users and AI agents may do more or less. It calls wants with each
// security profile that the answer depends on, and its attribute that was not read.
func accessChanges(all *cohorts, wants func(profile, attr string)) []AccessChange {
	merged := accessMerger{at: map[string]int{}}
	for _, p := range all.order {
		if p.same {
			continue
		}
		c := AccessChange{Users: append([]string{}, p.users...), AIAgents: p.agents, Gains: p.after.missing(p.before), Loses: p.before.missing(p.after), Keeps: p.before.shared(p.after)}
		switch {
		case p.before == nobody:
			c.Status = Joins
		case p.after == nobody:
			c.Status = Leaves
		}
		if c.Status == "" {
			limitRows(c.Gains, p.before)
			limitRows(c.Loses, p.after)
		}
		for _, source := range grantSources {
			for _, name := range unreadIn(source.attr, p.before, p.after, slices.Concat(c.Gains, c.Loses)) {
				c.Unknown = append(c.Unknown, name)
				wants(name, source.attr)
			}
		}
		c.Unknown = schema.SortedSet(c.Unknown)
		if c.Status == "" && len(c.Gains)+len(c.Loses)+len(c.Unknown) == 0 {
			continue
		}
		merged.add(c)
	}
	slices.SortStableFunc(merged.list, byConcern)
	return merged.list
}

// An accessMerger joins changes that are alike. For example, users with {"Agent"} and users
// with {"Agent", "Reports"} all gain "Users.Edit" through "Agent": a reader sees one line.
type accessMerger struct {
	list []AccessChange
	at   map[string]int
}

// add adds the change, or only its users if there is such a change already. Changes are alike
// if they gain and lose the same permissions through the same profiles.
func (m *accessMerger) add(c AccessChange) {
	var key strings.Builder
	write := func(parts ...string) {
		for _, p := range parts {
			key.WriteString(p)
			key.WriteByte(0)
		}
	}
	write(string(c.Status))
	for _, grants := range [][]Grant{c.Gains, c.Loses} {
		for _, g := range grants {
			write(g.Permission, strconv.FormatBool(g.Restricts))
			write(g.Via...)
		}
		write("\x01")
	}
	write(c.Unknown...)
	i, ok := m.at[key.String()]
	if !ok {
		m.at[key.String()] = len(m.list)
		m.list = append(m.list, c)
		return
	}
	m.list[i].Keeps = common(m.list[i].Keeps, c.Keeps)
	m.list[i].Users = append(m.list[i].Users, c.Users...)
	m.list[i].AIAgents = append(m.list[i].AIAgents, c.AIAgents...)
	slices.Sort(m.list[i].Users)
	slices.Sort(m.list[i].AIAgents)
}

// byConcern orders changes as a reviewer should look at them: first users who can get more
// permissions, then others who gain some, then unknown changes, then users who lose some. In
// each group, users who stay come before those who join or leave.
func byConcern(a, b AccessChange) int {
	rank := func(c AccessChange) int {
		switch {
		case c.Escalates():
			return 0
		case len(c.Gains) > 0:
			return 1
		case len(c.Unknown) > 0:
			return 2
		}
		return 3
	}
	coming := func(c AccessChange) int {
		return slices.Index([]Status{"", Joins, Leaves}, c.Status)
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(coming(a), coming(b)), slices.Compare(a.Users, b.Users))
}

// shared returns the permissions that r and other both have, sorted.
func (r *rights) shared(other *rights) []string {
	var both []string
	for _, name := range slices.Sorted(maps.Keys(r.Via)) {
		if _, has := other.Via[name]; has {
			both = append(both, name)
		}
	}
	return both
}

// common returns the texts that are in both sorted lists.
func common(a, b []string) []string {
	var both []string
	for _, name := range a {
		if _, has := slices.BinarySearch(b, name); has {
			both = append(both, name)
		}
	}
	return both
}
