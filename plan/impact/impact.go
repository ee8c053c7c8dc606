package impact

import (
	"slices"
	"sync"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/simulate"
	"github.com/callwright/callwright/schema"
)

// An Impact is what a plan means for people and queues. It covers all users of the instance,
// described or not: a changed security profile also affects users that somebody created in
// the console.
type Impact struct {
	Access    []AccessChange  // who may do more or less; the most dangerous first
	Routing   []Coverage      // who serves which queue; deserted queues first
	Queues    []QueueChange   // which queues take contacts, or call, in another way
	Hours     []HoursChange   // which queues are open at other times
	Calendars []HoursCalendar // when hours are open in the next four weeks, if that changes
	Idle      []Idle          // agents who are left without a queue
	Silent    []Silent        // new rows that route nothing
	Workloads []Workload      // who takes which workload type; types that nobody takes any more first
	Phones    []SharedPhone   // desk phones that several users have
	Reach     []SettingChange // how contacts reach users; the most users first
	Groups    []GroupChange   // who gets which permission group of ConnectPath, and which groups change
	People    People
	Service   *simulate.Report // how long contacts wait; nil without traffic
	Heat      HeatMap          // how the queues that the plan touches are served, profile by profile
}

// People are the usernames of the users whom a plan creates, moves, gives other security profiles
// or deletes, sorted. A user moves by getting another routing profile, hierarchy group or
// permission group.
type People struct {
	Joiners    []string `json:"joiners"`
	Movers     []string `json:"movers"`
	Reassigned []string `json:"reassigned"` // who get other security profiles, and do not move
	Leavers    []string `json:"leavers"`
}

// Empty reports whether the plan changes nothing for anybody.
func (i *Impact) Empty() bool {
	return len(i.Access)+len(i.Routing)+len(i.Queues)+len(i.Hours)+len(i.Idle)+len(i.Silent)+len(i.Workloads)+len(i.Phones)+len(i.Reach)+len(i.Groups)+i.People.Count() == 0
}

// Count returns how many users join, move or leave.
func (p People) Count() int {
	return len(p.Joiners) + len(p.Movers) + len(p.Reassigned) + len(p.Leavers)
}

// Deserted returns how many queues have nobody left to serve them, on at least one channel.
func (i *Impact) Deserted() int {
	queues := map[string]bool{}
	for _, c := range i.Routing {
		if c.Deserted() {
			queues[c.Queue] = true
		}
	}
	return len(queues)
}

// DesertedTypes returns how many workload types have nobody left to take them, on at least one
// channel.
func (i *Impact) DesertedTypes() int {
	types := map[string]bool{}
	for _, w := range i.Workloads {
		if w.Before > 0 && w.After == 0 {
			types[w.Type] = true
		}
	}
	return len(types)
}

// Closed returns how many hours of operation are closed all week from then on.
func (i *Impact) Closed() int {
	n := 0
	for _, c := range i.Hours {
		if c.Closes() {
			n++
		}
	}
	return n
}

// Disabled returns how many queues take no more contacts.
func (i *Impact) Disabled() int {
	n := 0
	for _, c := range i.Queues {
		if c.Disables() {
			n++
		}
	}
	return n
}

// IdleAgents returns how many agents are left without a queue.
func (i *Impact) IdleAgents() int {
	n := 0
	for _, idle := range i.Idle {
		n += len(idle.Users)
	}
	return n
}

// Gainers returns how many users who stay gain permissions, and how many lose some.
func (i *Impact) Gainers() (gain, lose int) {
	for _, c := range i.Access {
		if c.Status != "" {
			continue
		}
		if len(c.Gains) > 0 {
			gain += len(c.Users)
		}
		if len(c.Loses) > 0 {
			lose += len(c.Users)
		}
	}
	return gain, lose
}

// Weigh returns what it means for people and queues to get from one state to the other. It
// leaves out what follows from changes and not from states: people, queues, hours and phones.
func Weigh(live, outcome *schema.State) Impact {
	i, _, _ := weigh(live, outcome, func(string, string, string) {})
	return i
}

// weigh does the same. It calls need for each attribute that the answer depends on and that
// was not read.
func weigh(live, outcome *schema.State, need func(kind, name, attr string)) (i Impact, all *cohorts, is *routes) {
	var was *routes
	var together sync.WaitGroup
	together.Go(func() { was = newRoutes(live) })
	together.Go(func() { is = newRoutes(outcome) })
	before, after := newAccess(live), newAccess(outcome)
	all = pairUp(before, after)
	together.Wait()
	i.Access = accessChanges(all, func(profile, attr string) { need(securityProfile, profile, attr) })
	i.Routing = coverages(was, is, func(profile string) { need(routingProfile, profile, "queues") })
	i.Idle = idle(was, is)
	i.Silent = silents(was, is)
	i.Workloads = workloads(was, is, func(profile string) { need(routingProfile, profile, "queues") })
	i.Heat = heatMap(was, is)
	i.Groups = groupChanges(before.members, after.members)
	return i, all, is
}

// ofChanges adds what the changes mean for queues, opening times, phones and people.
func (i *Impact) ofChanges(changes []*plan.Change, live, outcome *schema.State, after *routes) {
	i.Queues = queueChanges(changes, after)
	i.Hours = hoursChanges(changes, live, outcome)
	i.Phones = sharedPhones(changes, live, outcome)
	i.Reach = settingChanges(changes)
	i.People = people(changes)
}

// people returns the users that the changes are about. A user who joins and is put into a
// permission group only joins.
func people(changes []*plan.Change) People {
	var p People
	moves := userKind.Set(routingProfile, "hierarchy_group")
	joining := map[string]bool{}
	for _, c := range changes {
		if c.Object().Kind == userKind && c.Live == nil {
			joining[c.Want.Key] = true
		}
	}
	for _, c := range changes {
		switch {
		case c.Object().Kind.Name == assignmentKind && c.Want != nil && !joining[c.Want.Key]:
			p.Movers = append(p.Movers, c.Want.Key)
		case c.Object().Kind != userKind || c.Action == plan.Release:
		case c.Live == nil:
			p.Joiners = append(p.Joiners, c.Want.Key)
		case c.Want == nil:
			p.Leavers = append(p.Leavers, c.Live.Key)
		case c.Attrs.And(moves) != 0:
			p.Movers = append(p.Movers, c.Want.Key)
		case c.Writes("security_profiles"):
			p.Reassigned = append(p.Reassigned, c.Want.Key)
		}
	}
	for _, list := range []*[]string{&p.Joiners, &p.Movers, &p.Reassigned, &p.Leavers} {
		*list = schema.SortedSet(*list)
	}
	p.Reassigned = slices.DeleteFunc(p.Reassigned, func(u string) bool {
		_, moves := slices.BinarySearch(p.Movers, u)
		return moves
	})
	return p
}
