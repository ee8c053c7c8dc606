package impact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
)

// factText writes a fact in one line: topic, sign, subjects, verb, objects with their
// remarks, and then what else it has.
func factText(f impact.Fact) string {
	var objects []string
	for _, o := range f.Objects {
		text := o.Text
		if o.Remark != "" {
			text += "(" + o.Remark + ")"
		}
		objects = append(objects, text)
	}
	words := []string{string(f.Topic), string(f.Severity), strings.Join(f.Subjects, ","), string(f.Verb), strings.Join(objects, ",")}
	for _, part := range []struct {
		name string
		list []string
	}{{"on", f.Channels}, {"via", f.Via}, {"detail", f.Detail}, {"unread", f.Unread}} {
		if len(part.list) > 0 {
			words = append(words, part.name, strings.Join(part.list, ","))
		}
	}
	if f.First {
		words = append(words, "first")
	}
	if f.Total > 0 {
		words = append(words, fmt.Sprintf("%d of %d", f.Count, f.Total))
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// TestFacts has the facts of small plans: what users may do, who serves which queue, who
// is left without one, and who comes and goes.
func TestFacts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, live, want string
		facts            []string
	}{
		{"nothing", "", "queue.A{hours=H}", nil},
		{
			"a user gains what escalates, and something else", "security.S? security.B?{permissions=A|Users.Edit|RestrictTaskCreation.Access} user.u{routing=None security=S}", "user.u{security=S|B}",
			[]string{"Access ! u gain Users.Edit(administers access),RestrictTaskCreation.Access(a restriction),A via B unread S first", "People u reassign"},
		},
		{
			"a user gains and loses", "security.S?{permissions=A} security.B?{permissions=C} user.u{routing=None security=S}", "user.u{security=B}",
			[]string{"Access + u gain C via B", "Access - u lose A via S", "People u reassign"},
		},
		{
			"users of one profile are one fact", "security.S{permissions=A} user.u?{routing=None security=S} user.v?{routing=None security=S}", "security.S{permissions=A|B}",
			[]string{"Access + u,v gain B via S"},
		},
		{
			"who only loses, beside a profile that was not read", "security.S?{permissions=A} security.O?{permissions=?B} user.u{routing=None security=S}", "user.u{security=O}",
			[]string{"Access - u lose A via S unread O", "People u reassign"},
		},
		{
			"who comes has all", "security.S?{permissions=A|B}", "user.u{routing=None security=S}",
			[]string{"Access + u join with A,B via S", "People u join"},
		},
		{
			"a user who leaves is only among the people", "security.S?{permissions=A} user.u{routing=None security=S}", "",
			[]string{"People u leave"},
		},
		{
			"a queue that nobody serves any more", "security.S? routing.P{outbound=Q rows=Q|R} user.u?{routing=P security=S}", "routing.P{rows=Q}",
			[]string{"Routing ! R serve on voice detail nobody is left to serve it (1 agent before) first"},
		},
		{
			"fewer agents", "security.S? routing.P?{outbound=Q rows=Q} user.u{routing=P security=S} user.v?{routing=P security=S}", "",
			[]string{"Routing - Q serve on voice detail 2 -> 1 agent", "People u leave"},
		},
		{
			"later, by as many", "security.S? routing.P{outbound=Q rows=Q:1:0} user.u?{routing=P security=S}", "routing.P{rows=Q:2:0}",
			[]string{"Routing ~ Q serve on voice detail served later (priority 1 -> 2)"},
		},
		{
			"two queues that nobody served are two facts", "security.S? routing.P{outbound=Q rows=} user.u?{routing=P security=S}", "routing.P{rows=Q|R}",
			[]string{"Routing + Q serve on voice detail 1 agent, nobody before", "Routing + R serve on voice detail 1 agent, nobody before"},
		},
		{
			"three are one", "security.S? queue.A?{hours=H} routing.P{outbound=Q rows=} user.u?{routing=P security=S}", "routing.P{rows=Q|R|A}",
			[]string{"Routing + serve first A,Q,R"},
		},
		{
			"a workload type that nobody takes any more is first", "security.S? routing.P{outbound=Q types=claims|tax rows=Q} user.u?{routing=P security=S}", "routing.P{types=tax|vip rows=R}",
			[]string{
				"Routing ! claims take type on task detail nobody is left to take them (1 agent before), so they wait for ever first",
				"Routing ! Q serve on voice detail nobody is left to serve it (1 agent before) first",
				"Routing + R serve on voice detail 1 agent, nobody before",
				"Routing + vip take type on task detail 1 agent, nobody before",
			},
		},
		{
			"fewer agents take a workload type", "security.S? routing.P?{outbound=Q types=claims rows=} routing.O?{outbound=Q rows=} user.u{routing=P security=S} user.v?{routing=P security=S}", "user.u{routing=O}",
			[]string{"Routing - claims take type on task detail 2 -> 1 agent", "People u move"},
		},
		{
			"contacts of all other types", "security.S? routing.P{outbound=Q channels=task rows=} user.u?{routing=P security=S}", "routing.P{channels= types=claims}",
			[]string{"Routing ! take type on task detail nobody is left to take them (1 agent before), so they wait for ever first"},
		},
		{
			"agents without a queue", "security.S? routing.P?{outbound=Q rows=Q} user.u{routing=P security=S} user.v?{routing=P security=S}", "user.u{routing=None}",
			[]string{"Routing - Q serve on voice detail 2 -> 1 agent", "Agents ! u leave idle via None", "People u move"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := plantest.MustAssess(t, plantest.State(t, plantest.Around+test.live, true), plantest.State(t, test.want, false))
			var got []string
			for _, f := range p.Impact.Facts() {
				got = append(got, factText(f))
			}
			if diff := cmp.Diff(test.facts, got); diff != "" {
				t.Errorf("Facts() mismatch (-want +got):\n%s", diff)
			}
			if p.Impact.Empty() != (len(test.facts) == 0) {
				t.Errorf("the impact is empty: %t", p.Impact.Empty())
			}
		})
	}
}

