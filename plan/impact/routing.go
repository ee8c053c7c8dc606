package impact

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// This file compares which agents serve which queue before and after a plan. A queue's
// contacts go to the agents whose routing profile has a row for the queue and the channel.
//
// For example, "Sales" has a row in the profile "Gold" (priority 1, delay 0, 3 agents) and one
// in "Silver" (priority 2, delay 30, 10 agents). So a caller reaches one of 3 agents at once,
// and one of 10 more after 30 seconds. If a plan deletes the row in "Gold", the coverage of
// "Sales" on voice changes from 13 agents to 10, and every caller waits 30 s longer.

// A Level is a group of agents who get a queue's contacts with the same priority and delay.
type Level struct {
	Priority int `json:"priority"` // 1 is served first, 99 last
	Delay    int `json:"delay"`    // seconds that a contact must have waited
	Agents   int `json:"agents"`
}

// A Coverage says who serves a queue on a channel before and after a plan that changes this.
// Levels are ordered by priority, then delay.
type Coverage struct {
	Queue   string   `json:"queue"`
	Channel string   `json:"channel"`
	Before  []Level  `json:"before"`
	After   []Level  `json:"after"`
	Words   []string `json:"words"`
	Unknown []string `json:"unknown,omitempty"` // routing profiles that may serve it, but whose rows were not read
}

// Agents returns how many agents serve the queue, before and after.
func (c Coverage) Agents() (before, after int) { return agents(c.Before), agents(c.After) }

// Deserted reports whether nobody is left to serve the queue on the channel. As long as a
// routing profile was not read, we do not claim that.
func (c Coverage) Deserted() bool {
	before, after := c.Agents()
	return before > 0 && after == 0 && len(c.Unknown) == 0
}

// agents returns the number of agents on all levels.
func agents(levels []Level) int {
	n := 0
	for _, l := range levels {
		n += l.Agents
	}
	return n
}

// An Idle lists agents who had a queue and are left without any.
type Idle struct {
	RoutingProfile string   `json:"routing_profile"` // the profile that they have after the plan
	Users          []string `json:"users"`
}

// A Silent lists rows of a routing profile that route nothing, because the channel of the row
// is off in the profile (Amazon Connect administrator guide, routing profiles). For example,
// the profile has a chat row for "Sales", but handles no chats.
type Silent struct {
	RoutingProfile string   `json:"routing_profile"`
	Channel        string   `json:"channel"`
	Queues         []string `json:"queues"`
}

// Routes say who serves which queue in one state.
type routes struct {
	state    *schema.State
	profiles []*staffedProfile
	named    map[string]*staffedProfile // by name
	queues   map[string]string          // from identities to names
}

// A staffedProfile is a routing profile with the agents who have it.
type staffedProfile struct {
	id     string // see identity
	name   string
	body   *schema.RoutingProfile
	agents []string            // usernames
	rows   map[line]Level      // rows for channels that are on; their Agents are not set
	silent map[string][]string // queues with rows for a channel that is off, by channel
	read   bool                // whether the rows were read
	uses   map[string]bool     // if not read, the identities of queues that may have rows; nil if we do not even know that
}

// A line is where contacts wait: a queue, by identity, and a channel. A queue has one line of
// callers and another one of chats.
type line struct{ queue, channel string }

// newRoutes returns the routes of the state.
func newRoutes(s *schema.State) *routes {
	r := &routes{state: s, named: map[string]*staffedProfile{}, queues: map[string]string{}}
	for _, q := range s.Of(queueKind) {
		r.queues[identity(q)] = q.Key
	}
	for _, p := range s.Of(routingKind) {
		v := r.staff(p)
		r.profiles = append(r.profiles, v)
		r.named[p.Key] = v
	}
	r.staffAll(s.Of(userKind))
	return r
}

