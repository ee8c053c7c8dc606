package schema_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// TestCrossChannelOfNothing checks that an empty leaf, as plans have it of a channel
// that is off, is read, and that it is refused where somebody writes it.
func TestCrossChannelOfNothing(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("routing_profile")
	body := &schema.RoutingProfile{CrossChannel: map[string]string{"chat": "any", "task": "any"}}
	r := &schema.Resource{Kind: k, Body: body}
	problems := r.Set("cross_channel.chat", cty.StringVal(""), schema.Plain)
	if diff := cmp.Diff(map[string]string{"task": "any"}, body.CrossChannel); diff != "" || len(problems) > 0 || !r.Has("cross_channel.chat") {
		t.Errorf("Set() = %v, mismatch (-want +got):\n%s", problems, diff)
	}
	problems = r.Check()
	if len(problems) != 1 || problems[0].String() != `.cross_channel.chat: CW3001: "cross_channel.chat" is "", but must be "any" or "current_only".` {
		t.Errorf("Check() = %v", problems)
	}
	if problems = r.Set("cross_channel.task", cty.StringVal("all"), schema.Plain); len(problems) != 1 {
		t.Errorf("Set() = %v", problems)
	}
}

// TestCrossChannelThatIsOff checks cross_channel for a channel that is off. The
// configuration gets a warning, and an object without the setting does not differ.
func TestCrossChannelThatIsOff(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("routing_profile")
	type rules map[string]string
	said := rules{"voice": "any", "chat": "current_only", "task": "any"}
	for _, test := range []struct {
		name       string
		want, live map[string]int // channels; nil where they are not given, and where there is no object
		rules      rules
		warned     []string
	}{
		{name: "all on", want: map[string]int{"voice": 1, "chat": 2, "task": 3}, rules: said},
		{
			name: "one off", want: map[string]int{"voice": 1, "chat": 2}, rules: rules{"voice": "any", "chat": "current_only"},
			warned: []string{`.cross_channel.task: CW3018: The setting for task in cross_channel has no effect: the channel is not in channels.`},
		},
		{
			name: "off as wanted, on as it is", want: map[string]int{"chat": 2, "task": 0}, live: map[string]int{"voice": 1, "chat": 2, "task": 1},
			rules: rules{"chat": "current_only"},
			warned: []string{
				`.cross_channel.voice: CW3018: The setting for voice in cross_channel has no effect: the channel is not in channels.`,
				`.cross_channel.task: CW3018: The setting for task in cross_channel has no effect: the channel is not in channels.`,
			},
		},
		{name: "not managed, off as it is", live: map[string]int{"task": 1}, rules: rules{"task": "any"}},
		{name: "not known", rules: said},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			body := &schema.RoutingProfile{Channels: test.want, CrossChannel: map[string]string{}}
			maps.Copy(body.CrossChannel, said)
			want := &schema.Resource{Kind: k, Body: body, Given: k.Set("cross_channel.voice", "cross_channel.chat", "cross_channel.task")}
			if test.want != nil {
				want.Given = want.Given.Union(k.Set("channels", "workloads"))
			}
			var live *schema.Resource
			if test.live != nil {
				live = &schema.Resource{Kind: k, Body: &schema.RoutingProfile{Channels: test.live, CrossChannel: test.rules}, Given: k.Every()}
			}
			full := schema.Complete(want, live)
			if diff := cmp.Diff(test.rules, rules(full.Body.(*schema.RoutingProfile).CrossChannel)); diff != "" {
				t.Errorf("Complete() mismatch (-want +got):\n%s", diff)
			}
			if live != nil && k.Changed(live, full).Minus(k.Set("channels", "workloads")) != 0 {
				t.Errorf("a profile that lacks what has no effect differs")
			}
			if diff := cmp.Diff(said, rules(body.CrossChannel)); diff != "" {
				t.Errorf("what is completed changed (-want +got):\n%s", diff)
			}
			var warned []string
			for _, p := range want.Check() {
				if p.Severity() == diag.Warning {
					warned = append(warned, p.String())
				}
			}
			if diff := cmp.Diff(test.warned, warned); diff != "" {
				t.Errorf("Check() mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestManualRules holds the table of manual assignment against its rules.
func TestManualRules(t *testing.T) {
	t.Parallel()
	row := func(cells map[string]cty.Value) cty.Value { return cty.TupleVal([]cty.Value{cty.ObjectVal(cells)}) }
	queue := cty.StringVal("A")
	for _, test := range []struct {
		rows cty.Value
		want string
	}{
		{row(map[string]cty.Value{"queue": queue, "channels": words("chat", "task", "email")}), ""},
		{row(map[string]cty.Value{"queue": queue, "channels": words("voice")}), `"channel" is "voice", but must be "chat", "task" or "email"`},
		{row(map[string]cty.Value{"queue": queue}), `Every row of manual_assignment_queues needs "channels"`},
		{row(map[string]cty.Value{"queue": queue, "channels": words("chat", "chat")}), `Duplicate row for queue "A" channel "chat"`},
		{row(map[string]cty.Value{"queue": queue, "channels": words("chat"), "priority": cty.NumberIntVal(1)}), `has no column "priority"`},
	} {
		k := kindNamed(t, "routing_profile")
		r := &schema.Resource{Kind: k, Body: k.New()}
		var problems []string
		for _, p := range r.Set("manual_assignment_queues", test.rows, schema.Plain) {
			problems = append(problems, p.String())
		}
		got := strings.Join(problems, " | ")
		if test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
	many := &schema.RoutingProfile{Channels: map[string]int{"voice": 1}}
	for i := range schema.PairsPerProfile + 1 {
		many.ManualAssignmentQueues = append(many.ManualAssignmentQueues, schema.ManualRow{Queue: fmt.Sprint(i), Channel: "task"})
	}
	var got []string
	for _, p := range object("routing_profile", many).Check() {
		got = append(got, fmt.Sprint(p.Severity(), diag.PathString(p.Path()), p.Code()))
	}
	for _, want := range []string{"1.manual_assignment_queuesCW3019", "1.manual_assignment_queuesCW3017"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
}
