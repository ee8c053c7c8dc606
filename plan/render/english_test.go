package render

import (
	"fmt"
	"testing"

	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
)

// objects returns objects without remarks.
func objects(texts ...string) []impact.Object {
	list := make([]impact.Object, len(texts))
	for i, text := range texts {
		list[i] = impact.Object{Text: text}
	}
	return list
}

// TestSentences has a sentence for each verb, with one subject and with several, with
// what was not read, and with more than is told.
func TestSentences(t *testing.T) {
	t.Parallel()
	m := measure{users: 2, objects: 3}
	for name, test := range map[string]struct {
		fact            impact.Fact
		plain, markdown string
	}{
		"one gains": {
			impact.Fact{Verb: impact.Gain, Subjects: []string{"ana"}, Objects: objects("Users.Edit"), Via: []string{"Admin"}},
			`ana gains Users.Edit via "Admin"`, "`ana` gains `Users.Edit` via `Admin`",
		},
		"a remark": {
			impact.Fact{Verb: impact.Gain, Subjects: []string{"ana"}, Objects: []impact.Object{{Text: "Users.Edit", Remark: "administers access"}}, Via: []string{"Admin"}},
			`ana gains Users.Edit (administers access) via "Admin"`, "`ana` gains `Users.Edit` (administers access) via `Admin`",
		},
		"something that is not a permission": {
			impact.Fact{Verb: impact.Gain, Subjects: []string{"ana"}, Objects: []impact.Object{{What: "flow module", Text: "Refunds"}, {What: "data table rows", Text: "Country=UK", Remark: "a restriction"}}, Via: []string{"One"}},
			`ana gains flow module Refunds, data table rows Country=UK (a restriction) via "One"`, "`ana` gains flow module `Refunds`, data table rows `Country=UK` (a restriction) via `One`",
		},
		"users and AI agents": {
			impact.Fact{Verb: impact.Gain, Subjects: []string{"ana", "bo"}, AIAgents: 1, Objects: objects("A"), Via: []string{"One"}},
			`2 users (ana, bo) and 1 AI agent gain A via "One"`, "2 users (`ana`, `bo`) and 1 AI agent gain `A` via `One`",
		},
		"only AI agents": {
			impact.Fact{Verb: impact.Lose, AIAgents: 2, Objects: objects("A"), Via: []string{"One"}},
			`2 AI agents lose A via "One"`, "2 AI agents lose `A` via `One`",
		},
		"one AI agent": {
			impact.Fact{Verb: impact.Lose, AIAgents: 1, Objects: objects("A"), Via: []string{"One"}},
			`1 AI agent loses A via "One"`, "1 AI agent loses `A` via `One`",
		},
		"two gain": {
			impact.Fact{Verb: impact.Gain, Subjects: []string{"ana", "bo"}, Objects: objects("A", "B"), Via: []string{"One", "Two"}},
			`2 users (ana, bo) gain A, B via "One", "Two"`, "2 users (`ana`, `bo`) gain `A`, `B` via `One`, `Two`",
		},
		"three lose": {
			impact.Fact{Verb: impact.Lose, Subjects: []string{"ana", "bo", "cy"}, Objects: objects("A"), Via: []string{"One"}},
			`3 users (ana, bo, …) lose A via "One"`, "3 users (`ana`, `bo`, …) lose `A` via `One`",
		},
		"one more than is told is told": {
			impact.Fact{Verb: impact.Lose, Subjects: []string{"ana"}, Objects: objects("A", "B", "C", "D"), Via: []string{"One"}},
			`ana loses A, B, C, D via "One"`, "`ana` loses `A`, `B`, `C`, `D` via `One`",
		},
		"two more are counted": {
			impact.Fact{Verb: impact.Lose, Subjects: []string{"ana"}, Objects: objects("A", "B", "C", "D", "E"), Via: []string{"One"}},
			`ana loses A, B, C and 2 more via "One"`, "`ana` loses `A`, `B`, `C` and 2 more via `One`",
		},
		"not read": {
			impact.Fact{Verb: impact.Gain, Subjects: []string{"ana"}, Unread: []string{"Secret"}},
			`ana gains no known permission (permissions not read: "Secret")`, "`ana` gains no known permission (permissions not read: `Secret`)",
		},
		"joins": {
			impact.Fact{Verb: impact.JoinWith, Subjects: []string{"ana"}, Objects: objects("A"), Via: []string{"One"}},
			`ana joins with A via "One"`, "`ana` joins with `A` via `One`",
		},
		"a username of two words": {
			impact.Fact{Verb: impact.Move, Subjects: []string{"ana maria"}},
			`"ana maria" moves`, "`ana maria` moves",
		},
		"a username with an escape": {
			impact.Fact{Verb: impact.Leave, Subjects: []string{"ana\x1b[2J", "b`o"}},
			`2 users (ana\u{1b}[2J, b` + "`" + `o) leave`, "2 users (`ana\\u{1b}[2J`, ``b`o``) leave",
		},
		"served": {
			impact.Fact{Verb: impact.Serve, Subjects: []string{"Sales: Gold"}, Channels: []string{"voice", "chat"}, Detail: []string{"2 -> 1 agent", "waits 5 s more"}},
			`"Sales: Gold" on voice, chat: 2 -> 1 agent, waits 5 s more`, "`Sales: Gold` on voice, chat: 2 -> 1 agent, waits 5 s more",
		},
		"queues to which the same happens": {
			impact.Fact{Verb: impact.Serve, Subjects: []string{"A", "B", "C", "D", "E"}, Channels: []string{"voice"}, Detail: []string{"12 -> 9 agents"}},
			`5 queues ("A", "B", "C" and 2 more) on voice: 12 -> 9 agents`, "5 queues (`A`, `B`, `C` and 2 more) on voice: 12 -> 9 agents",
		},
		"served by whom is not known": {
			impact.Fact{Verb: impact.Serve, Subjects: []string{"Sales"}, Channels: []string{"task"}, Detail: []string{"1 -> 2 agents"}, Unread: []string{"P", "Q"}},
			`"Sales" on task: 1 -> 2 agents (table not read: "P", "Q")`, "`Sales` on task: 1 -> 2 agents (table not read: `P`, `Q`)",
		},
		"served first": {
			impact.Fact{Verb: impact.ServeFirst, Objects: objects("A", "B", "C")},
			`agents now serve 3 queues that nobody served before: "A", "B", "C"`, "agents now serve 3 queues that nobody served before: `A`, `B`, `C`",
		},
		"left idle": {
			impact.Fact{Verb: impact.LeaveIdle, Subjects: []string{"ana"}, Via: []string{"Outbound"}},
			`ana is left without a queue by "Outbound"`, "`ana` is left without a queue by `Outbound`",
		},
		"several left idle": {
			impact.Fact{Verb: impact.LeaveIdle, Subjects: []string{"ana", "bo"}, Via: []string{"Outbound"}},
			`2 users (ana, bo) are left without a queue by "Outbound"`, "2 users (`ana`, `bo`) are left without a queue by `Outbound`",
		},
		"rows that route nothing": {
			impact.Fact{Verb: impact.RouteNothing, Subjects: []string{"Premium"}, Channels: []string{"chat"}, Objects: objects("A", "B")},
			`"Premium" has chat off, so 2 rows for it have no effect: "A", "B"`, "`Premium` has chat off, so 2 rows for it have no effect: `A`, `B`",
		},
		"a check fails": {
			impact.Fact{Verb: impact.Fail, Subjects: []string{"staffed"}, Detail: []string{"Sales needs two."}},
			`staffed fails: Sales needs two.`, "`staffed` fails: `Sales needs two.`",
		},
		"a check warns": {
			impact.Fact{Verb: impact.Warn, Subjects: []string{"staffed"}, Detail: []string{"Sales needs two."}},
			`staffed fails (warning): Sales needs two.`, "`staffed` fails (warning): `Sales needs two.`",
		},
		"one check holds": {impact.Fact{Verb: impact.Hold, Count: 1, Total: 3}, `1 of 3 checks passes`, `1 of 3 checks passes`},
		"two checks hold": {impact.Fact{Verb: impact.Hold, Count: 2, Total: 3}, `2 of 3 checks pass`, `2 of 3 checks pass`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			spans := m.sentence(test.fact)
			if got := plainText(spans); got != test.plain {
				t.Errorf("plain text is %s\nwant          %s", got, test.plain)
			}
			if got := markdownText(spans); got != test.markdown {
				t.Errorf("Markdown is %s\nwant        %s", got, test.markdown)
			}
		})
	}
}

