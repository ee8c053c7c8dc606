package impact

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// A Fact is one thing that a plan means, as data: who or what it is about, what happens, and
// what causes it. A rendering makes a sentence of it, so each rendering can mark names in its
// own way. For example, two users gain a permission that lets them get more permissions:
//
//	Fact{
//		Topic: TopicAccess, Severity: Grave, First: true,
//		Subjects: {"ana.lopez", "b.ng"}, Verb: Gain,
//		Objects: {{Text: "Users.Edit", Resource: "Users", Level: "edit", Remark: "administers access"}},
//		Via: {"Supervisor"},
//	}
//
// A summary shows it as
//
//	! 2 users (ana.lopez, b.ng) gain Users: edit (administers access) via "Supervisor"
type Fact struct {
	Topic    Topic
	Severity Severity
	First    bool // a reviewer must not miss it: renderings show it before the others, and in full

	Subjects []string // users, or the name of a queue, a profile or a check
	AIAgents int      // how many AI agents are subjects, too
	Channels []string // the channels on which it happens
	Verb     Verb
	Objects  []Object // permissions, or queues
	Via      []string // the profiles and groups that cause it
	Detail   []string // clauses in our own words, or the message of a check
	Unread   []string // profiles that were not read, so more may happen

	Setting, From, To string // what is set, and from which value to which one; "" for none

	Count, Total int // how many checks hold, of how many; or how many agents serve a queue, or get a phone, or are in a group
}

// An Object is a permission that a subject gains or loses, something else that a security
// profile grants, or a queue.
type Object struct {
	What   string // what it is, such as "flow module"; "" for a permission or a queue
	Text   string // its name; that of a permission is the API's
	Remark string // what is special about it, or ""

	// These are a permission in the words of its console. They are empty for all other objects.
	Product  string // "ConnectPath", or "" for Amazon Connect
	Resource string // such as "Users"; "" if the catalogue does not know the permission
	Level    string // such as "edit"; "" if the resource has only one check box
}

// A Topic groups facts under one heading.
type Topic string

// The topics, in the order in which renderings show them.
const (
	TopicRefused     Topic = "Refused"
	TopicAccess      Topic = "Access"
	TopicRouting     Topic = "Routing"
	TopicQueues      Topic = "Queues"
	TopicHours       Topic = "Hours"
	TopicAgents      Topic = "Agents"
	TopicPeople      Topic = "People"
	TopicConnectPath Topic = "ConnectPath"
	TopicService     Topic = "Service"
	TopicChecks      Topic = "Checks"
)

// topics lists the topics in their order.
var topics = []Topic{TopicRefused, TopicAccess, TopicRouting, TopicQueues, TopicHours, TopicAgents, TopicPeople, TopicConnectPath, TopicService, TopicChecks}

// A Severity says whether a fact is good, bad or dangerous, as the sign in front of it.
type Severity string

// The severities.
const (
	Grave  Severity = "!" // a reviewer must not miss it
	More   Severity = "+" // more permissions, or more agents
	Less   Severity = "-" // fewer
	Other  Severity = "~" // neither more nor fewer, such as a longer wait
	Notice Severity = ""
)

// A Verb says what happens.
type Verb string

// The verbs. Users gain, lose and join; queues are served, and take contacts; hours open; users
// share a phone; profiles leave agents idle; checks fail, warn and hold.
const (
	Gain         Verb = "gain"
	Lose         Verb = "lose"
	JoinWith     Verb = "join with"     // new users have permissions
	DesertAll    Verb = "desert all"    // nobody is left to serve the objects, which are queues
	DesertTypes  Verb = "desert types"  // nobody is left to take the objects, which are workload types with their channels
	CloseAll     Verb = "close all"     // the objects, which are hours, are closed all week
	DisableAll   Verb = "disable all"   // the objects, which are queues, take no more contacts
	Serve        Verb = "serve"         // agents serve the subject in another way than before
	ServeFirst   Verb = "serve first"   // agents serve the objects, which nobody served before
	TakeType     Verb = "take type"     // agents take contacts of the workload type, or of all other types without a subject
	Take         Verb = "take"          // a queue, or users, take contacts in another way
	Open         Verb = "open"          // hours open the objects, which are queues, at other times
	Share        Verb = "share"         // users have the same desk phone
	LeaveIdle    Verb = "leave idle"    // agents no longer have a queue
	RouteNothing Verb = "route nothing" // rows are for a channel that the subject has turned off
	Join         Verb = "join"
	Move         Verb = "move"
	Reassign     Verb = "reassign" // users get other security profiles
	Leave        Verb = "leave"
	Regroup      Verb = "regroup"      // users get another permission group, or start in one
	Change       Verb = "change"       // a permission group comes, goes, or allows something else
	Answer       Verb = "answer"       // contacts of the subject, a queue, wait for longer or shorter
	AnswerAlike  Verb = "answer alike" // no contacts wait for longer or shorter; count is the number of runs
	Refuse       Verb = "refuse"       // the plan cannot be applied; the subject is the reason
	Fail         Verb = "fail"         // a check does not hold, so the plan is refused
	Warn         Verb = "warn"         // a check does not hold, but it only warns
	Hold         Verb = "hold"
)

// manyFirst is how many queues share one fact if they are newly served, or if the same happens to
// them. Fewer get a fact each.
const manyFirst = 3

// Facts returns the impact as facts, by topic. In each topic, the most dangerous come first.
func (i *Impact) Facts() []Fact {
	return slices.Concat(
		accessFacts(i.Access), routingFacts(i), queueFacts(i.Queues), hoursFacts(i.Hours),
		agentFacts(i), phoneFacts(i.Phones), settingFacts(i.Reach), peopleFacts(i.People), groupFacts(i.Groups),
		serviceFacts(i.Service),
	)
}

