package schema

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/callwright/callwright/schema/diag"
)

// A routing profile limits the contacts of a channel in one of two ways: as a whole, in
// channels, or by workload type, in workloads. For example, an agent takes 3 tasks of the
// type "claims" and 1 of the type "tax" at once, and no tasks of other types: those stay in
// their queue until another agent takes them.

// A WorkloadRow is one row of a routing profile's workloads: how many contacts of a type an
// agent handles at once.
type WorkloadRow struct {
	Channel      string
	Type         string
	Contacts     int
	CrossChannel string // "" for the default, until completed
}

// What one channel of a routing profile can have of workload types (Amazon Connect API
// reference, MediaConcurrency; administrator guide, "Channels and concurrency").
const (
	typesPerChannel    = 5
	contactsPerChannel = 10 // of all types together
)

// WorkloadChannels are the channels whose contacts have workload types that a routing
// profile can limit.
var WorkloadChannels = []string{"task", "email"}

// defaultCrossChannel is the cross_channel of a row that does not write it.
const defaultCrossChannel = "current_only"

// workloadRows are the rows of routing_profile.workloads (Amazon Connect API reference,
// WorkloadTypeConcurrency).
var workloadRows = tableOf[WorkloadRow]{
	columns: []Field[WorkloadRow]{
		String("channel", "The channel.", func(r *WorkloadRow) *string { return &r.Channel }).Required().OneOf(WorkloadChannels...),
		String("type", "The workload type: a value of the predefined attribute `connect:WorkloadType`, which a flow gives to contacts.",
			func(r *WorkloadRow) *string { return &r.Type }).Required().Length(100),
		Int("contacts", "How many contacts of the type an agent handles at once.", func(r *WorkloadRow) *int { return &r.Contacts }).
			Required().Range(1, 10, ""),
		String("cross_channel", "What an agent who has a contact of the type can get besides: contacts of `any` channel and type, of any type on the `current_channel`, or of the same channel and type (`current_only`, the default).",
			func(r *WorkloadRow) *string { return &r.CrossChannel }).OneOf("any", "current_channel", "current_only"),
	},
	keys: []string{"type", "channel"},
	compare: func(a, b WorkloadRow) int {
		return cmp.Or(cmp.Compare(channelRank(a.Channel), channelRank(b.Channel)), cmp.Compare(a.Type, b.Type))
	},
}

// Takes reports whether agents with the profile get contacts of the workload type on the
// channel. An agent whose profile limits the channel as a whole gets contacts of every type.
func (p *RoutingProfile) Takes(channel, workload string) bool {
	if types := p.workloadsOn(channel); len(types) > 0 {
		return slices.ContainsFunc(types, func(r WorkloadRow) bool { return r.Type == workload })
	}
	return p.Channels[channel] > 0
}

// workloadsOn returns the rows of workloads for the channel.
func (p *RoutingProfile) workloadsOn(channel string) []WorkloadRow {
	var rows []WorkloadRow
	for _, r := range p.Workloads {
		if r.Channel == channel {
			rows = append(rows, r)
		}
	}
	return rows
}

// withCrossChannel returns the rows with the default for each cross_channel that is empty.
func withCrossChannel(rows []WorkloadRow) []WorkloadRow {
	for i := range rows {
		rows[i].CrossChannel = cmp.Or(rows[i].CrossChannel, defaultCrossChannel)
	}
	return rows
}

// workloadLimits reports channels with too many workload types, or with too many contacts of
// all their types together.
func (p *RoutingProfile) workloadLimits() []diag.Problem {
	var problems []diag.Problem
	for _, channel := range WorkloadChannels {
		rows, contacts := p.workloadsOn(channel), 0
		for _, r := range rows {
			contacts += r.Contacts
		}
		if len(rows) > typesPerChannel {
			problems = append(problems, diag.WrongMemberCount.On("workloads", "The table has %d workload types for %s; a channel can have %d.", len(rows), channel, typesPerChannel))
		}
		if contacts > contactsPerChannel {
			problems = append(problems, diag.InvalidValue.On("workloads", "The workload types of %s allow %d contacts together; an agent handles at most %d contacts of a channel at once.", channel, contacts, contactsPerChannel))
		}
	}
	return problems
}

// limitedTwice reports channels that the profile limits both as a whole, in channels or
// cross_channel, and by the workload types of all.
func (p *RoutingProfile) limitedTwice(all *RoutingProfile) []diag.Problem {
	var problems []diag.Problem
	report := func(attr, path, channel string, rows []WorkloadRow) {
		types := make([]string, len(rows))
		for i, r := range rows {
			types[i] = strconv.Quote(r.Type)
		}
		problems = append(problems, diag.ChannelWithWorkloads.On(path, "%s has limits for workload types (%s), so %s cannot limit it as a whole. Remove %s from %s, or its rows from workloads.",
			channel, strings.Join(types, ", "), attr, channel, attr))
	}
	for _, channel := range WorkloadChannels {
		rows := all.workloadsOn(channel)
		if len(rows) == 0 {
			continue
		}
		if p.Channels[channel] > 0 {
			report("channels", "channels."+channel, channel, rows)
		}
		if p.CrossChannel[channel] != "" {
			report("cross_channel", "cross_channel."+channel, channel, rows)
		}
	}
	return problems
}
