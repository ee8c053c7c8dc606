package impact

import (
	"cmp"
	"maps"
	"slices"

	"github.com/callwright/callwright/schema"
)

// A HeatMap shows how routing profiles serve the queues that a plan touches. A queue is touched
// if a profile's row for it changes, or the number of the profile's agents. The map also has
// the profiles that serve the same queues and do not change, so that a reader sees who else is
// there. For example, after a plan that moves "Sales" down in "Gold":
//
//	                Gold (3 agents)   Silver (10 agents)
//	Sales voice     1/0 s -> 5/0 s    2/30 s
type HeatMap struct {
	Profiles []HeatProfile `json:"routing_profiles"` // by name
	Rows     []HeatRow     `json:"rows"`             // by queue, then channel
}

// A HeatProfile is one column of a heat map: a routing profile and the number of its agents.
type HeatProfile struct {
	Name   string `json:"name"`
	Before int    `json:"agents_before"`
	After  int    `json:"agents_after"`
}

// A HeatRow shows how a queue is served on one channel.
type HeatRow struct {
	Queue   string     `json:"queue"`
	Channel string     `json:"channel"`
	Cells   []HeatCell `json:"cells"`             // by profile; profiles that do not serve the queue have none
	Unknown []string   `json:"unknown,omitempty"` // routing profiles that may serve it, but whose rows were not read
}

// A HeatCell shows how one routing profile serves a queue on one channel.
type HeatCell struct {
	Profile int    `json:"profile"` // position in [HeatMap.Profiles]
	Before  *Place `json:"before"`  // nil if the profile does not serve the queue
	After   *Place `json:"after"`
}

// A Place says how soon an agent gets the contacts of a queue. It is a [Level] without the
// agents, whose number is in the column's header.
type Place struct {
	Priority int `json:"priority"` // 1 is served first, 99 last
	Delay    int `json:"delay"`    // seconds that a contact must have waited
}

// Changed reports whether the profile serves the queue in another way than before.
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
	// A replaced queue has two rows of one name: the lines decide which of them comes first.
	lines := slices.SortedFunc(maps.Keys(rows), func(a, b line) int {
		return cmp.Or(
			cmp.Compare(rows[a].Queue, rows[b].Queue),
			slices.Index(schema.Channels, a.channel)-slices.Index(schema.Channels, b.channel),
			cmp.Compare(a.queue, b.queue),
		)
	})
	for _, at := range lines {
		h.Rows = append(h.Rows, *rows[at])
	}
	return h
}

// A profilePair is one routing profile in two states. In a state without it, it is a profile
// without agents and rows.
type profilePair struct {
	name          string
	before, after *staffedProfile
}

// profilePairs returns the routing profiles of both states, sorted by name. A renamed profile
// is one pair, with its new name.
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
	slices.SortStableFunc(pairs, func(a, b profilePair) int { return cmp.Compare(a.name, b.name) })
	return pairs
}

// heat adds the lines that the profile serves in another way, or with more or fewer agents. If
// its rows were not read, we do not know any.
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

// serve adds the profile's cells to the rows. It adds the profile to the map if there is a
// cell: a column without cells would only widen the table.
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

// lines returns the rows in which the profile may have a cell: its own lines, or all of them if
// its rows were not read.
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

// place returns how soon the profile's agents get contacts of the line; nil if they get none.
func (v *staffedProfile) place(at line) *Place {
	if level, ok := v.rows[at]; ok {
		return &Place{level.Priority, level.Delay}
	}
	return nil
}

// mayServe reports whether agents of the profile may serve the line, for all we know: its rows
// were not read.
func (v *staffedProfile) mayServe(at line) bool {
	return !v.read && len(v.agents) > 0 && (v.uses == nil || v.uses[at.queue])
}