// TestTell orders facts by topic, counts the facts that a topic has no room for, and
// makes one line of people.
func TestTell(t *testing.T) {
	t.Parallel()
	idle := func(user string) impact.Fact {
		return impact.Fact{Topic: impact.TopicAgents, Severity: impact.Grave, Verb: impact.LeaveIdle, Subjects: []string{user}, Via: []string{"P"}}
	}
	people := []impact.Fact{
		{Topic: impact.TopicPeople, Verb: impact.Join, Subjects: []string{"ana"}},
		{Topic: impact.TopicPeople, Verb: impact.Move, Subjects: []string{"bo", "cy"}},
		{Topic: impact.TopicPeople, Verb: impact.Leave, Subjects: []string{"di"}},
	}
	for name, test := range map[string]struct {
		measure measure
		facts   []impact.Fact
		want    []string
	}{
		"nothing": {},
		"people":  {measure{users: 5}, people, []string{"People  ana joins; 2 users (bo, cy) move; di leaves"}},
		"all of a topic": {
			measure{users: 5},
			[]impact.Fact{idle("a"), idle("b"), idle("c")},
			[]string{`Agents ! a is left without a queue by "P"`, `Agents ! b is left without a queue by "P"`, `Agents ! c is left without a queue by "P"`},
		},
		"one more is told": {
			measure{users: 5, facts: 2},
			[]impact.Fact{idle("a"), idle("b"), idle("c")},
			[]string{`Agents ! a is left without a queue by "P"`, `Agents ! b is left without a queue by "P"`, `Agents ! c is left without a queue by "P"`},
		},
		"two more are counted, topic by topic": {
			measure{users: 5, facts: 1},
			append([]impact.Fact{idle("a"), idle("b"), idle("c")}, people...),
			[]string{`Agents ! a is left without a queue by "P"`, `Agents  and 2 more like these`, "People  ana joins; 2 users (bo, cy) move; di leaves"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, f := range test.measure.tell(test.facts) {
				got = append(got, fmt.Sprintf("%s %s %s", f.topic, f.sign, plainText(f.sentence)))
			}
			if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", test.want) {
				t.Errorf("tell() = %q\nwant     %q", got, test.want)
			}
		})
	}
}