// TestCoverageFacts makes one fact of channels on which the same happens to a queue, and
// takes two queues of alike names for two.
func TestCoverageFacts(t *testing.T) {
	t.Parallel()
	changed := func(queue, channel string, words ...string) impact.Coverage {
		return impact.Coverage{Queue: queue, Channel: channel, Before: []impact.Level{{Agents: 1}}, After: []impact.Level{{Agents: 2}}, Words: words}
	}
	i := impact.Impact{
		Routing: []impact.Coverage{changed("A", "voice", "x"), changed("A", "chat", "x"), changed("A", "task", "y"), changed("A\" \"", "voice", "x")},
		Silent:  []impact.Silent{{RoutingProfile: "P", Channel: "chat", Queues: []string{"A", "B"}}},
	}
	var got []string
	for _, f := range i.Facts() {
		got = append(got, factText(f))
	}
	want := []string{
		"Routing + A serve on voice,chat detail x", "Routing + A serve on task detail y", `Routing + A" " serve on voice detail x`,
		"Agents ~ P route nothing A,B on chat",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Facts() mismatch (-want +got):\n%s", diff)
	}
}

// TestAlikeCoverageFacts makes one fact of three queues to which the same happens, and none of
// queues that nobody serves any more.
func TestAlikeCoverageFacts(t *testing.T) {
	t.Parallel()
	var i impact.Impact
	for _, queue := range []string{"A", "B", "C", "D"} {
		before, after := []impact.Level{{Agents: 1}}, []impact.Level{{Agents: 2}}
		words := "1 -> 2 agents"
		if queue == "D" {
			words = "1 -> 3 agents"
		}
		i.Routing = append(i.Routing, impact.Coverage{Queue: queue, Channel: "voice", Before: before, After: after, Words: []string{words}})
		i.Routing = append(i.Routing, impact.Coverage{Queue: queue, Channel: "task", Before: before, Words: []string{"nobody"}})
	}
	var got []string
	for _, f := range i.Facts() {
		got = append(got, factText(f))
	}
	want := []string{
		"Routing + A,B,C serve on voice detail 1 -> 2 agents", "Routing ! A serve on task detail nobody first", "Routing ! B serve on task detail nobody first",
		"Routing ! C serve on task detail nobody first", "Routing + D serve on voice detail 1 -> 3 agents", "Routing ! D serve on task detail nobody first",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Facts() mismatch (-want +got):\n%s", diff)
	}
}

