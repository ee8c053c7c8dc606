package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
)

// A fact is one line of what a plan means: its topic, a sign ("!" for what a reviewer
// must not miss, "+" and "-" for what is gained and lost, "~" for what changes) and
// the sentence.
type fact struct{ topic, sign, text string }

// A voice says how facts are worded: how a name from outside is made harmless, and
// how many names of one kind are told before the rest is counted.
type voice struct {
	name               func(string) string
	users, permissions int
	facts              int // of one topic; 0 for all
}

// everything is more than anything has.
const everything = 1 << 30

// tell returns the plan's impact as sentences, what concerns most first.
func (v voice) tell(i *impact.Impact) []fact {
	var list []fact
	for _, part := range [][]fact{v.access(i.Access), v.routing(i.Routing), v.without(i), v.people(i.People)} {
		if left := len(part) - v.facts; v.facts > 0 && left > 1 {
			part = append(part[:v.facts], fact{part[0].topic, "", fmt.Sprintf("and %d more like these", left)})
		}
		list = append(list, part...)
	}
	return list
}

// access tells who may do more or less.
func (v voice) access(changes []impact.AccessChange) []fact {
	var list []fact
	for _, c := range changes {
		who := v.who(c.Users)
		switch c.Status {
		case impact.Joins:
			list = append(list, fact{"Access", signOf(c), fmt.Sprintf("%s %s with %s%s", who, verb(c.Users, "joins", "join"), v.grants(c.Gains), v.unknown(c.Unknown))})
			continue
		case impact.Leaves:
			continue // who leaves loses everything, and is told of below
		}
		if len(c.Gains) > 0 || len(c.Unknown) > 0 && len(c.Loses) == 0 {
			list = append(list, fact{"Access", signOf(c), fmt.Sprintf("%s %s %s%s", who, verb(c.Users, "gains", "gain"), v.grants(c.Gains), v.unknown(c.Unknown))})
		}
		if len(c.Loses) > 0 {
			unknown := ""
			if len(c.Gains) == 0 {
				unknown = v.unknown(c.Unknown)
			}
			list = append(list, fact{"Access", "-", fmt.Sprintf("%s %s %s%s", who, verb(c.Users, "loses", "lose"), v.grants(c.Loses), unknown)})
		}
	}
	return list
}

func signOf(c impact.AccessChange) string {
	if c.Escalates() {
		return "!"
	}
	return "+"
}

func (v voice) unknown(profiles []string) string {
	if len(profiles) == 0 {
		return ""
	}
	return fmt.Sprintf(" (what %s grants was not read)", v.list(profiles, v.users))
}

// grants names permissions, those that escalate first, and what they come by.
func (v voice) grants(grants []impact.Grant) string {
	if len(grants) == 0 {
		return "no permission that is known"
	}
	sorted := slices.Clone(grants)
	slices.SortStableFunc(sorted, func(a, b impact.Grant) int { return cmp.Compare(weight(a), weight(b)) })
	names := make([]string, len(sorted))
	var via []string
	for i, g := range sorted {
		names[i] = v.permission(g)
		via = append(via, g.Via...)
	}
	slices.Sort(via)
	via = slices.Compact(via)
	return fmt.Sprintf("%s via %s", shortened(names, v.permissions), v.list(via, v.users))
}

func weight(g impact.Grant) int {
	switch {
	case g.Escalates:
		return 0
	case g.Restricts:
		return 1
	}
	return 2
}

func (v voice) permission(g impact.Grant) string {
	name := v.code(g.Permission)
	switch {
	case g.Escalates:
		return name + " (administers access)"
	case g.Restricts:
		return name + " (a restriction)"
	}
	return name
}

// code returns a word of the service's: it needs no quotes where it is one.
func (v voice) code(s string) string {
	if quoted := v.name(s); quoted != plan.Quote(s) || strings.ContainsAny(s, " ,") {
		return quoted
	}
	return plan.Clean(s)
}

