package render_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// newcomers is a plan that creates n users with names of their own. Every third is in another
// routing profile, and the last one administers users.
func newcomers(t testing.TB, n int) *impact.Assessment {
	t.Helper()
	s := &story{}
	s.is("always", "", hours()).wants("always", "", hours())
	s.is("gold", "", queue("Gold")).wants("gold", "", queue("Gold"))
	for _, name := range []string{"Premium", "Plain"} {
		p := profile(row("Gold", "voice", 1, 0))
		p.Name = name
		s.is(strings.ToLower(name), "", p).wants(strings.ToLower(name), "", p)
	}
	for _, p := range []*schema.SecurityProfile{{Name: "Agent", Permissions: []string{"BasicAgentAccess"}}, {Name: "Boss", Permissions: []string{"Users.Edit", "Users.View"}}} {
		name := p.Name
		s.is(strings.ToLower(name), "", p).wants(strings.ToLower(name), "", p)
	}
	for i := range n {
		u := person(fmt.Sprintf("user%04d", i), "Premium", "Agent")
		if u.LastName = fmt.Sprint("Lopez ", i); i%3 == 0 {
			u.RoutingProfile = "Plain"
		}
		if i == n-1 {
			u.SecurityProfiles = []string{"Boss"}
		}
		s.wants("agents", u.Username, u, "first_name", "last_name", "routing_profile", "security_profiles")
	}
	return s.plan(t)
}

// TestManyCreations renders 3,000 creations of one block in fewer than 200 lines. The user who
// gets more permissions is not among the others.
func TestManyCreations(t *testing.T) {
	t.Parallel()
	p := newcomers(t, 3000)
	texts := renderings(t, p)
	texts["eighty"] = human(t, p, render.Style{Detail: render.Changes, Width: 80})
	for line := range strings.Lines(texts["eighty"]) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 80 {
			t.Errorf("on a terminal of 80 cells, a line has %d: %s", n, line)
		}
	}
	for _, name := range []string{"human", "markdown", "eighty"} {
		if n := strings.Count(texts[name], "\n"); n >= 200 {
			t.Errorf("%s of 3,000 creations has %d lines, want fewer than 200", name, n)
		}
		check(t, texts[name], []string{
			"+ 2999 users of user.agents", `user.agents["user2999"]`, "last_name: differs\n", `"Premium" (1999), "Plain" (1000)`, `"Lopez 2999"`, `"Boss"`,
		}, []string{`"Lopez 1"`})
	}
	check(t, texts["html"], []string{"2999 users of user.agents", "2999 values", `"Premium" (1999), "Plain" (1000)`}, []string{`"Lopez 1"`})
	golden(t, "creations.golden", []byte(texts["human"]))
	golden(t, "creations.md.golden", []byte(texts["markdown"]))
}

// TestFewCreations folds creations of one block with the same attributes from three on.
func TestFewCreations(t *testing.T) {
	t.Parallel()
	const users = "user.a@agents[]{first_name=A last_name=X routing=P security=S} user.b@agents[]{first_name=B last_name=X routing=P security=S}"
	for _, test := range []struct {
		name, want   string
		detail       render.Detail
		shows, hides []string
	}{
		{"two are two", users, render.Changes, []string{`+ user.agents["a"]`, `+ user.agents["b"]`}, []string{"2 users"}},
		{
			"three are one", users + " user.c@agents[]{first_name=C last_name=X routing=P security=S}", render.Changes,
			[]string{"+ 3 users of user.agents", `first_name         "A" (1), "B" (1), "C" (1)`, `last_name          "X"`},
			[]string{`user.agents["a"]`},
		},
		{
			"in summary, too", users + " user.c@agents[]{first_name=C last_name=X routing=P security=S}", render.Summary,
			[]string{"+ 3 users of user.agents"},
			[]string{"first_name"},
		},
		{
			"in full, each is shown", users + " user.c@agents[]{first_name=C last_name=X routing=P security=S}", render.Full,
			[]string{`+ user.agents["a"]`, `+ user.agents["b"]`, `+ user.agents["c"]`},
			[]string{"3 users"},
		},
		{
			"other attributes are another group", users + " user.c@agents[]{first_name=C last_name=X routing=P security=S hierarchy_group=G}", render.Changes,
			[]string{`+ user.agents["a"]`, `+ user.agents["c"]`},
			[]string{"3 users"},
		},
		{
			"another block is another group", users + " user.c@bosses[]{first_name=C last_name=X routing=P security=S}", render.Changes,
			[]string{`+ user.agents["a"]`, `+ user.bosses["c"]`},
			[]string{"3 users"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := planned(t, "hours.H? queue.Q?{hours=H} routing.P?{outbound=Q rows=Q} security.S? group.G?", test.want)
			check(t, changeLines(human(t, p, render.Style{Detail: test.detail})), test.shows, test.hides)
		})
	}
}

