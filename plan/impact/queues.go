package impact

import (
	"strconv"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// A QueueChange says that an existing queue takes contacts in another way, or calls with another
// number.
type QueueChange struct {
	Queue   string `json:"queue"`
	Setting string `json:"setting"` // the attribute, such as max_contacts
	Before  string `json:"before"`  // "" for none
	After   string `json:"after"`
	Agents  int    `json:"agents"` // how many serve the queue after the plan
}

// queueSettings are the attributes that a [QueueChange] can be about.
var queueSettings = []struct {
	attr string
	of   func(*schema.Queue) string
}{
	{"status", func(q *schema.Queue) string { return q.Status }},
	{"max_contacts", func(q *schema.Queue) string { return number(q.MaxContacts) }},
	{"outbound_caller.name", func(q *schema.Queue) string { return q.OutboundCaller.Name }},
	{"outbound_caller.number", func(q *schema.Queue) string { return q.OutboundCaller.Number }},
	{"outbound_caller.flow", func(q *schema.Queue) string { return q.OutboundCaller.Flow }},
}

// number returns n, or "" for zero, which sets no limit.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// Disables reports whether the queue takes no more contacts.
func (c QueueChange) Disables() bool { return c.Setting == "status" && c.After == "disabled" }

// Limits reports whether fewer contacts can wait in the queue.
func (c QueueChange) Limits() bool {
	before, _ := strconv.Atoi(c.Before)
	after, _ := strconv.Atoi(c.After)
	return c.Setting == "max_contacts" && after > 0 && (before == 0 || after < before)
}

// risk returns the code of the change, or "".
func (c QueueChange) risk() RiskCode {
	switch {
	case c.Disables():
		return QueueDisabled
	case c.Limits():
		return QueueLimited
	case c.Setting != "status" && c.Setting != "max_contacts":
		return OtherCaller
	}
	return ""
}

// queueChanges returns what the changes do to existing queues. After are the routes after them.
func queueChanges(changes []*plan.Change, after *routes) []QueueChange {
	var list []QueueChange
	agents := after.agents()
	for _, c := range changes {
		if c.Object().Kind != queueKind || c.Live == nil || c.Want == nil || c.Step == plan.Aside {
			continue
		}
		before, want := c.Live.Body.(*schema.Queue), c.Want.Body.(*schema.Queue)
		for _, s := range queueSettings {
			if c.Writes(s.attr) && s.of(before) != s.of(want) {
				list = append(list, QueueChange{Queue: c.Want.Key, Setting: s.attr, Before: s.of(before), After: s.of(want), Agents: agents[identity(c.Live)]})
			}
		}
	}
	return list
}

// agents returns how many agents serve each queue, on any channel, by the queue's identity.
func (r *routes) agents() map[string]int {
	n := map[string]int{}
	for _, p := range r.profiles {
		counted := map[string]bool{}
		for at := range p.rows {
			if !counted[at.queue] {
				counted[at.queue] = true
				n[at.queue] += len(p.agents)
			}
		}
	}
	return n
}

// queueFacts says how queues take contacts after the plan.
func queueFacts(changes []QueueChange) []Fact {
	var list []Fact
	for _, c := range changes {
		f := Fact{Topic: TopicQueues, Verb: Take, Severity: Other, Subjects: []string{c.Queue}, Setting: c.Setting, From: c.Before, To: c.After, Count: c.Agents}
		switch {
		case c.Disables():
			f.Severity, f.First = Grave, true
		case c.Limits():
			f.Severity = Less
		case c.Setting == "status", c.Setting == "max_contacts":
			f.Severity = More
		}
		list = append(list, f)
	}
	return list
}
