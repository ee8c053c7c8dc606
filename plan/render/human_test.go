package render_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// human returns an assessment as text for a terminal.
func human(t testing.TB, p *impact.Assessment, style render.Style) string {
	t.Helper()
	var b bytes.Buffer
	if err := render.Human(&b, p, "", style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// planned returns the plan of a case in the notation of package plantest.
func planned(t testing.TB, live, want string) *impact.Assessment {
	t.Helper()
	return plantest.MustAssess(t, plantest.State(t, live, true), plantest.State(t, want, false))
}

// changeLines returns the lines of a rendering that are about changes: those that are
// indented, without the first two columns.
func changeLines(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if after, ok := strings.CutPrefix(line, "  "); ok {
			lines = append(lines, after)
		}
	}
	return strings.Join(lines, "\n")
}

// TestHumanChanges shows one plan a case, with every action that the notation can make,
// at each level of detail.
func TestHumanChanges(t *testing.T) {
	t.Parallel()
	const exchange = "hours.H? queue.A@x{hours=H} queue.B@y{hours=H}"
	for _, test := range []struct {
		name, live, want string
		detail           render.Detail
		shows            string
	}{
		{"a creation has no signs", "hours.H?", "queue.A{hours=H desc=x}", render.Changes, `
+ queue.A
    description         "x"
    hours_of_operation  "H"`},
		{"in summary, a change is a line", "hours.H?", "queue.A{hours=H desc=x}", render.Summary, `
+ queue.A`},
		{"a creation has no id yet", "hours.H?", "queue.A{hours=H}", render.Full, `
+ queue.A
    hours_of_operation  "H"`},
		{"an update tells before and after", "hours.H? queue.A{hours=H desc=x}", "queue.A{desc=y}", render.Changes, `
~ queue.A
    description  "x" -> "y"`},
		{"in full, an update has an id", "hours.H? queue.A{hours=H desc=x}", "queue.A{desc=y}", render.Full, `
~ queue.A
    id           id-A
    description  "x" -> "y"`},
		{"an address that is not the name has the name beside it", "hours.H? queue.A@x{hours=H desc=x}", "queue.A@x{desc=y}", render.Summary, `
~ queue.x "A"`},
		{"a key that is the name is not said twice", "hours.H? queue.A@all[]{hours=H desc=x}", "queue.A@all[]{desc=y}", render.Summary, `
~ queue.all["A"]`},
		{"a rename tells the name that goes", "hours.H? queue.A@x{hours=H}", "queue.B@x{hours=H}", render.Changes, `
> queue.x "B"  was "A"
    name  "A" -> "B"`},
		{"an adoption tells what it changes", "hours.H? queue.A?{hours=H desc=x}", "queue.A{desc=y}", render.Changes, `
= queue.A
    description  "x" -> "y"`},
		{"an adoption of what is as described has no lines", "hours.H? queue.A?{hours=H desc=x}", "queue.A{desc=x}", render.Changes, `
= queue.A`},
		{"a deletion tells what is lost", "hours.H? queue.A{hours=H desc=x}", "", render.Changes, `
- queue.A  not in the configuration
    has  description "x", hours_of_operation "H"`},
		{"in summary, a deletion is a line", "hours.H? queue.A{hours=H desc=x}", "", render.Summary, `
- queue.A  not in the configuration`},
		{"a replacement is one change", "security.S@x{permissions=P}", "security.N@x{permissions=P life=replace}", render.Changes, `
-/+ security_profile.x "N"
    permissions  "P"`},
		{"in full, a replacement is two steps", "security.S@x{permissions=P}", "security.N@x{permissions=P life=replace}", render.Full, `
- security_profile.x "S"    replaced
-/+ security_profile.x "N"
    permissions  "P"`},
		{"two names that are exchanged are two renames", exchange, "queue.B@x{hours=H} queue.A@y{hours=H}", render.Changes, `
> queue.y "A"  was "B"
    name  "B" -> "A"
> queue.x "B"  was "A"
    name  "A" -> "B"`},
		{"members of a set are sorted by sign", "security.S{permissions=A|B|C}", "security.S{permissions=B|D|E}", render.Changes, `
~ security_profile.S
    permissions  + "D", "E"
                 - "A", "C"`},
		{"rows are in the order in which queues are served", "hours.H? queue.Q?{hours=H} queue.R?{hours=H} routing.P{outbound=Q rows=Q:1:0|R:2:10}", "routing.P{rows=R:1:5|Q:3:0}", render.Changes, `
~ routing_profile.P
    queues  ~ "R"  voice  priority 2 -> 1, delay 10 s -> 5 s
            ~ "Q"  voice  priority 1 -> 3, delay 0 s`},
		{"deletions come first, then renames, creations and updates", "hours.H? queue.Z{hours=H} queue.M@m{hours=H} queue.U{hours=H desc=x}", "queue.N@m{hours=H} queue.A{hours=H} queue.U{desc=y}", render.Summary, `
- queue.Z              not in the configuration
> queue.m "N"  was "M"
+ queue.A
~ queue.U`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := "\n" + changeLines(human(t, planned(t, test.live, test.want), render.Style{Detail: test.detail}))
			if squeezed(got) != squeezed(test.shows) {
				t.Errorf("Human() shows%s\nwant%s", got, test.shows)
			}
		})
	}
}

