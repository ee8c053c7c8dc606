package schema_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// workload returns a row of workloads as the language has it.
func workload(channel, of string, contacts int64) map[string]cty.Value {
	return map[string]cty.Value{"channel": cty.StringVal(channel), "type": cty.StringVal(of), "contacts": cty.NumberIntVal(contacts)}
}

// with returns the row with another cell, or without a cell for [cty.NilVal].
func with(row map[string]cty.Value, column string, v cty.Value) map[string]cty.Value {
	row = maps.Clone(row)
	if row[column] = v; v == cty.NilVal {
		delete(row, column)
	}
	return row
}

// TestWorkloadRules holds the table of workload types against its rules.
func TestWorkloadRules(t *testing.T) {
	t.Parallel()
	type table []map[string]cty.Value
	claims := workload("task", "claims", 3)
	var five table
	for _, of := range []string{"a", "b", "c", "d", "e"} {
		five = append(five, workload("email", of, 2))
	}
	for _, test := range []struct {
		name  string
		rows  table
		other map[string]cty.Value // other attributes of the block
		want  string               // the problems; "" for none
	}{
		{name: "one type", rows: table{claims}},
		{name: "none", rows: table{}},
		{name: "five types with ten contacts", rows: five},
		{name: "a type on both channels", rows: table{claims, workload("email", "claims", 3)}},
		{name: "each behaviour", rows: table{
			with(claims, "cross_channel", cty.StringVal("any")),
			with(workload("task", "b", 1), "cross_channel", cty.StringVal("current_channel")),
			with(workload("task", "c", 1), "cross_channel", cty.StringVal("current_only")),
		}},
		{name: "the API's words", rows: table{
			with(workload("TASK", "claims", 1), "cross_channel", cty.StringVal("ROUTE_CURRENT_CHANNEL_ANY_WORKLOADTYPE_ONLY")),
		}},
		{name: "six types", rows: append(slices.Clone(five), workload("email", "f", 1)), want: "CW3006 The table has 6 workload types for email; a channel can have 5.|CW3001 The workload types of email allow 11 contacts together; an agent handles at most 10 contacts of a channel at once."},
		{name: "eleven contacts together", rows: table{claims, workload("task", "tax", 8)}, want: "CW3001 The workload types of task allow 11 contacts together; an agent handles at most 10 contacts of a channel at once."},
		{name: "no contact", rows: table{workload("task", "claims", 0)}, want: `CW3001 "contacts" is 0, but must be between 1 and 10.`},
		{name: "eleven contacts", rows: table{workload("task", "claims", 11)}, want: `CW3001 "contacts" is 11, but must be between 1 and 10.|CW3001 The workload types of task allow 11 contacts together; an agent handles at most 10 contacts of a channel at once.`},
		{name: "voice", rows: table{workload("voice", "claims", 1)}, want: `CW3001 "channel" is "voice", but must be "task" or "email".`},
		{name: "chat", rows: table{workload("chat", "claims", 1)}, want: `CW3001 "channel" is "chat", but must be "task" or "email".`},
		{name: "no type", rows: table{with(claims, "type", cty.NilVal)}, want: `CW3003 Every row of workloads needs "type".`},
		{name: "an empty type", rows: table{workload("task", "", 1)}, want: `CW3001 "type" cannot be empty: it is required.`},
		{name: "a long type", rows: table{workload("task", strings.Repeat("é", 101), 1)}, want: `CW3001 "type" has 101 characters; at most 100 are allowed.`},
		{name: "the longest type", rows: table{workload("task", strings.Repeat("é", 100), 1)}},
		{name: "no channel", rows: table{with(claims, "channel", cty.NilVal)}, want: `CW3003 Every row of workloads needs "channel".`},
		{name: "no number", rows: table{with(claims, "contacts", cty.NilVal)}, want: `CW3003 Every row of workloads needs "contacts".`},
		{name: "a type twice", rows: table{claims, workload("task", "claims", 1)}, want: `CW3007 Duplicate row for type "claims" channel "task"; each can have only one row in the table.`},
		{name: "another behaviour", rows: table{with(claims, "cross_channel", cty.StringVal("current"))}, want: `CW3001 "cross_channel" is "current", but must be "any", "current_channel" or "current_only".`},
		{name: "another column", rows: table{with(claims, "queue", cty.StringVal("A"))}, want: `CW3004 The table workloads has no column "queue".`},
		{
			name: "a channel limited as a whole, too", rows: table{claims}, other: map[string]cty.Value{"channels": cty.ObjectVal(map[string]cty.Value{"task": cty.NumberIntVal(2)})},
			want: `CW3053 task has limits for workload types ("claims"), so channels cannot limit it as a whole. Remove task from channels, or its rows from workloads.`,
		},
		{
			name: "another channel limited as a whole", rows: table{claims}, other: map[string]cty.Value{"channels": cty.ObjectVal(map[string]cty.Value{"email": cty.NumberIntVal(2)})},
		},
		{
			name: "a cross-channel rule of the channel", rows: table{claims}, other: map[string]cty.Value{"cross_channel.task": cty.StringVal("any")},
			want: `CW3053 task has limits for workload types ("claims"), so cross_channel cannot limit it as a whole. Remove task from cross_channel, or its rows from workloads.`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := &schema.Resource{Kind: kindNamed(t, "routing_profile"), Body: &schema.RoutingProfile{}}
			rows := cty.EmptyTupleVal
			for _, row := range test.rows {
				rows = cty.TupleVal(append(rows.AsValueSlice(), cty.ObjectVal(row)))
			}
			problems := r.Set("workloads", rows, schema.Plain)
			for name, v := range test.other {
				problems = append(problems, r.Set(name, v, schema.Plain)...)
			}
			var got []string
			for _, p := range append(problems, r.Check()...) {
				got = append(got, p.Code()+" "+p.Detail())
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "|")); diff != "" {
				t.Errorf("problems mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWorkloadsOfTheLiveProfile checks blocks that do not write workloads against live
// profiles that have workload types. A channel with workload types alone is on.
func TestWorkloadsOfTheLiveProfile(t *testing.T) {
	t.Parallel()
	claims := []schema.WorkloadRow{{Channel: "task", Type: "claims", Contacts: 3, CrossChannel: "any"}}
	row := func(channel string) schema.QueueRow {
		return schema.QueueRow{Queue: "A", Channel: channel, Priority: 1}
	}
	for _, test := range []struct {
		name  string
		want  schema.RoutingProfile
		given []string
		live  schema.RoutingProfile
		rows  []schema.QueueRow // after Complete
		warn  string            // the conflicts
	}{
		{
			name: "a row of every channel", want: schema.RoutingProfile{Queues: []schema.QueueRow{row("")}}, given: []string{"queues"},
			live: schema.RoutingProfile{Channels: map[string]int{"voice": 1}, Workloads: claims}, rows: []schema.QueueRow{row("voice"), row("task")},
		},
		{
			name: "channels that are written", want: schema.RoutingProfile{Channels: map[string]int{"chat": 1}, Queues: []schema.QueueRow{row("")}}, given: []string{"channels", "queues"},
			live: schema.RoutingProfile{Channels: map[string]int{"voice": 1}, Workloads: claims}, rows: []schema.QueueRow{row("chat"), row("task")},
		},
		{
			name: "workload types that are taken away", want: schema.RoutingProfile{Workloads: []schema.WorkloadRow{}, Queues: []schema.QueueRow{row("")}}, given: []string{"workloads", "queues"},
			live: schema.RoutingProfile{Channels: map[string]int{"voice": 1}, Workloads: claims}, rows: []schema.QueueRow{row("voice")},
		},
		{
			name: "rows for the types", want: schema.RoutingProfile{Channels: map[string]int{"voice": 1}, Queues: []schema.QueueRow{row("task")}}, given: []string{"channels", "queues"},
			live: schema.RoutingProfile{Channels: map[string]int{"voice": 1}, Workloads: claims}, rows: []schema.QueueRow{row("task")},
		},
		{
			name: "rows for a channel that is off", want: schema.RoutingProfile{Channels: map[string]int{"voice": 1}, Queues: []schema.QueueRow{row("email")}}, given: []string{"channels", "queues"},
			live: schema.RoutingProfile{Channels: map[string]int{"voice": 1}, Workloads: claims}, rows: []schema.QueueRow{row("email")},
			warn: "CW3017 email is not in channels, so 1 row of the table has no effect.",
		},
		{
			name: "a rule for a channel that is off", want: schema.RoutingProfile{Channels: map[string]int{"voice": 1}, CrossChannel: map[string]string{"email": "any"}}, given: []string{"channels", "cross_channel.email"},
			live: schema.RoutingProfile{Channels: map[string]int{"voice": 1}, Workloads: claims},
			warn: "CW3018 The setting for email in cross_channel has no effect: the channel is not in channels.",
		},
		{
			name: "the channel as a whole", want: schema.RoutingProfile{Channels: map[string]int{"voice": 1, "task": 2}}, given: []string{"channels"},
			live: schema.RoutingProfile{Channels: map[string]int{"voice": 1}, Workloads: claims},
			warn: `CW3053 task has limits for workload types ("claims"), so channels cannot limit it as a whole. Remove task from channels, or its rows from workloads.`,
		},
		{
			name: "the channel's rule", want: schema.RoutingProfile{CrossChannel: map[string]string{"task": "any"}}, given: []string{"cross_channel.task"},
			live: schema.RoutingProfile{Channels: map[string]int{"voice": 1}, Workloads: claims},
			warn: `CW3053 task has limits for workload types ("claims"), so cross_channel cannot limit it as a whole. Remove task from cross_channel, or its rows from workloads.`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			k := kindNamed(t, "routing_profile")
			want := &schema.Resource{Kind: k, Body: &test.want, Given: k.Set(test.given...)}
			full := schema.Complete(want, object("routing_profile", &test.live))
			if diff := cmp.Diff(test.rows, full.Body.(*schema.RoutingProfile).Queues); diff != "" {
				t.Errorf("Complete() mismatch (-want +got):\n%s", diff)
			}
			for _, p := range want.Check() {
				if !strings.HasPrefix(p.Code(), "CW3016") { // no default outbound queue
					t.Errorf("Check() reports %v", p)
				}
			}
			after := object("routing_profile", &test.live).Clone()
			k.Copy(after.Body, full.Body, want.Given)
			outcome, err := schema.NewState([]*schema.Resource{after})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range schema.Conflicts(want, after, outcome) {
				got = append(got, p.Code()+" "+p.Detail())
			}
			if diff := cmp.Diff(test.warn, strings.Join(got, "|")); diff != "" {
				t.Errorf("Conflicts() mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestTakes says which contacts an agent gets: all of a channel that is limited as a whole,
// and those of its types of a channel that is limited by type.
func TestTakes(t *testing.T) {
	t.Parallel()
	p := &schema.RoutingProfile{Channels: map[string]int{"voice": 1, "email": 2}, Workloads: []schema.WorkloadRow{{Channel: "task", Type: "claims", Contacts: 3}}}
	for of, want := range map[[2]string]bool{
		{"voice", ""}: true, {"chat", ""}: false, {"email", "tax"}: true, {"email", ""}: true,
		{"task", "claims"}: true, {"task", "tax"}: false, {"task", ""}: false, {"task", "Claims"}: false,
	} {
		if got := p.Takes(of[0], of[1]); got != want {
			t.Errorf("Takes(%q, %q) = %t", of[0], of[1], got)
		}
	}
	for channel, want := range map[string]bool{"voice": true, "chat": false, "task": true, "email": true} {
		if got := p.On(channel); got != want {
			t.Errorf("On(%q) = %t", channel, got)
		}
	}
}