// routing tells what changes for who waits in a queue.
func (v voice) routing(changes []impact.Coverage) []fact {
	var list []fact
	at := map[string]int{}
	changes, fresh := v.apart(changes)
	for _, c := range changes {
		sign, words := "~", strings.Join(c.Words, ", ")
		if before, after := c.Agents(); c.Deserted() {
			sign = "!"
		} else if after > before {
			sign = "+"
		} else if after < before {
			sign = "-"
		}
		key := fmt.Sprint(c.Queue, "\x00", words, "\x00", c.Unknown)
		if i, ok := at[key]; ok { // the same on another channel
			head, tail, _ := strings.Cut(list[i].text, ": ")
			list[i].text = head + ", " + c.Channel + ": " + tail
			continue
		}
		at[key] = len(list)
		list = append(list, fact{"Routing", sign, fmt.Sprintf("%s on %s: %s%s", v.name(c.Queue), c.Channel, words, v.unread(c.Unknown))})
	}
	if len(fresh) > 0 {
		list = append(list, fact{"Routing", "+", fmt.Sprintf("%s are served that nobody served before: %s", Count(len(fresh), "queue"), v.list(fresh, v.permissions))})
	}
	return list
}

// apart takes the queues out that nobody served before, when they are many: what all
// of them mean is the same.
func (v voice) apart(changes []impact.Coverage) (others []impact.Coverage, fresh []string) {
	for _, c := range changes {
		if before, _ := c.Agents(); before == 0 && len(c.Unknown) == 0 {
			fresh = append(fresh, c.Queue)
			continue
		}
		others = append(others, c)
	}
	if fresh = schema.SortedSet(fresh); len(fresh) < fewest {
		return changes, nil
	}
	return others, fresh
}

func (v voice) unread(profiles []string) string {
	if len(profiles) == 0 {
		return ""
	}
	return fmt.Sprintf(" (the table of %s was not read)", v.list(profiles, v.users))
}

// without tells which agents are left without a queue, and which rows route nothing.
func (v voice) without(i *impact.Impact) []fact {
	var list []fact
	for _, n := range i.Idle {
		list = append(list, fact{"Agents", "!", fmt.Sprintf("%s %s left without a queue by %s", v.who(n.Users), verb(n.Users, "is", "are"), v.name(n.RoutingProfile))})
	}
	for _, s := range i.Silent {
		list = append(list, fact{"Agents", "~", fmt.Sprintf("%s has %s off, so its %s there route nothing: %s", v.name(s.RoutingProfile), s.Channel, Count(len(s.Queues), "row"), v.list(s.Queues, v.users))})
	}
	return list
}

func (v voice) people(p impact.People) []fact {
	if p.Count() == 0 {
		return nil
	}
	var parts []string
	for _, group := range []struct {
		users      []string
		one, other string
	}{{p.Joiners, "joins", "join"}, {p.Movers, "moves", "move"}, {p.Leavers, "leaves", "leave"}} {
		if len(group.users) > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", v.who(group.users), verb(group.users, group.one, group.other)))
		}
	}
	return []fact{{"People", "", strings.Join(parts, "; ")}}
}

// who names a few users, and counts many.
func (v voice) who(users []string) string {
	if len(users) == 1 {
		return v.code(users[0])
	}
	names := make([]string, min(len(users), v.users))
	for i := range names {
		names[i] = v.code(users[i])
	}
	if len(users) > v.users {
		return fmt.Sprintf("%d users (%s, …)", len(users), strings.Join(names, ", "))
	}
	return fmt.Sprintf("%d users (%s)", len(users), strings.Join(names, ", "))
}

func (v voice) list(names []string, most int) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = v.name(n)
	}
	return shortened(quoted, most)
}

// shortened joins words, and counts those beyond most.
func shortened(words []string, most int) string {
	if len(words) > most+1 {
		return fmt.Sprintf("%s and %d more", strings.Join(words[:most], ", "), len(words)-most)
	}
	return strings.Join(words, ", ")
}

func verb(users []string, one, other string) string {
	if len(users) == 1 {
		return one
	}
	return other
}
