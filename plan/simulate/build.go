package simulate

import (
	"cmp"
	"math"
	"slices"

	"github.com/callwright/callwright/schema"
)

var (
	queueKind   = schema.MustKind("queue")
	profileKind = schema.MustKind("routing_profile")
	userKind    = schema.MustKind("user")
	hoursKind   = schema.MustKind("hours_of_operation")
)

// identity returns a text that tells the object from all others, and stays the same when the
// object is renamed.
func identity(r *schema.Resource) string {
	if r.Live != nil {
		return r.ID
	}
	return "new " + r.Key
}

// A lineKey is a line of the traffic.
type lineKey struct {
	id             string // of the queue
	queue, channel string // its name after the plan, or before it if the plan deletes it
	target         float64
}

// find returns the object that has the name in one of the states.
func find(k *schema.Kind, name string, states ...*schema.State) *schema.Resource {
	for _, s := range states {
		if r, ok := s.Lookup(schema.Name{Kind: k.Name, Key: name}); ok {
			return r
		}
	}
	return nil
}

// byIdentity returns the objects of a kind.
func byIdentity(s *schema.State, k *schema.Kind) map[string]*schema.Resource {
	all := map[string]*schema.Resource{}
	for _, r := range s.Of(k) {
		all[identity(r)] = r
	}
	return all
}

// lines returns the lines that have traffic, by queue and channel.
func (in *Input) lines(live, outcome *schema.State) []lineKey {
	var keys []lineKey
	seen := map[lineKey]bool{}
	after := byIdentity(outcome, queueKind)
	for _, t := range in.Traffic {
		q := find(queueKind, t.Queue, live, outcome)
		k := lineKey{id: identity(q), queue: q.Key, channel: t.Channel}
		if now := after[k.id]; now != nil {
			k.queue = now.Key
		}
		if !seen[k] {
			seen[k] = true
			with := k
			with.target = t.Target
			keys = append(keys, with)
		}
	}
	slices.SortFunc(keys, compareQueues)
	return keys
}

// A built centre is a contact centre as a state describes it.
type built struct {
	centre
	has      []bool // by line, whether the state has the queue
	profiles []builtProfile
}

// A builtProfile is what a report says about a routing profile.
type builtProfile struct {
	id, name string
	agents   int
	paid     float64 // seconds for which its agents are at work
}

// build returns the centre that the state describes, with the given lines.
func build(s *schema.State, in *Input, o Options, keys []lineKey, days *days) *built {
	b := &built{has: make([]bool, len(keys))}
	at := map[[2]string]int32{} // lines by the names of queue and channel in this state
	queues := byIdentity(s, queueKind)
	for i, k := range keys {
		l := line{channel: slices.Index(schema.Channels, k.channel), open: []span{}}
		if q := queues[k.id]; q != nil {
			b.has[i] = true
			at[[2]string{q.Key, k.channel}] = int32(i)
			l.open = days.open(s, q)
		}
		b.lines = append(b.lines, l)
	}
	users := map[string][]string{}
	for _, u := range s.Of(userKind) {
		name := u.Body.(*schema.User).RoutingProfile
		users[name] = append(users[name], u.Key)
	}
	list := slices.Clone(s.Of(profileKind))
	slices.SortFunc(list, func(a, b *schema.Resource) int { return cmp.Compare(identity(a), identity(b)) })
	for _, r := range list {
		p := profileOf(r.Body.(*schema.RoutingProfile), at)
		if len(p.rows) == 0 {
			continue
		}
		b.staff(r, p, users[r.Key], in, o, days)
	}
	return b
}

// profileOf returns a routing profile with its rows for the lines.
func profileOf(body *schema.RoutingProfile, at map[[2]string]int32) profile {
	var p profile
	for i, channel := range schema.Channels {
		contacts := body.Channels[channel]
		for _, w := range body.Workloads {
			if w.Channel == channel {
				contacts += w.Contacts
			}
		}
		p.capacity[i] = uint8(min(contacts, math.MaxUint8))
		p.any[i] = body.CrossChannel[channel] == "any"
	}
	for _, r := range body.Queues {
		if line, ok := at[[2]string{r.Queue, r.Channel}]; ok && body.On(r.Channel) {
			p.rows = append(p.rows, row{line, int32(r.Priority), float64(r.Delay)})
		}
	}
	slices.SortStableFunc(p.rows, func(a, b row) int { return cmp.Compare(a.priority, b.priority) })
	return p
}

// staff adds the profile with its agents. Without staffing, a share of its users is at work while
// one of their queues is open and has traffic. They stay until nobody waits.
func (b *built) staff(r *schema.Resource, p profile, users []string, in *Input, o Options, days *days) {
	number := int32(len(b.centre.profiles))
	report := builtProfile{id: identity(r), name: r.Key}
	if len(in.Staffing) == 0 {
		report.agents = int(math.Round(float64(len(users)) * o.Present))
		if len(users) > 0 && o.Present > 0 {
			report.agents = max(1, report.agents)
		}
		for range report.agents {
			b.agents = append(b.agents, agent{profile: number})
		}
		report.paid = float64(report.agents) * b.openFor(p, days)
	} else {
		for _, shifts := range in.shifts(identity(r), users, days.zoneOf(p), days) {
			b.agents = append(b.agents, agent{number, shifts})
			report.agents++
			for _, s := range shifts {
				report.paid += s.to - s.from
			}
		}
	}
	if report.agents == 0 {
		return
	}
	b.centre.profiles = append(b.centre.profiles, p)
	b.profiles = append(b.profiles, report)
}

// openFor returns for how many seconds at least one line of the profile is open and has traffic.
func (b *built) openFor(p profile, days *days) float64 {
	var all []span
	for _, r := range p.rows {
		for _, in := range days.demands[r.line].intervals {
			for _, o := range b.lines[r.line].open {
				if from, to := max(in.from, o.from), min(in.to, o.to); from < to {
					all = append(all, span{from, to})
				}
			}
		}
	}
	sum := 0.0
	for _, s := range joined(all) {
		sum += s.to - s.from
	}
	return sum
}

// joined returns spans that are sorted and apart, for the same seconds.
func joined(list []span) []span {
	slices.SortFunc(list, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	all := []span{}
	for _, s := range list {
		if n := len(all); n > 0 && s.from <= all[n-1].to {
			all[n-1].to = max(all[n-1].to, s.to)
			continue
		}
		all = append(all, s)
	}
	return all
}