// staffAll gives the routing profiles their agents. It counts them first, because a list that grows
// to 100,000 names takes five times their memory.
func (r *routes) staffAll(users []*schema.Resource) {
	count := map[*staffedProfile]int{}
	profiles := make([]*staffedProfile, len(users))
	for i, u := range users {
		profiles[i] = r.named[u.Body.(*schema.User).RoutingProfile]
		count[profiles[i]]++
	}
	for i, v := range profiles {
		if v == nil {
			continue
		}
		if v.agents == nil {
			v.agents = make([]string, 0, count[v])
		}
		v.agents = append(v.agents, users[i].Key)
	}
}

// identity returns a text that tells the object from all others and stays the same when the
// object is renamed. So a plan that only renames the queue "A" to "B" changes no coverage.
func identity(r *schema.Resource) string {
	if r.Live != nil {
		return r.ID
	}
	return "new " + r.Key
}

// staff returns the routing profile without its agents. Callwright may not have read its rows;
// the service then still tells which queues it refers to.
func (r *routes) staff(p *schema.Resource) *staffedProfile {
	body := p.Body.(*schema.RoutingProfile)
	v := &staffedProfile{id: identity(p), name: p.Key, body: body, rows: map[line]Level{}, silent: map[string][]string{}, read: p.Has("queues")}
	if !v.read && p.Live != nil && p.References != nil {
		v.uses = map[string]bool{}
		for _, u := range p.References {
			if u.Attr == "queues" {
				v.uses[r.queue(u.Name.Key)] = true
			}
		}
	}
	for _, row := range body.Queues {
		if p.Has("channels") && !body.On(row.Channel) {
			v.silent[row.Channel] = append(v.silent[row.Channel], row.Queue)
			continue
		}
		v.rows[line{r.queue(row.Queue), row.Channel}] = Level{Priority: row.Priority, Delay: row.Delay}
	}
	return v
}

// queue returns the identity of the queue with the name.
func (r *routes) queue(name string) string {
	if q, ok := r.state.Lookup(schema.Name{Kind: queueKind.Name, Key: name}); ok {
		return identity(q)
	}
	return "new " + name
}

// queueNames returns the names of the queues whose contacts go to the agents of the routing
// profile; false if its rows were not read.
func (r *routes) queueNames(profile string) ([]string, bool) {
	v := r.named[profile]
	if v == nil || !v.read {
		return nil, false
	}
	names := []string{}
	for at := range v.rows {
		names = append(names, r.name(at.queue))
	}
	return schema.SortedSet(names), true
}

// name returns the name of the queue with the identity.
func (r *routes) name(queue string) string {
	if name, ok := r.queues[queue]; ok {
		return name
	}
	return strings.TrimPrefix(queue, "new ")
}

// levels returns how the line is served: a level for each priority and delay, with the agents
// of all profiles together. Unread has the profiles that may serve it and were not read.
// Profiles without agents do not matter.
func (r *routes) levels(at line) (levels []Level, unread []string) {
	levels = []Level{}
	for _, v := range r.profiles {
		row, serves := v.rows[at]
		switch {
		case len(v.agents) == 0:
		case !v.read && (v.uses == nil || v.uses[at.queue]):
			unread = append(unread, v.name)
		case serves:
			row.Agents = len(v.agents)
			levels = append(levels, row)
		}
	}
	slices.SortFunc(levels, func(a, b Level) int {
		return cmp.Or(cmp.Compare(a.Priority, b.Priority), cmp.Compare(a.Delay, b.Delay))
	})
	together := levels[:0]
	for _, l := range levels {
		if last := len(together) - 1; last >= 0 && together[last].Priority == l.Priority && together[last].Delay == l.Delay {
			together[last].Agents += l.Agents
			continue
		}
		together = append(together, l)
	}
	return together, unread
}

// coverages compares who serves which queue in two states. It calls wants with the name of each
// routing profile that the answer depends on and whose rows were not read.
func coverages(before, after *routes, wants func(profile string)) []Coverage {
	list := []Coverage{}
	for at := range touched(before, after, wants) {
		c := Coverage{Queue: queueName(before, after, at.queue), Channel: at.channel}
		var unread, then []string
		c.Before, unread = before.levels(at)
		c.After, then = after.levels(at)
		c.Unknown = schema.SortedSet(append(unread, then...))
		for _, name := range c.Unknown {
			wants(name)
		}
		if !slices.Equal(c.Before, c.After) {
			c.Words = c.words()
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b Coverage) int {
		return cmp.Or(a.rank()-b.rank(), cmp.Compare(a.Queue, b.Queue), slices.Index(schema.Channels, a.Channel)-slices.Index(schema.Channels, b.Channel))
	})
	return list
}