// gap is the space between a title and its source, whose width follows from the other
// titles of the plan.
var gap = regexp.MustCompile(`  +(not in the configuration|replaced|to free its name)\b`)

func squeezed(text string) string { return gap.ReplaceAllString(text, "  $1") }

// TestHumanOneStep shows the step that frees a name only when every step is asked for.
func TestHumanOneStep(t *testing.T) {
	t.Parallel()
	p := planned(t, "hours.H? queue.A@x{hours=H} queue.B@y{hours=H}", "queue.B@x{hours=H} queue.A@y{hours=H}")
	for detail, want := range map[render.Detail]int{render.Summary: 0, render.Changes: 0, render.Full: 1} {
		if got := strings.Count(human(t, p, render.Style{Detail: detail}), "to free its name"); got != want {
			t.Errorf("with detail %s, %d steps free a name, want %d", detail, got, want)
		}
	}
}

// TestHumanFolds folds alike changes of one block from three on, and no others.
func TestHumanFolds(t *testing.T) {
	t.Parallel()
	const around = "hours.H? queue.Q?{hours=H} routing.P?{outbound=Q rows=Q} security.S? "
	users := func(mark string, names ...string) string {
		var list []string
		for _, n := range names {
			list = append(list, "user."+strings.Replace(mark, "NAME", n, 1))
		}
		return strings.Join(list, " ")
	}
	const is, wants = "NAME@agents[]{first_name=A routing=P security=S}", "NAME@agents[]{first_name=B}"
	for _, test := range []struct {
		name, live, want string
		detail           render.Detail
		shows            []string
		hides            []string
	}{
		{
			"three are one", users(is, "a", "b", "c"), users(wants, "a", "b", "c"), render.Changes,
			[]string{"~ 3 users of user.agents"},
			[]string{`user.agents["a"]`},
		}, {
			"two are two", users(is, "a", "b"), users(wants, "a", "b"), render.Changes,
			[]string{`~ user.agents["a"]`, `~ user.agents["b"]`},
			[]string{"2 users"},
		}, {
			"in summary, they are one as well", users(is, "a", "b", "c"), users(wants, "a", "b", "c"), render.Summary,
			[]string{"~ 3 users of user.agents"},
			[]string{"first_name"},
		}, {
			"in full, each is shown", users(is, "a", "b", "c"), users(wants, "a", "b", "c"), render.Full,
			[]string{`~ user.agents["a"]`, `~ user.agents["b"]`, `~ user.agents["c"]`},
			[]string{"3 users"},
		}, {
			"one that is written otherwise is shown apart", users(is, "a", "b", "c", "d"), users(wants, "a", "b", "c") + " user.d@agents[]{first_name=C}", render.Changes,
			[]string{"~ 3 users of user.agents", `~ user.agents["d"]`, `"A" -> "C"`},
			[]string{"4 users"},
		}, {
			"another block is another group", users(is, "a", "b", "c") + " user.d@bosses[]{first_name=A routing=P security=S}", users(wants, "a", "b", "c") + " user.d@bosses[]{first_name=B}", render.Changes,
			[]string{"~ 3 users of user.agents", `~ user.bosses["d"]`},
			[]string{"4 users"},
		}, {
			"deletions are never folded", users(is, "a", "b", "c"), "", render.Changes,
			[]string{`- user.agents["a"]`, `- user.agents["b"]`, `- user.agents["c"]`},
			[]string{"3 users of"},
		}, {
			"adoptions of what is as described are folded whatever their block", users("NAME?{first_name=A last_name=B routing=P security=S}", "a", "b", "c"), "user.a{first_name=A} user.b{first_name=A} user.c{first_name=A}", render.Changes,
			[]string{"= 3 users unchanged"},
			[]string{"= user.a"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := planned(t, around+test.live, test.want)
			check(t, changeLines(human(t, p, render.Style{Detail: test.detail})), test.shows, test.hides)
		})
	}
}