func TestCheckFacts(t *testing.T) {
	t.Parallel()
	var got []string
	for _, f := range (measure{}).tell(impact.CheckFacts([]schema.CheckResult{
		{Check: "a", Status: schema.Passed}, {Check: "b", Status: schema.Refused, Message: "No\n\tone."}, {Check: "c", Status: schema.Warned, Message: "Few."}, {Check: "d", Status: schema.Passed},
	})) {
		got = append(got, f.sign+" "+plainText(f.sentence))
	}
	want := []string{"! b fails: No one.", " c fails (warning): Few.", " 2 of 4 checks pass"}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("the facts are %q\nwant          %q", got, want)
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		n          int
		noun, want string
	}{
		{0, "queue", "0 queues"},
		{1, "queue", "1 queue"},
		{2, "queue", "2 queues"},
		{2, "quick connect", "2 quick connects"},
		{2, "hierarchy", "2 hierarchies"},
		{2, "agent status", "2 agent statuses"},
		{2, "hours of operation", "2 hours of operation"},
	} {
		if got := impact.Count(test.n, test.noun); got != test.want {
			t.Errorf("impact.Count(%d, %q) = %q, want %q", test.n, test.noun, got, test.want)
		}
	}
}

func TestDuration(t *testing.T) {
	t.Parallel()
	for seconds, want := range map[int]string{0: "0 s", 59: "59 s", 60: "1 min 0 s", 498: "8 min 18 s", 3599: "59 min 59 s", 3600: "1 h 0 min", 7500: "2 h 5 min"} {
		if got := duration(seconds); got != want {
			t.Errorf("duration(%d) = %q, want %q", seconds, got, want)
		}
	}
}