// touched returns the lines that a routing profile serves in another way than before: because
// its row differs, or because it has more or fewer agents. Only these lines can change, so most
// plans need not look at the other thousands.
func touched(before, after *routes, wants func(profile string)) map[line]bool {
	lines := map[line]bool{}
	was := make(map[string]*staffedProfile, len(before.profiles))
	for _, v := range before.profiles {
		was[v.id] = v
	}
	compare := func(v, other *staffedProfile) {
		switch {
		case other == nil:
			other = &staffedProfile{read: true}
		case len(v.agents) == 0 && len(other.agents) == 0,
			len(v.agents) == len(other.agents) && v.read == other.read && maps.Equal(v.rows, other.rows):
			return
		}
		for _, side := range []*staffedProfile{v, other} {
			if !side.read {
				wants(side.name)
			}
			for at, level := range side.rows {
				// The same row for the same number of agents changes nothing.
				if len(v.agents) != len(other.agents) || v.rows[at] != level || other.rows[at] != level {
					lines[at] = true
				}
			}
		}
	}
	for _, v := range after.profiles {
		compare(v, was[v.id])
		delete(was, v.id)
	}
	for _, v := range was {
		compare(v, nil)
	}
	return lines
}

// rank is lowest for what a reviewer has to look at first: a deserted queue, then fewer agents,
// then a longer wait or a lower priority.
func (c Coverage) rank() int {
	before, after := c.Agents()
	switch {
	case c.Deserted():
		return 0
	case after < before:
		return 1
	case before > 0 && (soonest(c.After) > soonest(c.Before) || c.After[0].Priority > c.Before[0].Priority):
		return 2
	}
	return 3
}

// queueName returns the name of a queue after the plan, or before it if the plan deletes it.
func queueName(before, after *routes, queue string) string {
	if _, stays := after.queues[queue]; !stays {
		return before.name(queue)
	}
	return after.name(queue)
}

// idle returns the agents who had a queue before and have none after. An agent who never had a
// queue is not news.
func idle(before, after *routes) []Idle {
	list := []Idle{}
	var busy map[string]bool // made when it is needed: most plans leave nobody without a queue
	for _, v := range after.profiles {
		if v.serves() || len(v.agents) == 0 {
			continue
		}
		if busy == nil {
			busy = before.busy()
		}
		if left := slices.DeleteFunc(slices.Clone(v.agents), func(u string) bool { return !busy[u] }); len(left) > 0 {
			list = append(list, Idle{v.name, left})
		}
	}
	return list
}

// busy returns the agents whose routing profile serves a queue.
func (r *routes) busy() map[string]bool {
	busy := map[string]bool{}
	for _, v := range r.profiles {
		if v.serves() {
			for _, u := range v.agents {
				busy[u] = true
			}
		}
	}
	return busy
}

// serves reports whether the profile's agents get contacts of any queue. If its rows were not
// read and we do not know the queues, we assume that they do.
func (v *staffedProfile) serves() bool {
	return len(v.rows) > 0 || !v.read && (v.uses == nil || len(v.uses) > 0)
}

// silents returns the rows that route nothing, for each profile and channel that had other such
// rows before, or none.
func silents(before, after *routes) []Silent {
	list := []Silent{}
	was := make(map[string]*staffedProfile, len(before.profiles))
	for _, v := range before.profiles {
		was[v.id] = v
	}
	for _, v := range after.profiles {
		for _, channel := range schema.Channels {
			queues := v.silent[channel]
			old := was[v.id]
			if len(queues) > 0 && (old == nil || !slices.Equal(old.silent[channel], queues)) {
				list = append(list, Silent{v.name, channel, queues})
			}
		}
	}
	return list
}
