package plan_test

import (
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// TestDiffer says of a collection what differs in it, and nothing else.
func TestDiffer(t *testing.T) {
	t.Parallel()
	rows := func(rows ...schema.QueueRow) *schema.RoutingProfile { return &schema.RoutingProfile{Queues: rows} }
	gold, silver := schema.QueueRow{Queue: "Gold", Channel: "voice", Priority: 1}, schema.QueueRow{Queue: "Silver", Channel: "chat", Priority: 2, Delay: 20}
	later := gold
	later.Priority, later.Delay = 7, 30
	for _, tt := range []struct {
		kind, attr    string
		before, after any
		want          string
	}{
		{"queue", "description", &schema.Queue{Description: "One"}, &schema.Queue{Description: "T\x1bwo"}, `description was "One" when planned, and is "T\u{1b}wo" now`},
		{"routing_profile", "queues", rows(gold, silver), rows(later, silver), `queues: "Gold" voice had priority 1, delay 0 s when planned, and has priority 7, delay 30 s now`},
		{"routing_profile", "queues", rows(gold), rows(silver), `queues: "Gold" voice (priority 1, delay 0 s) was removed; "Silver" chat (priority 2, delay 20 s) was added`},
		{
			"security_profile", "permissions",
			&schema.SecurityProfile{Permissions: []string{"AccessMetrics", "Users.View"}}, &schema.SecurityProfile{Permissions: []string{"Users.Edit", "Users.View"}},
			`permissions: "AccessMetrics" was removed; "Users.Edit" was added`,
		},
		{
			"queue", "tags",
			&schema.Queue{Tags: map[string]string{"a": "1", "b": "2"}}, &schema.Queue{Tags: map[string]string{"a": "2", "c": "3"}},
			`tags: a was "1" when planned, and is "2" now; b = "2" was removed; c = "3" was added`,
		},
	} {
		k, _ := schema.KindOf(tt.kind)
		i, _ := k.Lookup(tt.attr)
		a := &k.Attrs[i]
		if got := plan.Differ(a, a.Value(tt.before), a.Value(tt.after), "when planned"); got != tt.want {
			t.Errorf("Differ(%s.%s)\n got %s\nwant %s", tt.kind, tt.attr, got, tt.want)
		}
	}
}