// check holds a rendering to what it must and must not have.
func check(t testing.TB, got string, shows, hides []string) {
	t.Helper()
	for _, s := range shows {
		if !strings.Contains(got, s) {
			t.Errorf("lacks %q:\n%s", s, got)
		}
	}
	for _, s := range hides {
		if strings.Contains(got, s) {
			t.Errorf("has %q:\n%s", s, got)
		}
	}
}

// TestHumanNames shows names that could be taken for something else on a terminal, or do
// something to it. Each is one word of the line that it is on.
func TestHumanNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		`"Sales: Gold"`:          `"Sales: Gold"`,
		`"say \"hi\""`:           `"say \"hi\""`,
		`"back\\slash"`:          `"back\\slash"`,
		`"a[0] {b}"`:             `"a[0] {b}"`,
		`"a, b -> c"`:            `"a, b -> c"`,
		`"\a\x7f"`:               `"\u{7}\u{7f}"`,
		`"\x1b[31mred"`:          `"\u{1b}[31mred"`,
		`"a\r\nPlan: 0"`:         `"a\u{d}\u{a}Plan: 0"`,
		`"\u202egnorw"`:          `"\u{202e}gnorw"`,
		`"\u2066iso\u2069"`:      `"\u{2066}iso\u{2069}"`,
		`"zero\u200bwidth"`:      `"zero\u{200b}width"`,
		`"line\u2028para"`:       `"line\u{2028}para"`,
		`"🏴"`:                    `"🏴"`,
		`"\U000e0067\U000e007f"`: `"\u{e0067}\u{e007f}"`,
		`"שלום"`:                 `"שלום"`,
	} {
		p := planned(t, "hours.H?", "queue."+name+"@q{hours=H desc="+name+"} queue.Plain{hours=H}")
		for _, detail := range []render.Detail{render.Summary, render.Changes, render.Full} {
			text := human(t, p, render.Style{Detail: detail})
			check(t, text, []string{"+ queue.q " + want + "\n"}, nil)
			if detail != render.Summary {
				check(t, text, []string{"description         " + want + "\n"}, nil)
			}
			if strings.Count(text, "\nPlan: ") != 1 {
				t.Errorf("%s: a name begins a line of its own:\n%s", name, text)
			}
		}
	}
}

// TestHumanColour paints signs and sources, and changes no text by it: signs carry the
// meaning.
func TestHumanColour(t *testing.T) {
	t.Parallel()
	escapes := regexp.MustCompile("\x1b\\[[0-9;]*m")
	p := changes().plan(t)
	for _, detail := range []render.Detail{render.Summary, render.Changes, render.Full} {
		plain, painted := human(t, p, render.Style{Detail: detail}), human(t, p, render.Style{Detail: detail, Color: true})
		if strings.Contains(plain, "\x1b") {
			t.Errorf("with detail %s, there is colour without being asked for", detail)
		}
		if diff := cmp.Diff(plain, escapes.ReplaceAllString(painted, "")); diff != "" {
			t.Errorf("with detail %s, colour changes the text (-plain +painted):\n%s", detail, diff)
		}
		for _, code := range []string{"\x1b[32m+", "\x1b[31m-", "\x1b[33m~", "\x1b[36m>", "\x1b[31m!", "\x1b[1mprod-eu"} {
			if !strings.Contains(painted, code) {
				t.Errorf("with detail %s, nothing is painted %q", detail, code)
			}
		}
		if strings.Count(painted, "\x1b[0m")*2 != strings.Count(painted, "\x1b[") {
			t.Errorf("with detail %s, a colour is not reset", detail)
		}
	}
}

