package impact

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// A Fact is one thing that a plan means, as data: who or what it is about, what happens,
// and by what. A rendering makes a sentence of it. For example, that two users gain a
// permission by which they can get more:
//
//	Fact{
//		Topic: TopicAccess, Severity: Grave, First: true,
//		Subjects: {"ana.lopez", "b.ng"}, Verb: Gain,
//		Objects: {{Text: "Users.Edit", Remark: "administers access"}}, Via: {"Supervisor"},
//	}
type Fact struct {
	Topic    Topic
	Severity Severity
	First    bool // a reviewer must not miss it: it is told before the others, and in full

	Subjects []string // users, or the name of a queue, a profile or a check
	Channels []string // on which it happens
	Verb     Verb
	Objects  []Object // permissions, or queues
	Via      []string // the profiles and groups that bring it about
	Detail   []string // clauses of our own words; the message of a check
	Unread   []string // profiles that were not read, so that more may happen

	Count, Total int // of checks that hold
}

// An Object is what happens to a subject: a permission, or a queue.
type Object struct {
	Text   string
	Remark string // what is special about it, or ""
}

// A Topic is what facts are about.
type Topic string

// The topics, in the order in which they are told.
const (
	TopicAccess  Topic = "Access"
	TopicRouting Topic = "Routing"
	TopicAgents  Topic = "Agents"
	TopicPeople  Topic = "People"
	TopicChecks  Topic = "Checks"
)

// A Severity is the sign of a fact.
type Severity string

// The severities.
const (
	Grave  Severity = "!" // what a reviewer must not miss
	More   Severity = "+"
	Less   Severity = "-"
	Other  Severity = "~"
	Notice Severity = ""
)

// A Verb says what happens.
type Verb string

// The verbs. Users gain, lose and join; queues are served; profiles leave agents idle;
// checks fail, warn and hold.
const (
	Gain         Verb = "gain"
	Lose         Verb = "lose"
	JoinWith     Verb = "join with"     // users come, and have permissions
	Serve        Verb = "serve"         // agents serve the subject otherwise than before
	ServeAnew    Verb = "serve anew"    // agents serve the objects, which nobody served before
	LeaveIdle    Verb = "leave idle"    // agents have no queue any more
	RouteNothing Verb = "route nothing" // rows are on a channel that the subject has off
	Join         Verb = "join"
	Move         Verb = "move"
	Leave        Verb = "leave"
	Fail         Verb = "fail" // a check does not hold, and refuses the plan
	Warn         Verb = "warn" // a check does not hold, and warns
	Hold         Verb = "hold"
)

// manyAnew is how many queues are told as one fact that nobody served before.
const manyAnew = 3

// Facts returns what the impact means, in the order in which it is told: by topic, and
// what concerns most first.
func (i *Impact) Facts() []Fact {
	return slices.Concat(accessFacts(i.Access), routingFacts(i.Routing), agentFacts(i), peopleFacts(i.People))
}

// accessFacts tells who may do more or less. Who leaves loses everything, and is among
// the people.
func accessFacts(changes []AccessChange) []Fact {
	var list []Fact
	for _, c := range changes {
		f := Fact{Topic: TopicAccess, First: c.Escalates(), Subjects: c.Users}
		gains, loses := f, f
		gains.Verb, gains.Severity, gains.Unread = Gain, More, c.Unknown
		if c.Escalates() {
			gains.Severity = Grave
		}
		gains.grants(c.Gains)
		loses.Verb, loses.Severity = Lose, Less
		loses.grants(c.Loses)
		switch {
		case c.Status == Leaves:
			continue
		case c.Status == Joins:
			gains.Verb = JoinWith
			list = append(list, gains)
			continue
		case len(c.Gains) > 0 || len(c.Unknown) > 0 && len(c.Loses) == 0:
			list = append(list, gains)
		default:
			loses.Unread = c.Unknown
		}
		if len(c.Loses) > 0 {
			list = append(list, loses)
		}
	}
	return list
}

// grants adds permissions, those that escalate first, and what they come by.
func (f *Fact) grants(grants []Grant) {
	sorted := slices.Clone(grants)
	slices.SortStableFunc(sorted, func(a, b Grant) int { return cmp.Compare(a.rank(), b.rank()) })
	for _, g := range sorted {
		f.Objects = append(f.Objects, Object{g.Permission, g.remark()})
		f.Via = append(f.Via, g.Via...)
	}
	f.Via = schema.SortedSet(f.Via)
}