// TestDriftNamesWhatIsGone names the objects that somebody deleted, however many there are.
func TestDriftNamesWhatIsGone(t *testing.T) {
	t.Parallel()
	p := &impact.Assessment{Plan: newcomers(t, 40).Plan}
	var b strings.Builder
	if err := render.Drift(&b, p, "", render.Style{Detail: render.Changes}); err != nil {
		t.Fatal(err)
	}
	check(t, b.String(), []string{"+ 40 users of user.agents", `      missing: "user0000", "user0001"`, `"user0039"` + "\n"}, []string{"differ"})
}

// TestDeletionTellsWhatIsLost tells it in two lines, unless full detail is asked for.
func TestDeletionTellsWhatIsLost(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 70)
	const around = "hours.H queue.Q{hours=H} routing.P{outbound=Q rows=Q} security.S security.T security.U security.V"
	for _, test := range []struct {
		name, gone   string
		detail       render.Detail
		shows, hides []string
	}{
		{
			"references and sizes", "security.Z{desc=Old permissions=A|B|C}", render.Changes,
			[]string{"- security_profile.Z", `    has  description "Old", permissions 3 members`},
			[]string{"tags"},
		},
		{"rows", "routing.Z{outbound=Q rows=Q:1:0}", render.Changes, []string{`default_outbound_queue "Q"`, "queues 1 row"}, nil},
		{
			"many names", "user.a{routing=P security=S|T|U|V}", render.Changes,
			[]string{`    has  routing_profile "P", security_profiles "S", "T", "U" and 1 more`},
			[]string{`"V"`},
		},
		{"many names in full", "user.a{routing=P security=S|T|U|V}", render.Full, []string{`security_profiles "S", "T", "U", "V"`}, []string{"more"}},
		{"a long description", "queue.Z{hours=H desc=" + long + "}", render.Changes, []string{`description "` + long[:60] + `…"`}, []string{long}},
		{"a long description in full", "queue.Z{hours=H desc=" + long + "}", render.Full, []string{`description "` + long + `"`}, []string{"…"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := planned(t, around+" "+test.gone, around)
			check(t, changeLines(human(t, p, render.Style{Detail: test.detail})), test.shows, test.hides)
		})
	}
}

// TestDeletionLeavesOutTheRest counts what two lines have no room for.
func TestDeletionLeavesOutTheRest(t *testing.T) {
	t.Parallel()
	s := &story{}
	word := strings.Repeat("y", 50)
	h := hours()
	h.Name = word
	s.is("always", "", h).wants("always", "", h)
	p := &schema.RoutingProfile{Name: "Gone", Description: word, DefaultOutboundQueue: word, Channels: map[string]int{"voice": 1}, Queues: []schema.QueueRow{row(word, "voice", 1, 0)}}
	q := queue(word)
	q.HoursOfOperation = word
	s.is("busy", "", q).wants("busy", "", q)
	s.is("gone", "", p)
	text := human(t, s.plan(t), render.Style{Detail: render.Changes})
	check(t, text, []string{`      has  description "` + word + `", … and 2 more` + "\n"}, []string{"queues 1 row"})
}

// TestRemovedBy names the commit that removed a block in each rendering. Its texts are hostile,
// and a long subject is cut.
func TestRemovedBy(t *testing.T) {
	t.Parallel()
	p := planned(t, "hours.H queue.Q{hours=H}", "hours.H")
	subject := "Close <img src=x> | `desk` \x1b[2J\u202e" + strings.Repeat("x", 80)
	p.Changes[0].Removed = &plan.Commit{Hash: "3fa9c1d", Author: "Jane\x1b[31m Doe", Date: "2026-11-20", Subject: subject}
	for name, text := range renderings(t, p) {
		check(t, text, []string{`3fa9c1d, Jane\u{1b}[31m Doe, 2026-11-20: Close <img src=x> `, `desk`, `\u{202e}xxx`, "xxx…"}, []string{"\x1b", "\u202e", strings.Repeat("x", 50)})
		if name == "human" {
			check(t, text, []string{"      has         hours_of_operation \"H\"\n      removed by  3fa9c1d"}, nil)
		}
	}
	if text := human(t, p, render.Style{Detail: render.Summary}); strings.Contains(text, "removed by") {
		t.Errorf("a summary has more than one line of a deletion:\n%s", text)
	}
}