// TestHumanHeading has the instance's name first, and nothing for what is not known.
func TestHumanHeading(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		instance schema.Instance
		commit   string
		want     string
	}{
		{"all", schema.Instance{Name: "prod", Service: "Amazon Connect", Region: "eu-central-1"}, "main@3f2c1aa", "prod  Amazon Connect eu-central-1  main@3f2c1aa\n\n"},
		{"no commit", schema.Instance{Name: "prod", Service: "Amazon Connect", Region: "eu-central-1"}, "", "prod  Amazon Connect eu-central-1\n\n"},
		{"no region", schema.Instance{Name: "prod", Service: "Embedded"}, "x", "prod  Embedded  x\n\n"},
		{"only the name", schema.Instance{Name: "prod"}, "", "prod\n\n"},
		{"hostile", schema.Instance{Name: "p\x1b[2J", Region: "\u202eeu"}, "m\n@1", "p\\u{1b}[2J  \\u{202e}eu  m\\u{a}@1\n\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := planned(t, "hours.H?", "queue.A{hours=H}")
			p.Instance = test.instance
			if got := human(t, p, render.Style{Commit: test.commit}); !strings.HasPrefix(got, test.want) {
				t.Errorf("Human() begins with %q, want %q", got[:min(len(got), 60)], test.want)
			}
		})
	}
}

// TestHumanFooter tells what a plan costs, risks and leaves alone.
func TestHumanFooter(t *testing.T) {
	t.Parallel()
	const live = "hours.H? queue.A{hours=H desc=x} queue.B?{hours=H} queue.C^sales{hours=H} security.S?"
	for _, test := range []struct {
		name         string
		change       func(*impact.Assessment)
		digest       string
		shows, hides []string
	}{
		{"as it is", func(*impact.Assessment) {}, "", []string{
			"Risk       low\n", "Unmanaged  1 hours of operation, 2 queues, 1 security profile  ", "\nAbout 0 calls.\n", "Plan: 0 to create, 1 to update, 0 to delete. 0 unchanged.\n",
		}, []string{"Note:", "Partial", "record"}},
		{"calls and time", func(p *impact.Assessment) { p.Estimate = plan.Estimate{Calls: 1, Seconds: 125} }, "", []string{"\nAbout 1 call, 2 min 5 s.\n"}, nil},
		{"a digest", func(p *impact.Assessment) { p.Estimate.Calls = 3 }, "sha256:1f", []string{"\nAbout 3 calls.   sha256:1f\n"}, nil},
		{"notices", func(p *impact.Assessment) { p.Notices = []string{"One.", "Two\x1b."} }, "", []string{"\nNote: One.\nNote: Two\\u{1b}.\n\nRisk"}, nil},
		{"records", func(p *impact.Assessment) { p.Records = p.Changes }, "", []string{"The next apply will update the record of 1 object."}, nil},
		{"a part", func(p *impact.Assessment) { p.Scope.Only = []string{"queue.A"} }, "", []string{"0 unchanged. Partial: "}, nil},
		{"nothing is left alone", func(p *impact.Assessment) { p.Unmanaged = nil }, "", nil, []string{"Unmanaged"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := planned(t, live, "queue.A{desc=y}")
			test.change(p)
			var b bytes.Buffer
			if err := render.Human(&b, p, test.digest, render.Style{}); err != nil {
				t.Fatal(err)
			}
			check(t, b.String(), test.shows, test.hides)
		})
	}
}

// TestHumanWhere tells where a change comes from: a line, a row of a file, a block that
// names the object, or that nothing describes it.
func TestHumanWhere(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		change func(*plan.Change)
		want   string
	}{
		{"a line", func(c *plan.Change) { c.Source.Range.Filename, c.Source.Range.Start.Line = "./sites/a.hcl", 7 }, "sites/a.hcl:7"},
		{"a row", func(c *plan.Change) { c.Source.Row = "agents.csv:12" }, "agents.csv:12"},
		{"a hostile file", func(c *plan.Change) { c.Source.Range.Filename, c.Source.Range.Start.Line = "a\x1b.hcl", 7 }, `a\u{1b}.hcl:7`},
		{"a delete block", func(c *plan.Change) { c.Reason = plan.DeleteBlock }, "named by a delete block"},
		{"a release block", func(c *plan.Change) { c.Reason = plan.ReleaseBlock }, "named by a release block"},
		{"an undo", func(c *plan.Change) { c.Reason = plan.MadeByRun }, "made by the run that is undone"},
		{"what is disabled", func(c *plan.Change) { c.Action = plan.Disable }, "not in the configuration"},
		{"no place", func(*plan.Change) {}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := planned(t, "hours.H? queue.A{hours=H desc=x}", "queue.A{desc=y}")
			test.change(p.Changes[0])
			line, _, _ := strings.Cut(changeLines(human(t, p, render.Style{})), "\n")
			_, got, _ := strings.Cut(line, "queue.A")
			if strings.TrimSpace(got) != test.want || got != strings.TrimRight(got, " ") {
				t.Errorf("the source is %q, want %q", got, test.want)
			}
		})
	}
}

