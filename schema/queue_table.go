package schema

import (
	"cmp"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// A QueueRow is one row of a routing profile's table: contacts of a queue on a
// channel go to the profile's agents with a priority, after a delay.
type QueueRow struct {
	Queue    string // name
	Channel  string // "" for each channel of the profile, until completed
	Priority int    // 1 is served first, 99 last
	Delay    int    // seconds that a contact must have waited before these agents may get it
}

// Channels are the channels of contacts.
var Channels = []string{"voice", "chat", "task", "email"}

// queueRows are the rows of routing_profile.queues and queue_table.rows (Amazon
// Connect API reference, RoutingProfileQueueConfig: priority 1 to 99, delay 0 to
// 9999 seconds).
var queueRows = tableOf[QueueRow]{
	columns: []Field[QueueRow]{
		String("queue", "The queue.", func(r *QueueRow) *string { return &r.Queue }).Required().RefersTo("queue"),
		String("channel", "The channel.", func(r *QueueRow) *string { return &r.Channel }).OneOf(Channels...),
		Int("priority", "1 is served first, 99 last.", func(r *QueueRow) *int { return &r.Priority }).Required().Range(1, 99, ""),
		Int("delay", "Seconds that a contact waits before it can reach these agents.", func(r *QueueRow) *int { return &r.Delay }).
			Required().Range(0, 9999, "s"),
	},
	keys: []string{"queue", "channel"},
	compare: func(a, b QueueRow) int {
		return cmp.Or(cmp.Compare(a.Queue, b.Queue), cmp.Compare(channelRank(a.Channel), channelRank(b.Channel)))
	},
	spread: func(r QueueRow, channel string) QueueRow { r.Channel = channel; return r },
	single: "channel",
	many:   "channels",
}

// A ManualRow is one row of a routing profile's table of manual assignment: agents may
// pick contacts of a queue on a channel.
type ManualRow struct {
	Queue   string // name
	Channel string
}

// manualChannels are the channels whose contacts agents can pick (Amazon Connect API
// reference, RoutingProfileManualAssignmentQueueConfig: not voice).
var manualChannels = []string{"chat", "task", "email"}

// manualRows are the rows of routing_profile.manual_assignment_queues.
var manualRows = tableOf[ManualRow]{
	columns: []Field[ManualRow]{
		String("queue", "The queue.", func(r *ManualRow) *string { return &r.Queue }).Required().RefersTo("queue"),
		String("channel", "The channel.", func(r *ManualRow) *string { return &r.Channel }).OneOf(manualChannels...),
	},
	keys: []string{"queue", "channel"},
	compare: func(a, b ManualRow) int {
		return cmp.Or(cmp.Compare(a.Queue, b.Queue), cmp.Compare(channelRank(a.Channel), channelRank(b.Channel)))
	},
	spread: func(r ManualRow, channel string) ManualRow { r.Channel = channel; return r },
	single: "channel",
	many:   "channels",
	spells: true,
}

// ChannelWord returns the language's word for a channel that is written in the language or
// as the API does: voice for VOICE. It returns any other string as it is.
func ChannelWord(s string) string { return ourWord(Channels, s) }

func channelRank(channel string) int { return slices.Index(Channels, channel) }

// CheckRows reads v as the rows of a queue table and reports what is wrong in
// them. Paths begin with rows.
func CheckRows(v cty.Value, names Resolver) []diag.Problem {
	f := Rows("rows", "The rows.", func(t *tableBody) *[]QueueRow { return &t.Rows }, queueRows)
	r := &reader{attr: &f.Attr, names: names}
	var t tableBody
	f.read(r, diag.Path("rows"), &t, v)
	return r.problems
}

// A tableBody is a table of rows that routing profiles share. Only the language has it.
type tableBody struct{ Rows []QueueRow }

// expand replaces each row without a channel by a row for each of the given channels, and
// sorts the rows. If no channels are given, they are not known, and the rows stay.
func expand(rows []QueueRow, channels []string) []QueueRow {
	if len(channels) == 0 || !slices.ContainsFunc(rows, func(r QueueRow) bool { return r.Channel == "" }) {
		return rows
	}
	var full []QueueRow
	for _, row := range rows {
		if row.Channel != "" {
			full = append(full, row)
			continue
		}
		for _, channel := range channels {
			full = append(full, queueRows.spread(row, channel))
		}
	}
	slices.SortStableFunc(full, queueRows.compare)
	return full
}

// twice reports pairs of queue and channel that occur more than once in the sorted rows
// because a row without a channel counts for each channel of the profile. Rows that are
// duplicates as written were reported when they were read.
func twice(written, rows []QueueRow) []diag.Problem {
	var problems []diag.Problem
	for i := 1; i < len(rows); i++ {
		a, b := rows[i-1], rows[i]
		if a.Queue != b.Queue || a.Channel != b.Channel || !slices.Contains(written, QueueRow{a.Queue, "", a.Priority, a.Delay}) &&
			!slices.Contains(written, QueueRow{b.Queue, "", b.Priority, b.Delay}) {
			continue
		}
		problems = append(problems, diag.DuplicateRow.On("queues", "Queue %q on %s has one row with priority %d, delay %d, and one with priority %d, delay %d. A row without channels covers every channel of the profile.",
			a.Queue, a.Channel, a.Priority, a.Delay, b.Priority, b.Delay).About(a.Queue))
	}
	return problems
}