// rank puts grants that escalate first, then restrictions.
func (g Grant) rank() int {
	switch {
	case g.Escalates:
		return 0
	case g.Restricts:
		return 1
	}
	return 2
}

// remark says what is special about the permission, or "".
func (g Grant) remark() string {
	switch {
	case g.Escalates:
		return "administers access"
	case g.Restricts:
		return "a restriction"
	}
	return ""
}

// routingFacts tells what changes for who waits in a queue. Channels on which the same
// happens to a queue are one fact.
func routingFacts(changes []Coverage) []Fact {
	var list []Fact
	at := map[string]int{}
	changes, anew := apart(changes)
	for _, c := range changes {
		key := fmt.Sprintf("%q %q %q", c.Queue, c.Words, c.Unknown)
		if i, ok := at[key]; ok {
			list[i].Channels = append(list[i].Channels, c.Channel)
			continue
		}
		at[key] = len(list)
		list = append(list, Fact{
			Topic: TopicRouting, Severity: c.severity(), First: c.Deserted(), Verb: Serve,
			Subjects: []string{c.Queue}, Channels: []string{c.Channel}, Detail: c.Words, Unread: c.Unknown,
		})
	}
	if len(anew) > 0 {
		f := Fact{Topic: TopicRouting, Severity: More, Verb: ServeAnew}
		for _, queue := range anew {
			f.Objects = append(f.Objects, Object{Text: queue})
		}
		list = append(list, f)
	}
	return list
}

// severity returns the sign of a change of coverage: more agents, fewer, or nobody left.
func (c Coverage) severity() Severity {
	switch before, after := c.Agents(); {
	case c.Deserted():
		return Grave
	case after > before:
		return More
	case after < before:
		return Less
	}
	return Other
}

// apart takes the queues out that nobody served before, when they are many: what all
// of them mean is the same.
func apart(changes []Coverage) (others []Coverage, anew []string) {
	for _, c := range changes {
		if before, _ := c.Agents(); before == 0 && len(c.Unknown) == 0 {
			anew = append(anew, c.Queue)
			continue
		}
		others = append(others, c)
	}
	if anew = schema.SortedSet(anew); len(anew) < manyAnew {
		return changes, nil
	}
	return others, anew
}

// agentFacts tells which agents are left without a queue, and which rows route nothing.
func agentFacts(i *Impact) []Fact {
	var list []Fact
	for _, n := range i.Idle {
		list = append(list, Fact{Topic: TopicAgents, Severity: Grave, Subjects: n.Users, Verb: LeaveIdle, Via: []string{n.RoutingProfile}})
	}
	for _, s := range i.Silent {
		f := Fact{Topic: TopicAgents, Severity: Other, Subjects: []string{s.RoutingProfile}, Channels: []string{s.Channel}, Verb: RouteNothing}
		for _, queue := range s.Queues {
			f.Objects = append(f.Objects, Object{Text: queue})
		}
		list = append(list, f)
	}
	return list
}

// peopleFacts tells who comes, changes place or goes.
func peopleFacts(p People) []Fact {
	var list []Fact
	for _, group := range []struct {
		users []string
		verb  Verb
	}{{p.Joiners, Join}, {p.Movers, Move}, {p.Leavers, Leave}} {
		if len(group.users) > 0 {
			list = append(list, Fact{Topic: TopicPeople, Subjects: group.users, Verb: group.verb})
		}
	}
	return list
}

// CheckFacts tells what became of the configuration's checks: each that does not hold,
// and how many do.
func CheckFacts(verdicts []schema.CheckResult) []Fact {
	var list []Fact
	passed := 0
	for _, v := range verdicts {
		f := Fact{Topic: TopicChecks, Subjects: []string{v.Check}, Detail: []string{strings.Join(strings.Fields(v.Message), " ")}}
		switch v.Status {
		case schema.Passed:
			passed++
			continue
		case schema.Refused:
			f.Verb, f.Severity = Fail, Grave
		default:
			f.Verb = Warn
		}
		list = append(list, f)
	}
	if passed > 0 {
		list = append(list, Fact{Topic: TopicChecks, Verb: Hold, Count: passed, Total: len(verdicts)})
	}
	return list
}