// TestHumanSigns has the sign of each action, also of those that only a service's limits
// bring about.
func TestHumanSigns(t *testing.T) {
	t.Parallel()
	for _, action := range plan.Actions {
		p := planned(t, "hours.H? queue.A{hours=H desc=x}", "queue.A{desc=y}")
		p.Changes[0].Action = action
		text := human(t, p, render.Style{})
		check(t, text, []string{"\n  " + action.Sign() + " queue.A", "1 to " + string(action)}, nil)
	}
}

// TestHumanEmpty says of a plan without changes what was looked at.
func TestHumanEmpty(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		change func(*impact.Assessment)
		want   string
	}{
		{"all", func(*impact.Assessment) {}, "No changes. memory matches the configuration (1 object).\n"},
		{"a part", func(p *impact.Assessment) { p.Scope.Only, p.LeftOut = []string{"queue.A"}, 2 }, "No changes in the part that --only selects (1 object); 2 objects not checked.\n"},
		{"the rest", func(p *impact.Assessment) { p.Scope.Exclude, p.LeftOut = []string{"queue.B"}, 1 }, "No changes in the part that --exclude leaves (1 object); 1 object not checked.\n"},
		{"refused", refuse, "Refused  ! Object belongs to another stack\n\nRefused. callwright cannot apply this plan. It has no other changes (1 object as described).\n"},
		{"a part, refused", func(p *impact.Assessment) { refuse(p); p.Scope.Only = []string{"queue.A"} }, "Refused  ! Object belongs to another stack\n\nRefused. callwright cannot apply this plan. It has no other changes (1 object as described).\n"},
		{"a notice", func(p *impact.Assessment) { p.Notices = []string{"Well."} }, "No changes. memory matches the configuration (1 object).\nNote: Well.\n"},
		{"a hostile name", func(p *impact.Assessment) { p.Instance.Name = "a\nPlan: 9" }, "No changes. a\\u{a}Plan: 9 matches the configuration (1 object).\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := planned(t, "hours.H? queue.A{hours=H}", "queue.A{hours=H}")
			p.Records = nil
			test.change(p)
			if diff := cmp.Diff(test.want, human(t, p, render.Style{Detail: render.Changes})); diff != "" {
				t.Errorf("Human() mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// refuse makes a plan one that cannot be applied.
func refuse(p *impact.Assessment) {
	p.Refusals = append(p.Refusals, schema.Problem{Problem: diag.ObjectOfAnotherStack.Problem("It belongs to sales.")})
}

// TestRefusedClaimsNothing checks that no rendering of a refused plan without changes says
// that there is nothing to do.
func TestRefusedClaimsNothing(t *testing.T) {
	t.Parallel()
	p := planned(t, "hours.H? queue.A{hours=H}", "queue.A{hours=H}")
	p.Records = nil
	refuse(p)
	for name, text := range map[string]string{"human": human(t, p, render.Style{}), "markdown": markdown(t, p, 1<<16), "page": pageOf(t, p)} {
		if strings.Contains(text, "No changes") || strings.Contains(text, "no changes") || strings.Contains(text, "matches") || !strings.Contains(strings.ToLower(text), "refused") {
			t.Errorf("%s says of a refused plan:\n%s", name, text)
		}
	}
}

// TestConfirmed lists what a person confirms, without the heading, the impact and the
// costs of a plan.
func TestConfirmed(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	p := planned(t, "hours.H? queue.A{hours=H desc=x} queue.B{hours=H}", "queue.A{desc=y}")
	if err := render.Confirmed(&b, p, render.Style{Detail: render.Changes}); err != nil {
		t.Fatal(err)
	}
	want := "  - queue.B    not in the configuration\n      has  hours_of_operation \"H\"\n  ~ queue.A\n      description  \"x\" -> \"y\"\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("Confirmed() mismatch (-want +got):\n%s", diff)
	}
}