// TestCheckFacts tells each check that does not hold, and counts those that do.
func TestCheckFacts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		verdicts []schema.CheckResult
		facts    []string
	}{
		{"none", nil, nil},
		{"all hold", []schema.CheckResult{{Check: "a", Status: schema.Passed}, {Check: "b", Status: schema.Passed}}, []string{"Checks hold 2 of 2"}},
		{"none holds", []schema.CheckResult{{Check: "a", Status: schema.Refused, Message: " No\n\tone. "}}, []string{"Checks ! a fail detail No one."}},
		{"some", []schema.CheckResult{{Check: "a", Status: schema.Warned, Message: "Few."}, {Check: "b", Status: schema.Passed}}, []string{"Checks a warn detail Few.", "Checks hold 1 of 2"}},
	} {
		var got []string
		for _, f := range impact.CheckFacts(test.verdicts) {
			got = append(got, factText(f))
		}
		if diff := cmp.Diff(test.facts, got); diff != "" {
			t.Errorf("%s: CheckFacts() mismatch (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestImpactCounts counts what a summary shows: users who gain and lose and stay, queues
// once whatever their channels, and people who come, move and go.
func TestImpactCounts(t *testing.T) {
	t.Parallel()
	deserted := func(queue, channel string) impact.Coverage {
		return impact.Coverage{Queue: queue, Channel: channel, Before: []impact.Level{{Agents: 1}}}
	}
	grant := []impact.Grant{{Permission: "A"}}
	i := impact.Impact{
		Access: []impact.AccessChange{
			{Users: []string{"a", "b"}, Gains: grant},
			{Users: []string{"c"}, Gains: grant, Loses: grant},
			{Users: []string{"d"}, Status: impact.Joins, Gains: grant},
			{Users: []string{"e"}, Status: impact.Leaves, Loses: grant},
		},
		Routing: []impact.Coverage{deserted("A", "voice"), deserted("A", "chat"), deserted("B", "voice"), {Queue: "C", After: []impact.Level{{Agents: 1}}}},
		People:  impact.People{Joiners: []string{"d"}, Movers: []string{"a", "b"}, Leavers: []string{"e"}},
	}
	if gain, lose := i.Gainers(); gain != 3 || lose != 1 {
		t.Errorf("%d gain and %d lose, want 3 and 1", gain, lose)
	}
	i.Workloads = []impact.Workload{{Channel: "task", Type: "a", Before: 1}, {Channel: "email", Type: "a", Before: 2}, {Channel: "task", Before: 1}, {Channel: "task", Type: "b", Before: 2, After: 1}}
	if n := i.DesertedTypes(); n != 2 {
		t.Errorf("%d workload types are deserted, want 2", n)
	}
	if n := i.Deserted(); n != 2 {
		t.Errorf("%d queues are deserted, want 2", n)
	}
	if n := i.People.Count(); n != 4 {
		t.Errorf("%d people come, move or go, want 4", n)
	}
}

// TestManyDesertedTypes names many workload types that nobody takes any more in one fact, apart
// from contacts of all other types, which have no name, and of a type that others take elsewhere.
func TestManyDesertedTypes(t *testing.T) {
	t.Parallel()
	i := impact.Impact{Workloads: []impact.Workload{{Channel: "task", Before: 2}}}
	for _, workload := range []string{"a", "b", "c", "d", "e"} {
		i.Workloads = append(i.Workloads, impact.Workload{Channel: "email", Type: workload, Before: 1})
	}
	i.Workloads = append(i.Workloads, impact.Workload{Channel: "task", Type: "f", Before: 2, After: 1, Queues: []string{"Q"}})
	first, rest := impact.Ahead(i.Facts())
	if len(first) != 3 || first[0].Verb != impact.DesertTypes || first[1].Verb != impact.TakeType || first[2].Verb != impact.TakeType {
		t.Fatalf("first are %+v", first)
	}
	want := []impact.Object{{Text: "a", Remark: "email"}, {Text: "b", Remark: "email"}, {Text: "c", Remark: "email"}, {Text: "d", Remark: "email"}, {Text: "e", Remark: "email"}}
	if diff := cmp.Diff(want, first[0].Objects); diff != "" {
		t.Errorf("objects mismatch (-want +got):\n%s", diff)
	}
	if len(rest) != 5 {
		t.Errorf("the rest has %d facts, want the 5 types one by one", len(rest))
	}
}
