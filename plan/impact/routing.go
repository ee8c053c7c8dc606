package impact

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// A Level is how contacts of a queue reach some of its agents.
type Level struct {
	Priority int `json:"priority"` // 1 is served first, 99 last
	Delay    int `json:"delay"`    // seconds that a contact must have waited
	Agents   int `json:"agents"`
}

// A Coverage is who serves a queue on a channel, where a plan changes that. Levels
// are in the order of their priority, then delay.
type Coverage struct {
	Queue   string   `json:"queue"`
	Channel string   `json:"channel"`
	Before  []Level  `json:"before"`
	After   []Level  `json:"after"`
	Words   []string `json:"words"`
	Unknown []string `json:"unknown,omitempty"` // routing profiles that may serve it, and whose tables were not read
}

// Agents returns how many agents serve the queue, before and after.
func (c Coverage) Agents() (before, after int) { return agents(c.Before), agents(c.After) }

// Deserted reports whether nobody is left to serve the queue on the channel.
func (c Coverage) Deserted() bool {
	before, after := c.Agents()
	return before > 0 && after == 0 && len(c.Unknown) == 0
}

func agents(levels []Level) int {
	n := 0
	for _, l := range levels {
		n += l.Agents
	}
	return n
}

// An Idle is agents who are left without any queue.
type Idle struct {
	RoutingProfile string   `json:"routing_profile"` // that they have now
	Users          []string `json:"users"`
}

// A Silent is rows of a routing profile's table that route nothing, as the profile
// has their channel off (Amazon Connect administrator guide, routing profiles).
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
	queues   map[string]string          // identity → name
}

// A staffedProfile is a routing profile with the agents who have it.
type staffedProfile struct {
	id     string // identity: the live id, else the name
	name   string
	agents []string            // usernames
	rows   map[line]Level      // those on channels that are on; Agents is not set
	silent map[string][]string // channel that is off → queues
	read   bool                // whether the table was read
	uses   map[string]bool     // identities of queues that a table which was not read may have; nil for any
}

// A line is where contacts wait: a queue, by identity, and a channel.
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
	for _, u := range s.Of(userKind) {
		if v := r.named[u.Body.(*schema.User).RoutingProfile]; v != nil {
			v.agents = append(v.agents, u.Key)
		}
	}
	return r
}

// identity tells an object from all others, whatever it is called now.
func identity(r *schema.Resource) string {
	if r.Live != nil {
		return r.ID
	}
	return "new " + r.Key
}

func (r *routes) staff(p *schema.Resource) *staffedProfile {
	body := p.Body.(*schema.RoutingProfile)
	v := &staffedProfile{id: identity(p), name: p.Key, rows: map[line]Level{}, silent: map[string][]string{}, read: p.Has("queues")}
	if !v.read && p.Live != nil && p.References != nil {
		v.uses = map[string]bool{}
		for _, u := range p.References {
			if u.Attr == "queues" {
				v.uses[r.queue(u.Name.Key)] = true
			}
		}
	}
	for _, row := range body.Queues {
		if p.Has("channels") && body.Channels[row.Channel] == 0 {
			v.silent[row.Channel] = append(v.silent[row.Channel], row.Queue)
			continue
		}
		v.rows[line{r.queue(row.Queue), row.Channel}] = Level{Priority: row.Priority, Delay: row.Delay}
	}
	return v
}

// queue returns the identity of the queue of that name.
func (r *routes) queue(name string) string {
	if q, ok := r.state.Lookup(schema.Name{Kind: queueKind.Name, Key: name}); ok {
		return identity(q)
	}
	return "new " + name
}

// queueNames returns the names of the queues whose contacts the agents of the routing
// profile get; false when its table was not read.
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

func (r *routes) name(queue string) string {
	if name, ok := r.queues[queue]; ok {
		return name
	}
	return strings.TrimPrefix(queue, "new ")
}

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

// coverages compares who serves which queue in two states. Wants is told the routing
// profiles, by name, on whose tables the answer depends and which were not read.
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

// touched returns the lines of the routing profiles whose table or agents differ.
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
				// What both have alike, for as many agents, is as it was.
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

// rank puts first what a reviewer has to look at first.
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

// queueName returns what a queue is called, or was.
func queueName(before, after *routes, queue string) string {
	if _, stays := after.queues[queue]; !stays {
		return before.name(queue)
	}
	return after.name(queue)
}

// soonest returns the least delay.
func soonest(levels []Level) int {
	return slices.MinFunc(levels, func(a, b Level) int { return cmp.Compare(a.Delay, b.Delay) }).Delay
}

// words says what the change means to who waits in the queue.
func (c Coverage) words() []string {
	before, after := c.Agents()
	switch {
	case len(c.Unknown) > 0 && min(before, after) == 0:
		return []string{fmt.Sprintf("%s -> %d, not counting agents of routing profiles that were not read", Count(before, "agent"), after)}
	case after == 0:
		return []string{fmt.Sprintf("nobody is left to serve it (%s before)", Count(before, "agent"))}
	case before == 0:
		return []string{fmt.Sprintf("%s, nobody before", Count(after, "agent"))}
	}
	var words []string
	if before != after {
		words = append(words, fmt.Sprintf("%d -> %s", before, Count(after, "agent")))
	}
	if n := soonest(c.After) - soonest(c.Before); n > 0 {
		words = append(words, fmt.Sprintf("waits %d s longer", n))
	} else if n < 0 {
		words = append(words, fmt.Sprintf("waits %d s less", -n))
	}
	if was, is := c.Before[0].Priority, c.After[0].Priority; was < is {
		words = append(words, fmt.Sprintf("served later (priority %d -> %d)", was, is))
	} else if was > is {
		words = append(words, fmt.Sprintf("served sooner (priority %d -> %d)", was, is))
	}
	if len(words) == 0 {
		words = append(words, fmt.Sprintf("%s -> %s", levelsText(only(c.Before, c.After)), levelsText(only(c.After, c.Before))))
	}
	return words
}

// only returns the levels that other has not.
func only(levels, other []Level) []Level {
	return slices.DeleteFunc(slices.Clone(levels), func(l Level) bool { return slices.Contains(other, l) })
}

func levelsText(levels []Level) string {
	parts := make([]string, len(levels))
	for i, l := range levels {
		parts[i] = fmt.Sprintf("%s at priority %d after %d s", Count(l.Agents, "agent"), l.Priority, l.Delay)
	}
	return strings.Join(parts, ", ")
}

// idle returns the agents who had a queue before and have none after.
func idle(before, after *routes) []Idle {
	list := []Idle{}
	busy := map[string]bool{}
	for _, v := range before.profiles {
		if v.serves() {
			for _, u := range v.agents {
				busy[u] = true
			}
		}
	}
	for _, v := range after.profiles {
		if v.serves() {
			continue
		}
		if left := slices.DeleteFunc(slices.Clone(v.agents), func(u string) bool { return !busy[u] }); len(left) > 0 {
			list = append(list, Idle{v.name, left})
		}
	}
	return list
}

// serves reports whether the profile's agents get contacts of any queue, as far as is
// known.
func (v *staffedProfile) serves() bool {
	return len(v.rows) > 0 || !v.read && (v.uses == nil || len(v.uses) > 0)
}

// silents returns the rows that route nothing, of the profiles that have any which
// they had not before.
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