// accessFacts says who may do more or less. It leaves out users who leave: they lose
// everything, and the facts about people name them.
func accessFacts(changes []AccessChange) []Fact {
	var list []Fact
	for _, c := range changes {
		f := Fact{Topic: TopicAccess, First: c.Escalates(), Subjects: c.Users, AIAgents: len(c.AIAgents)}
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

// grants adds permissions and their profiles. Permissions that escalate come first, so that a
// shortened list still has them.
func (f *Fact) grants(grants []Grant) {
	sorted := slices.Clone(grants)
	slices.SortStableFunc(sorted, func(a, b Grant) int { return cmp.Compare(a.rank(), b.rank()) })
	for _, g := range sorted {
		f.Objects = append(f.Objects, g.object())
		f.Via = append(f.Via, g.Via...)
	}
	f.Via = schema.SortedSet(f.Via)
}

// rank is lowest for grants that escalate. Restrictions follow, then all others.
func (g Grant) rank() int {
	switch {
	case g.Escalates:
		return 0
	case g.Restricts:
		return 1
	}
	return 2
}

// administers is the remark about a permission that lets its holder get more permissions.
const administers = "administers access"

// remark says what is special about the permission, or "".
func (g Grant) remark() string {
	switch {
	case g.Escalates:
		return administers
	case g.Restricts:
		return "a restriction"
	}
	return ""
}

// routingFacts says how the service of each queue changes, and who takes which workload type.
// If the same happens on several channels of a queue, that is one fact: "Sales" on voice and
// chat, 2 -> 3 agents.
func routingFacts(i *Impact) []Fact {
	var list []Fact
	at := map[string]int{}
	for _, w := range i.Workloads {
		if w.Deserted() {
			list = append(list, w.fact())
		}
	}
	changes, served := apart(i.Routing)
	for _, c := range changes {
		key := fmt.Sprintf("%q %q %q", c.Queue, c.Words, c.Unknown)
		if same, ok := at[key]; ok {
			list[same].Channels = append(list[same].Channels, c.Channel)
			continue
		}
		at[key] = len(list)
		list = append(list, Fact{
			Topic: TopicRouting, Severity: c.severity(), First: c.Deserted(), Verb: Serve,
			Subjects: []string{c.Queue}, Channels: []string{c.Channel}, Detail: c.Words, Unread: c.Unknown,
		})
	}
	list = sharedByQueues(list)
	if len(served) > 0 {
		f := Fact{Topic: TopicRouting, Severity: More, Verb: ServeFirst}
		for _, queue := range served {
			f.Objects = append(f.Objects, Object{Text: queue})
		}
		list = append(list, f)
	}
	for _, w := range i.Workloads {
		if !w.Deserted() {
			list = append(list, w.fact())
		}
	}
	return list
}

// sharedByQueues joins facts about queues to which the same happens, if there are many, so that a
// reader sees one line: `4 queues ("A", "B", "C", "D") on voice: 12 -> 9 agents`. A deserted
// queue keeps a fact of its own.
func sharedByQueues(list []Fact) []Fact {
	key := func(f Fact) string { return fmt.Sprintf("%q %q %q", f.Channels, f.Detail, f.Unread) }
	count := map[string]int{}
	for _, f := range list {
		count[key(f)]++
	}
	var shared []Fact
	at := map[string]int{}
	for _, f := range list {
		i, met := at[key(f)]
		switch {
		case f.Verb != Serve || f.First || count[key(f)] < manyFirst:
			shared = append(shared, f)
		case met:
			shared[i].Subjects = append(shared[i].Subjects, f.Subjects...)
		default:
			at[key(f)] = len(shared)
			shared = append(shared, f)
		}
	}
	return shared
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

// apart separates the queues that nobody served before, if there are many: a plan that sets up
// a contact centre would say the same of each of them.
func apart(changes []Coverage) (others []Coverage, served []string) {
	for _, c := range changes {
		if before, _ := c.Agents(); before == 0 && len(c.Unknown) == 0 {
			served = append(served, c.Queue)
			continue
		}
		others = append(others, c)
	}
	if served = schema.SortedSet(served); len(served) < manyFirst {
		return changes, nil
	}
	return others, served
}

// agentFacts says which agents are left without a queue, and which rows route nothing.
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

// peopleFacts says who joins, moves or leaves.
func peopleFacts(p People) []Fact {
	var list []Fact
	for _, group := range []struct {
		users []string
		verb  Verb
	}{{p.Joiners, Join}, {p.Movers, Move}, {p.Reassigned, Reassign}, {p.Leavers, Leave}} {
		if len(group.users) > 0 {
			list = append(list, Fact{Topic: TopicPeople, Subjects: group.users, Verb: group.verb})
		}
	}
	return list
}

// RefusalFacts returns a fact for each reason why a plan may not be applied. Reasons of one sort
// share one: `Object of another stack: queue.sales, queue.billing`.
func RefusalFacts(refusals []schema.Problem) []Fact {
	var list []Fact
	at := map[string]int{}
	for _, p := range refusals {
		i, met := at[p.Summary()]
		if !met {
			i = len(list)
			at[p.Summary()] = i
			list = append(list, Fact{Topic: TopicRefused, Severity: Grave, First: true, Verb: Refuse, Subjects: []string{p.Summary()}})
		}
		list[i].Count++
		if p.Addr != (schema.Addr{}) && !strings.HasSuffix(p.Summary(), ": "+p.Addr.Label) { // the summary of a check that fails has its name
			list[i].Objects = append(list[i].Objects, Object{Text: p.Addr.String()})
		}
	}
	return list
}

// CheckFacts returns a fact for each of the configuration's checks that does not hold, and one
// for all that do.
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
