package impact

import (
	"cmp"
	"slices"

	"github.com/callwright/callwright/schema"
)

// A HeatMap is how routing profiles serve the queues that a plan touches: those of
// which the row of a profile changes, or the number of its agents. It has the profiles that
// change, and those that serve the same queues and stay as they are.
type HeatMap struct {
	Profiles []HeatProfile `json:"routing_profiles"` // by name
	Rows     []HeatRow     `json:"rows"`             // by queue, then channel
}

// A HeatProfile is one column of a heat map: a routing profile and how many agents
// have it.
type HeatProfile struct {
	Name   string `json:"name"`
	Before int    `json:"agents_before"`
	After  int    `json:"agents_after"`
}

// A HeatRow is how a queue is served on one channel.
type HeatRow struct {
	Queue   string     `json:"queue"`
	Channel string     `json:"channel"`
	Cells   []HeatCell `json:"cells"`             // by profile; profiles that do not serve it have none
	Unknown []string   `json:"unknown,omitempty"` // routing profiles that may serve it, and whose tables were not read
}

// A HeatCell is how one routing profile serves a queue on one channel.
type HeatCell struct {
	Profile int    `json:"profile"` // position among the map's profiles
	Before  *Place `json:"before"`  // nil when it does not serve it
	After   *Place `json:"after"`
}

// A Place says how soon an agent gets the contacts of a queue.
type Place struct {
	Priority int `json:"priority"` // 1 is served first, 99 last
	Delay    int `json:"delay"`    // seconds that a contact must have waited
}

// Changed reports whether the profile serves the queue otherwise than before.
func (c HeatCell) Changed() bool {
	return (c.Before == nil) != (c.After == nil) || c.Before != nil && *c.Before != *c.After
}

// heatMap compares how the routing profiles of two states serve their queues.
func heatMap(before, after *routes) HeatMap {
	pairs := profilePairs(before, after)
	hot := map[line]bool{}
	for _, p := range pairs {
		p.heat(hot)
	}
	var h HeatMap
	rows := map[line]*HeatRow{}
	for at := range hot {
		rows[at] = &HeatRow{Queue: queueName(before, after, at.queue), Channel: at.channel}
	}
	for _, p := range pairs {
		h.serve(p, rows)
	}
	for _, r := range rows {
		h.Rows = append(h.Rows, *r)
	}
	slices.SortFunc(h.Rows, func(a, b HeatRow) int {
		return cmp.Or(cmp.Compare(a.Queue, b.Queue), slices.Index(schema.Channels, a.Channel)-slices.Index(schema.Channels, b.Channel))
	})
	return h
}

// A profilePair is one routing profile in two states; nobody's where it is not there.
type profilePair struct {
	name          string
	before, after *staffedProfile
}

// profilePairs returns the routing profiles of both states by name.
func profilePairs(before, after *routes) []profilePair {
	absent := &staffedProfile{read: true}
	at := make(map[string]int, len(after.profiles))
	pairs := make([]profilePair, 0, len(after.profiles))
	for _, v := range after.profiles {
		at[v.id] = len(pairs)
		pairs = append(pairs, profilePair{v.name, absent, v})
	}
	for _, v := range before.profiles {
		if i, stays := at[v.id]; stays {
			pairs[i].before = v
			continue
		}
		pairs = append(pairs, profilePair{v.name, v, absent})
	}
	slices.SortFunc(pairs, func(a, b profilePair) int { return cmp.Compare(a.name, b.name) })
	return pairs
}

// heat adds the lines that the profile comes to serve otherwise, or by another number
// of agents. A table that was not read tells nothing.
func (p profilePair) heat(hot map[line]bool) {
	if !p.before.read || !p.after.read {
		return
	}
	moved := len(p.before.agents) != len(p.after.agents)
	for _, side := range []*staffedProfile{p.before, p.after} {
		for at, level := range side.rows {
			if moved || p.before.rows[at] != level || p.after.rows[at] != level {
				hot[at] = true
			}
		}
	}
}

// serve adds the profile's cells to the rows, and the profile to the map when it has
// any.
func (h *HeatMap) serve(p profilePair, rows map[line]*HeatRow) {
	number := len(h.Profiles)
	serves := false
	for _, at := range p.lines(rows) {
		cell := HeatCell{Profile: number, Before: p.before.place(at), After: p.after.place(at)}
		switch {
		case cell.Before != nil || cell.After != nil:
			serves = true
			rows[at].Cells = append(rows[at].Cells, cell)
		case p.before.mayServe(at) || p.after.mayServe(at):
			rows[at].Unknown = append(rows[at].Unknown, p.name)
		}
	}
	if serves {
		h.Profiles = append(h.Profiles, HeatProfile{p.name, len(p.before.agents), len(p.after.agents)})
	}
}

// lines returns the rows that the profile may have a cell in: its own lines, or any
// when its table was not read.
func (p profilePair) lines(rows map[line]*HeatRow) []line {
	var list []line
	if !p.before.read || !p.after.read {
		for at := range rows {
			list = append(list, at)
		}
		return list
	}
	for at := range p.before.rows {
		if rows[at] != nil {
			list = append(list, at)
		}
	}
	for at := range p.after.rows {
		if _, met := p.before.rows[at]; !met && rows[at] != nil {
			list = append(list, at)
		}
	}
	return list
}

// place returns where the profile has contacts of a line; nil for nowhere.
func (v *staffedProfile) place(at line) *Place {
	if level, ok := v.rows[at]; ok {
		return &Place{level.Priority, level.Delay}
	}
	return nil
}

// mayServe reports whether agents of the profile may serve a line that its table,
// which was not read, would tell of.
func (v *staffedProfile) mayServe(at line) bool {
	return !v.read && len(v.agents) > 0 && (v.uses == nil || v.uses[at.queue])
}
