package schema

import (
	"fmt"
	"maps"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// A RoutingProfile says which contacts its agents get, and in which order.
type RoutingProfile struct {
	Name                   string
	Description            string
	DefaultOutboundQueue   string            // name
	Channels               map[string]int    // channel → contacts at once; a channel that is off or has workloads has no entry
	Workloads              []WorkloadRow     // sorted by channel and type
	CrossChannel           map[string]string // channel → "any" or "current_only"
	Queues                 []QueueRow        // sorted by queue and channel
	ManualAssignmentQueues []ManualRow       // sorted by queue and channel
	AgentAvailabilityTimer string            // "last_activity" or "last_inbound"
	Tags                   map[string]string
}

// PairsPerProfile is how many pairs of queue and channel each of the two tables of a routing
// profile holds unless the instance's quota was raised (Amazon Connect service quotas).
const PairsPerProfile = 50

var routingProfile = Define(Kind{
	Name:  "routing_profile",
	Doc:   "Which queues and channels its agents serve, with which priority and after what delay.",
	Label: "name",
	Quota: 500,
}, append(append([]Field[RoutingProfile]{
	String("name", "The name; defaults to for_each's key or the label.", func(p *RoutingProfile) *string { return &p.Name }).Code('n').
		Required().Length(127),
	String("description", "What the profile is for.", func(p *RoutingProfile) *string { return &p.Description }).Code('d').
		Required().Length(250),
	String("default_outbound_queue", "The queue that outbound contacts count towards; it sets the caller ID.",
		func(p *RoutingProfile) *string { return &p.DefaultOutboundQueue }).Code('o').
		Required().RefersTo("queue"),
	IntMap("channels", "How many contacts an agent handles at once, by channel: `{ voice = 1, chat = 3 }`. A channel that is neither in the map nor in `workloads` is off.",
		func(p *RoutingProfile) *map[string]int { return &p.Channels }).Code('c').
		Required().OneOf(Channels...).Range(1, 10, "contacts"),
	Rows("workloads", "How many contacts of a workload type an agent handles at once, on the channels `task` and `email`: `[{ channel = \"task\", type = \"claims\", contacts = 3 }]`. A channel has up to 5 types with 10 contacts together, and is then not in `channels`. The agent gets no contacts of other types. The table is complete; without it, the types stay as they are.",
		func(p *RoutingProfile) *[]WorkloadRow { return &p.Workloads }, workloadRows).Code('w'),
}, crossChannel()...),
	Rows("queues", "The table of queues: which contacts the agents get, with which priority (1 is first) and after what delay (in seconds). The table is complete.",
		func(p *RoutingProfile) *[]QueueRow { return &p.Queues }, queueRows).Code('q'),
	Rows("manual_assignment_queues", "The queues from which agents can pick contacts themselves, by channel: `chat`, `task` and `email`. The table is complete, and separate from `queues`.",
		func(p *RoutingProfile) *[]ManualRow { return &p.ManualAssignmentQueues }, manualRows).Code('m'),
	String("agent_availability_timer", "What decides who has waited longest: an agent's `last_activity`, or their `last_inbound` contact.",
		func(p *RoutingProfile) *string { return &p.AgentAvailabilityTimer }).Code('a').
		OneOf("last_activity", "last_inbound"),
	tags(func(p *RoutingProfile) *map[string]string { return &p.Tags }),
))

func (p *RoutingProfile) naturalKey() string { return p.Name }

// created sets what a new routing profile has (Amazon Connect API reference,
// CreateRoutingProfile and CrossChannelBehavior).
func (p *RoutingProfile) created() {
	p.AgentAvailabilityTimer, p.CrossChannel = "last_activity", map[string]string{}
	for channel := range p.Channels {
		p.CrossChannel[channel] = defaultCrossChannel
	}
}

// complete gives each row of queues a channel and each row of workloads a cross_channel, and
// drops the cross_channel settings that the service does not keep.
func (p *RoutingProfile) complete(live any) {
	all := *p
	if was, ok := live.(*RoutingProfile); ok {
		if all.Channels == nil { // the block does not write them
			all.Channels = was.Channels
		}
		if all.Workloads == nil {
			all.Workloads = was.Workloads
		}
	}
	p.Queues = expand(p.Queues, all.channels())
	p.Workloads = withCrossChannel(p.Workloads)
	p.silence(&all)
}

// crossChannel are the leaves of cross_channel, one for each channel. The leaf of a channel
// that is off is empty. Plans show that; a configuration cannot write it.
func crossChannel() []Field[RoutingProfile] {
	var fields []Field[RoutingProfile]
	for _, channel := range Channels {
		leaf := mapLeaf("cross_channel."+channel,
			"Whether an agent who has a contact on this channel can get contacts on `any` other channel, or on the `current_only`.",
			func(p *RoutingProfile) *map[string]string { return &p.CrossChannel }, channel).
			Code('x').OneOf("any", "current_only")
		read := leaf.read
		leaf.read = func(r *reader, path cty.Path, body any, v cty.Value) {
			if v.RawEquals(cty.StringVal("")) {
				p := body.(*RoutingProfile)
				p.CrossChannel = without(p.CrossChannel, channel)
				return
			}
			read(r, path, body, v)
		}
		fields = append(fields, leaf)
	}
	return fields
}

// without drops the channel. It creates the map if there is none: an empty map says that the
// leaf was read and is empty, a nil map that it was not read.
func without(rules map[string]string, channel string) map[string]string {
	if rules == nil {
		return map[string]string{}
	}
	delete(rules, channel)
	return rules
}

// On reports whether agents with the profile get contacts on the channel: all of them, or
// those of some workload types.
func (p *RoutingProfile) On(channel string) bool {
	return p.Channels[channel] > 0 || len(p.workloadsOn(channel)) > 0
}

// channels returns the channels that are on, in the order of [Channels].
func (p *RoutingProfile) channels() []string {
	return slices.DeleteFunc(slices.Clone(Channels), func(c string) bool { return !p.On(c) })
}

// silence drops the cross_channel settings of channels that have no limit as a whole in all.
// The service does not keep them, so every plan would show them as a change. It drops
// nothing if the channels are not known.
func (p *RoutingProfile) silence(all *RoutingProfile) {
	if len(all.channels()) == 0 {
		return
	}
	maps.DeleteFunc(p.CrossChannel, func(channel, _ string) bool { return all.Channels[channel] == 0 })
}

// conflicts reports what a profile writes for a channel that has workload types which it does
// not manage, and what has no effect because a channel is off that could have had such types.
func (p *RoutingProfile) conflicts(after *Resource, _ *State) []diag.Problem {
	if after == nil || p.Workloads != nil {
		return nil // check has seen all
	}
	all := after.Body.(*RoutingProfile)
	return append(p.limitedTwice(all), p.withoutEffect(all, WorkloadChannels)...)
}

func (p *RoutingProfile) check(has func(string) bool) []diag.Problem {
	rows := expand(p.Queues, p.channels())
	problems := twice(p.Queues, rows)
	if p.Channels["voice"] > 1 {
		problems = append(problems, diag.InvalidValue.On("channels.voice", "An agent handles one voice contact at a time: voice must be 1."))
	}
	problems = append(problems, pairs("queues", len(rows))...)
	problems = append(problems, pairs("manual_assignment_queues", len(p.ManualAssignmentQueues))...)
	certain := Channels
	if !has("workloads") {
		certain = slices.DeleteFunc(slices.Clone(Channels), func(c string) bool { return slices.Contains(WorkloadChannels, c) })
	}
	problems = append(problems, p.workloadLimits()...)
	problems = append(problems, p.limitedTwice(p)...)
	problems = append(problems, p.withoutEffect(p, certain)...)
	problems = append(problems, emptyCrossChannel(p, has)...)
	return append(problems, outbound(p, rows)...)
}

// pairs warns of a table that is longer than an instance allows by default.
func pairs(table string, n int) []diag.Problem {
	if n <= PairsPerProfile {
		return nil
	}
	return []diag.Problem{diag.QuotaMayBeExceeded.On(table, "The table has %d pairs of queue and channel; an instance allows %d by default.", n, PairsPerProfile)}
}

// manually returns rows of manual assignment as rows of the other table.
func manually(rows []ManualRow) []QueueRow {
	list := make([]QueueRow, len(rows))
	for i, r := range rows {
		list[i] = QueueRow{Queue: r.Queue, Channel: r.Channel}
	}
	return list
}

// rowsHave returns the subject and the verb of a sentence about rows of a table.
func rowsHave(n int) string {
	if n == 1 {
		return "1 row of the table has"
	}
	return fmt.Sprintf("%d rows of the table have", n)
}

// withoutEffect warns of rows and cross_channel settings for those of the channels that are
// off in all. Such rows exist and route nothing (Amazon Connect administrator guide, routing
// profiles). It warns of nothing if the channels are not known.
func (p *RoutingProfile) withoutEffect(all *RoutingProfile, channels []string) []diag.Problem {
	var problems []diag.Problem
	for _, channel := range channels {
		if all.On(channel) || len(all.channels()) == 0 {
			continue
		}
		for _, table := range []struct {
			name string
			rows []QueueRow
		}{{"queues", p.Queues}, {"manual_assignment_queues", manually(p.ManualAssignmentQueues)}} {
			n := 0
			for _, r := range table.rows {
				if r.Channel == channel {
					n++
				}
			}
			if n > 0 {
				problems = append(problems, diag.RowsOnDisabledChannel.On(table.name, "%s is not in channels, so %s no effect.", channel, rowsHave(n)))
			}
		}
		if p.CrossChannel[channel] != "" {
			problems = append(problems, diag.SettingOfDisabledChannel.On("cross_channel."+channel, "The setting for %s in cross_channel has no effect: the channel is not in channels.", channel))
		}
	}
	return problems
}

// emptyCrossChannel refuses cross_channel settings that are empty.
func emptyCrossChannel(p *RoutingProfile, has func(string) bool) []diag.Problem {
	var problems []diag.Problem
	for _, channel := range Channels {
		leaf := "cross_channel." + channel
		if has(leaf) && p.CrossChannel != nil && p.CrossChannel[channel] == "" {
			problems = append(problems, diag.InvalidValue.On(leaf, `%q is "", but must be "any" or "current_only".`, leaf))
		}
	}
	return problems
}

// outbound warns of a default outbound queue that is not in the table: the
// administrator guide asks for it, the API does not.
func outbound(p *RoutingProfile, rows []QueueRow) []diag.Problem {
	if p.DefaultOutboundQueue == "" || len(rows) == 0 {
		return nil
	}
	if slices.ContainsFunc(rows, func(r QueueRow) bool { return r.Queue == p.DefaultOutboundQueue }) {
		return nil
	}
	return []diag.Problem{diag.OutboundQueueNotInTable.On("default_outbound_queue", "Queue %q has no row in queues. The service accepts that, but its guide says that the default outbound queue should be one of the profile's queues.", p.DefaultOutboundQueue)}
}
