package render_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// page returns an assessment as Markdown, with the diagnostics in its document.
func page(t testing.TB, p *impact.Assessment, page render.Page, diags ...document.Diagnostic) string {
	t.Helper()
	d, err := document.New(p)
	if err != nil {
		t.Fatal(err)
	}
	d.Digest, d.Config.Commit = "sha256:1f", "3f2c1aa00000"
	d.Diagnostics = append(d.Diagnostics, diags...)
	var b bytes.Buffer
	if err := render.Markdown(&b, p, d, page); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const (
	someLive = "hours.H? queue.A{hours=H desc=x} queue.B{hours=H}"
	someWant = "queue.A{desc=y} queue.C{hours=H}"
)

// TestMarkdownHeading tells in the first lines what a document is of: a plan or drift,
// with changes or without, all of it or a part.
func TestMarkdownHeading(t *testing.T) {
	t.Parallel()
	part := plan.Scope{Only: []string{"queue"}}
	for _, test := range []struct {
		name, live, want string
		page             render.Page
		scope            plan.Scope
		starts           string
	}{
		{
			"a plan", someLive, someWant,
			render.Page{Command: "plan", Key: "prod:."},
			plan.Scope{},
			"<!-- callwright:plan key=prod:. digest=sha256:1f commit=3f2c1aa00000 -->\n### callwright plan · `memory`: 1 to create, 1 to update, 1 to delete · high risk\n",
		}, {
			"a run", someLive, someWant,
			render.Page{Command: "plan", Key: "a b", Run: "8-->12"},
			plan.Scope{},
			"<!-- callwright:plan key=a%20b digest=sha256:1f commit=3f2c1aa00000 run=8-%2D%3E12 -->\n",
		}, {
			"no changes", "hours.H?", "",
			render.Page{Command: "plan"},
			plan.Scope{},
			"<!-- callwright:plan key= digest=sha256:1f commit=3f2c1aa00000 -->\n### callwright plan · `memory`: no changes\n\n0 objects as described.\n\n",
		}, {
			"no changes in a part", "hours.H? queue.A{hours=H}", "queue.A{hours=H}",
			render.Page{Command: "plan"},
			part,
			"<!-- callwright:plan key= digest=sha256:1f commit=3f2c1aa00000 -->\n### callwright plan · `memory`: no changes (partial)\n\n1 object as described, 4 not checked.\n\n",
		}, {
			"a part", someLive, someWant,
			render.Page{Command: "plan"},
			part,
			"<!-- callwright:plan key= digest=sha256:1f commit=3f2c1aa00000 -->\n### callwright plan · `memory`: 1 to create, 1 to update, 1 to delete (partial) · high risk\n",
		}, {
			"drift", someLive, someWant,
			render.Page{Command: "drift"},
			plan.Scope{},
			"<!-- callwright:drift key= digest=sha256:1f commit=3f2c1aa00000 -->\n### callwright drift · `memory`: 3 objects changed since the last apply\n",
		}, {
			"no drift", "hours.H?", "",
			render.Page{Command: "drift"},
			plan.Scope{},
			"<!-- callwright:drift key= digest=sha256:1f commit=3f2c1aa00000 -->\n### callwright drift · `memory`: no drift\n\n0 objects as described.\n\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := planned(t, test.live, test.want)
			p.Scope, p.LeftOut = test.scope, 4
			if got := page(t, p, test.page); !strings.HasPrefix(got, test.starts) {
				t.Errorf("the document begins\n%s\nwant\n%s", got[:min(len(got), len(test.starts))], test.starts)
			}
		})
	}
}

// TestMarkdownAlert says in one line what nobody may overlook, and says nothing where
// there is nothing.
func TestMarkdownAlert(t *testing.T) {
	t.Parallel()
	escalation := func(users ...string) impact.AccessChange {
		return impact.AccessChange{Users: users, Gains: []impact.Grant{{Permission: "Users.Edit", Escalates: true}}}
	}
	deserted := func(queue, channel string) impact.Coverage {
		return impact.Coverage{Queue: queue, Channel: channel, Before: []impact.Level{{Agents: 1}}}
	}
	for _, test := range []struct {
		name, live, want string
		change           func(*impact.Assessment)
		refused          bool
		alert            string
	}{
		{"nothing", "hours.H?", "queue.A{hours=H}", func(*impact.Assessment) {}, false, ""},
		{"one user", "hours.H?", "queue.A{hours=H}", func(p *impact.Assessment) { p.Impact.Access = []impact.AccessChange{escalation("a")} }, false, "1 user gains privileges"},
		{"three users", "hours.H?", "queue.A{hours=H}", func(p *impact.Assessment) {
			p.Impact.Access = []impact.AccessChange{escalation("a", "b"), escalation("c")}
		}, false, "3 users gain privileges"},
		{"who leaves", "hours.H?", "queue.A{hours=H}", func(p *impact.Assessment) {
			p.Impact.Access = []impact.AccessChange{{Users: []string{"a"}, Status: impact.Leaves, Loses: []impact.Grant{{Permission: "Users.Edit", Escalates: true}}}}
		}, false, ""},
		{"a deletion", someLive, someWant, func(p *impact.Assessment) { p.Limits = nil }, false, "1 object is deleted"},
		{"two deletions", "hours.H? queue.A{hours=H} queue.B{hours=H}", "", func(p *impact.Assessment) { p.Limits = nil }, false, "2 objects are deleted"},
		{"a limit", someLive, someWant, func(*impact.Assessment) {}, false, "1 object is deleted · deletion limit for queue: 1 of 1000 allowed"},
		{"a queue on two channels", "hours.H?", "queue.A{hours=H}", func(p *impact.Assessment) {
			p.Impact.Routing = []impact.Coverage{deserted("A", "voice"), deserted("A", "chat")}
		}, false, "1 queue is left with nobody to serve it"},
		{"two queues", "hours.H?", "queue.A{hours=H}", func(p *impact.Assessment) {
			p.Impact.Routing = []impact.Coverage{deserted("A", "voice"), deserted("B", "voice")}
		}, false, "2 queues are left with nobody to serve them"},
		{"a refusal", "hours.H?", "queue.A{hours=H}", func(*impact.Assessment) {}, true, "refused"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := planned(t, test.live, test.want)
			test.change(p)
			var diags []document.Diagnostic
			if test.refused {
				diags = append(diags, document.Diagnostic{Severity: "error", Summary: "No", Refused: true})
			}
			text := page(t, p, render.Page{Command: "plan"}, diags...)
			_, alert, _ := strings.Cut(text, "> [!CAUTION]\n> ")
			alert, _, _ = strings.Cut(alert, "\n")
			if alert != test.alert || strings.Contains(text, "[!CAUTION]") != (test.alert != "") {
				t.Errorf("the alert is %q, want %q", alert, test.alert)
			}
		})
	}
}

// TestMarkdownTable has a row for each change of what exists: its sign, its object, what
// happens and where it comes from.
func TestMarkdownTable(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, live, want, row string }{
		{"a deletion", "hours.H? queue.A{hours=H}", "", "| `-` | queue `A` | will be deleted, `has hours_of_operation \"H\"` | `not in the configuration` |"},
		{"an update", "hours.H? queue.A{hours=H desc=x}", "queue.A{desc=y}", "| `~` | queue `A` | `description \"x\" -> \"y\"` |  |"},
		{"a rename", "hours.H? queue.A@x{hours=H}", "queue.B@x{hours=H}", "| `>` | queue `B` | was `A` |  |"},
		{"a rename that changes more", "hours.H? queue.A@x{hours=H desc=x}", "queue.B@x{desc=y}", "| `>` | queue `B` | was `A`, `description \"x\" -> \"y\"` |  |"},
		{"an adoption", "hours.H? queue.A?{hours=H}", "queue.A{hours=H}", "| `=` | queue `A` | will be adopted |  |"},
		{"a replacement", "security.S@x", "security.N@x{life=replace}", "| `-/+` | security profile `N` | will be replaced |  |"},
		{"a bar", `hours.H? queue."a | b"@x{hours=H}`, "", "| `-` | queue `a \\| b` | will be deleted, `has hours_of_operation \"H\"` | `not in the configuration` |"},
		{"backticks", "hours.H? queue.\"a`b``\"@x{hours=H}", "", "| `-` | queue ``` a`b`` ``` | will be deleted, `has hours_of_operation \"H\"` | `not in the configuration` |"},
		{"a tag", `hours.H? queue."<b>x</b>"@x{hours=H}`, "", "| `-` | queue `<b>x</b>` | will be deleted, `has hours_of_operation \"H\"` | `not in the configuration` |"},
		{"a line break", `hours.H? queue."a\n| b |"@x{hours=H}`, "", "| `-` | queue `a\\u{a}\\| b \\|` | will be deleted, `has hours_of_operation \"H\"` | `not in the configuration` |"},
		{"a value with a bar", "hours.H? queue.A{hours=H desc=x}", `queue.A{desc="y | z"}`, "| `~` | queue `A` | `description \"x\" -> \"y \\| z\"` |  |"},
		{"the members of a set", "security.S{permissions=A}", "security.S{permissions=B}", "| `~` | security profile `S` | `permissions + \"B\"`, `permissions - \"A\"` |  |"},
		{
			"more than three lines", "hours.H? queue.Q?{hours=H} queue.R?{hours=H} queue.T?{hours=H} queue.U?{hours=H} routing.P{outbound=Q rows=Q:1:0|R:2:0|T:3:0|U:4:0}", "routing.P{rows=Q:2:0|R:3:0|T:4:0|U:5:0}",
			"| `~` | routing profile `P` | `queues ~ \"Q\" voice priority 1 -> 2, delay 0 s`, `queues ~ \"R\" voice priority 2 -> 3, delay 0 s`, `queues ~ \"T\" voice priority 3 -> 4, delay 0 s` and 1 more |  |",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			text := page(t, planned(t, test.live, test.want), render.Page{Command: "plan"})
			if !strings.Contains(text, "| | Object | Change | Source |\n|-|-|-|-|\n"+test.row+"\n\n") {
				t.Errorf("the document lacks the row\n%s\nit is\n%s", test.row, text)
			}
		})
	}
}

// TestMarkdownDiffs has a section for each kind, whose lines begin with the signs that a
// block of the language diff is coloured by.
func TestMarkdownDiffs(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, live, want, section string }{
		{"a creation", "hours.H?", "queue.A{hours=H desc=x}", "<details open><summary>queue – 1 change</summary>\n\n```diff\n+ queue.A\n      description         \"x\"\n      hours_of_operation  \"H\"\n```\n\n</details>\n"},
		{
			"an update that the table cuts", "hours.H? queue.Q?{hours=H} queue.R?{hours=H} routing.P{outbound=Q desc=d channels=voice|chat rows=Q:1:0|R:2:0}", "routing.P{desc=e channels=voice rows=Q:2:0|R:2:30}",
			"<summary>routing profile – 1 change</summary>\n\n```diff\n! routing_profile.P\n      description  \"d\" -> \"e\"\n-     channels     chat\n      queues       \"Q\"  voice  priority 1 -> 2, delay 0 s\n                   \"R\"  voice  priority 2, delay 0 s -> 30 s\n```\n",
		},
		{"a fence in a name", "hours.H?", "queue.\"```\\n```\"@x{hours=H}", "````diff\n+ queue.x \"```\\u{a}```\"\n      hours_of_operation  \"H\"\n````\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			check(t, page(t, planned(t, test.live, test.want), render.Page{Command: "plan"}), []string{test.section}, nil)
		})
	}
}

// TestMarkdownSectionsFold keeps a short section open, and folds a long one.
func TestMarkdownSectionsFold(t *testing.T) {
	t.Parallel()
	for lines, want := range map[int]string{6: "<details open><summary>queue – 6 changes", 7: "<details><summary>queue – 7 changes"} {
		var queues []string
		for i := range lines { // of two lines each
			queues = append(queues, fmt.Sprintf("queue.Q%d{hours=H}", i))
		}
		check(t, page(t, planned(t, "hours.H?", strings.Join(queues, " ")), render.Page{Command: "plan"}), []string{want}, nil)
	}
}

// TestMarkdownFoot says what applying requires, and links to the run if its address is
// harmless.
func TestMarkdownFoot(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, want string // what is described
		page       render.Page
		ends       string
	}{
		{"a plan", someWant, render.Page{Command: "plan"}, "\nPlan of `3f2c1aa` against the live state. Applying requires the digest `sha256:1f`.\n"},
		{"no changes", "queue.A{desc=x} queue.B{hours=H}", render.Page{Command: "plan"}, "\nPlan of `3f2c1aa` against the live state.\n"},
		{"a link", someWant, render.Page{Command: "plan", RunURL: "https://ci.example/812"}, "`sha256:1f`. [Full plan](<https://ci.example/812>)\n"},
		{"an address that is not a web page", someWant, render.Page{Command: "plan", RunURL: "javascript:alert(1)"}, "`sha256:1f`.\n"},
		{"an address that ends a link", someWant, render.Page{Command: "plan", RunURL: "https://ci.example/>) [x](<http://evil.example"}, "`sha256:1f`.\n"},
		{"drift", someWant, render.Page{Command: "drift", RunURL: "https://ci.example/812"}, "\n [Full plan](<https://ci.example/812>)\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := planned(t, someLive, test.want)
			if got := page(t, p, test.page); !strings.HasSuffix(got, test.ends) {
				t.Errorf("the document ends %q, want %q", got[max(0, len(got)-len(test.ends)-20):], test.ends)
			}
		})
	}
}

// TestMarkdownDiagnostics tells errors in the open, as why the plan is refused, and folds
// warnings and notes.
func TestMarkdownDiagnostics(t *testing.T) {
	t.Parallel()
	at := &document.RangeDoc{Filename: "a.hcl", Start: document.PosDoc{Line: 4}}
	for _, test := range []struct {
		name  string
		diags []document.Diagnostic
		shows []string
		hides []string
	}{
		{"none", nil, nil, []string{"refused", "warnings and notes"}},
		{
			"an error",
			[]document.Diagnostic{{Severity: "error", Code: "CW1", Summary: "Bad", Detail: "One.\n\nTwo.", Range: at}},
			[]string{"**The plan is refused**", "\n```text\nError[CW1]: Bad\n  One.\n  Two.\n  on a.hcl line 4\n```\n"},
			[]string{"warnings and notes"},
		},
		{
			"a warning",
			[]document.Diagnostic{{Severity: "warning", Summary: "Odd"}, {Severity: "warning", Summary: "Odder"}},
			[]string{"<details><summary>Warnings and notes (2)</summary>\n\n```text\nWarning: Odd\nWarning: Odder\n```\n"},
			[]string{"refused"},
		},
		{
			"a note and an error",
			[]document.Diagnostic{{Severity: "notice", Summary: "By the way."}, {Severity: "error", Summary: "Bad"}},
			[]string{"```text\nNote: By the way.\n```", "```text\nError: Bad\n```"},
			nil,
		},
		{
			"texts that end a fence and a section",
			[]document.Diagnostic{{Severity: "warning", Summary: "```", Detail: "</details>\n````"}},
			[]string{"`````text\nWarning: ```\n  </details>\n  ````\n`````\n"},
			nil,
		},
		{
			"control characters",
			[]document.Diagnostic{{Severity: "error", Summary: "a\x1bb", Detail: "c\td"}},
			[]string{"Error: a\\u{1b}b\n  c\\u{9}d\n"},
			[]string{"\x1b", "\t"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			check(t, page(t, planned(t, "hours.H?", "queue.A{hours=H}"), render.Page{Command: "plan"}, test.diags...), test.shows, test.hides)
		})
	}
}

// TestMarkdownParts has a part for each thing that a plan may have besides changes.
func TestMarkdownParts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name         string
		change       func(*impact.Assessment)
		shows, hides []string
	}{
		{"what is left alone", func(*impact.Assessment) {}, []string{"<details><summary>Unmanaged: 1 hours of operation</summary>"}, nil},
		{"nothing left alone", func(p *impact.Assessment) { p.Unmanaged = nil }, nil, []string{"Unmanaged"}},
		{"checks", func(p *impact.Assessment) {
			p.Policy = []schema.CheckResult{{Check: "a", Status: schema.Passed}, {Check: "b", Status: schema.Refused, Message: "No | one.\n# x"}}
		}, []string{"- **! Checks** `b` fails: `No | one. # x`\n", "- **Checks** 1 of 2 checks "}, []string{"\n# x"}},
		{"what a person does", func(p *impact.Assessment) {
			p.Manual = []plan.Manual{{Object: "the group a", Steps: []string{"Open `a`.", "Tick\nit."}}}
		}, []string{"```\n1. The group a\n   - Open `a`.\n   - Tick\\u{a}it.\n```\n"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := planned(t, "hours.H?", "queue.A{hours=H}")
			test.change(p)
			check(t, page(t, p, render.Page{Command: "plan"}), test.shows, test.hides)
		})
	}
}

// TestMarkdownLadder takes away in steps as the limit falls: whatever is left out is
// counted, deletions stay to the last, and no document is larger than its limit.
func TestMarkdownLadder(t *testing.T) {
	t.Parallel()
	var live, want []string
	for i := range 120 {
		live = append(live, fmt.Sprintf("security.S%03d@all[]{permissions=A|B%d}", i, i), fmt.Sprintf("user.old%03d{routing=P security=T}", i))
		want = append(want, fmt.Sprintf("security.S%03d@all[]{permissions=A|C%d}", i, i), fmt.Sprintf("security.N%03d{permissions=A}", i))
	}
	p := planned(t, "hours.H? queue.Q?{hours=H} routing.P?{outbound=Q rows=Q} security.T?{permissions=A} "+strings.Join(live, " "), strings.Join(want, " "))
	whole := page(t, p, render.Page{Command: "plan"})
	last := 1 << 30
	for limit := len(whole); limit > 1200; limit -= limit / 9 {
		text := page(t, p, render.Page{Command: "plan", Limit: limit})
		if len(text) > limit {
			t.Fatalf("the document has %d bytes, and may have %d", len(text), limit)
		}
		closed(t, text)
		rows := strings.Count(text, "will be deleted")
		if rows > last {
			t.Errorf("within %d bytes, there are more deletions (%d) than with more room (%d)", limit, rows, last)
		}
		last = rows
		if limit < len(whole) {
			check(t, text, []string{" truncated=1 -->", " shown"}, nil)
		}
		if rows < 120 && !strings.Contains(text, fmt.Sprintf("%d of the 120 gravest changes shown", rows)) {
			t.Errorf("within %d bytes, %d of 120 deletions are shown, and it does not say so:\n%s", limit, rows, text[:400])
		}
		check(t, text, []string{"`sha256:1f`", "120 objects are deleted"}, nil)
	}
	if last == 120 {
		t.Error("no limit was small enough to leave out a deletion")
	}
}

// TestMarkdownMerges tells changes of one block and the same attributes in one line, where
// there is no room for what they change.
func TestMarkdownMerges(t *testing.T) {
	t.Parallel()
	var live, want []string
	for i := range 60 {
		live = append(live, fmt.Sprintf("security.S%d@all[]{permissions=A|B%d}", i, i))
		want = append(want, fmt.Sprintf("security.S%d@all[]{permissions=A|C%d}", i, i))
	}
	p := planned(t, strings.Join(live, " "), strings.Join(want, " "))
	whole := page(t, p, render.Page{Command: "plan"})
	check(t, whole, []string{`! security_profile.all["S7"]`}, []string{"60 security profiles of"})
	short := page(t, p, render.Page{Command: "plan", Limit: 1500})
	check(t, short, []string{"\n! 60 security profiles of security_profile.all: permissions\n", "60 of 60 changes shown"}, []string{`! security_profile.all["S7"]`})
}

// TestMarkdownCounts counts the changes that even a short document has no line for.
func TestMarkdownCounts(t *testing.T) {
	t.Parallel()
	var live, want []string
	for i := range 60 {
		live = append(live, fmt.Sprintf("security.S%d{permissions=A|B%d}", i, i))
		want = append(want, fmt.Sprintf("security.S%d{permissions=A|C%d}", i, i), fmt.Sprintf("security.N%d{permissions=A}", i))
	}
	o := plantest.Options
	p, problems := plantest.Assess(plantest.State(t, strings.Join(live, " "), true), plantest.State(t, strings.Join(want, " "), false), o)
	if p == nil {
		t.Fatal(problems)
	}
	check(t, page(t, p, render.Page{Command: "plan", Limit: 1100}), []string{"# 60 to create, not shown\n# 60 to update, not shown\n", "0 of 120 changes shown"}, nil)
}

// TestMarkdownTableRows lists twenty updates in the table of a whole document, besides
// deletions; the sections of the kinds have the other updates, and what is created.
func TestMarkdownTableRows(t *testing.T) {
	t.Parallel()
	for changes, rows := range map[int]int{19: 19, 20: 20, 21: 20, 40: 20} {
		var live, want []string
		for i := range changes {
			live = append(live, fmt.Sprintf("queue.Q%d{hours=H desc=x}", i))
			want = append(want, fmt.Sprintf("queue.Q%d{desc=y%d}", i, i), fmt.Sprintf("queue.N%d{hours=H}", i))
		}
		for i := range 3 {
			live = append(live, fmt.Sprintf("queue.Old%d{hours=H}", i))
		}
		text := page(t, planned(t, "hours.H? "+strings.Join(live, " "), strings.Join(want, " ")), render.Page{Command: "plan"})
		for what, n := range map[string]int{"| `~` | queue `Q": rows, "will be deleted": 3, "\n! queue.Q": changes - rows, "\n- queue.Old": 0, "\n+ queue.N": changes, "will be created": 0} {
			if got := strings.Count(text, what); got != n {
				t.Errorf("of %d updates, as many creations and 3 deletions, %q is there %d times, want %d", changes, what, got, n)
			}
		}
	}
}

// TestMarkdownLinks links the source of a change to its line. What is gone has no line, and an
// address that could end the link is none.
func TestMarkdownLinks(t *testing.T) {
	t.Parallel()
	p := planned(t, "hours.H? queue.A{hours=H desc=x} queue.B{hours=H desc=x} queue.Old{hours=H}", "queue.A{desc=y} queue.B{desc=z}")
	for _, c := range p.Changes {
		switch c.Object().Key {
		case "A":
			c.Source = schema.Source{Range: hcl.Range{Filename: "main.hcl", Start: hcl.Pos{Line: 4}}}
		case "B":
			c.Source = schema.Source{Row: "b.csv:12", Range: hcl.Range{Filename: "main.hcl", Start: hcl.Pos{Line: 9}}}
		}
	}
	link := func(file string, line int) string { return fmt.Sprintf("https://example.com/%s#L%d", file, line) }
	check(t, page(t, p, render.Page{Command: "plan", Link: link}), []string{
		"| [`main.hcl:4`](<https://example.com/main.hcl#L4>) |", "| [`b.csv:12`](<https://example.com/b.csv#L12>) |", "| `not in the configuration` |",
	}, nil)
	for _, none := range []func(string, int) string{
		nil, func(string, int) string { return "" }, func(string, int) string { return "https://example.com/> <x" }, func(string, int) string { return "javascript:alert(1)" },
	} {
		check(t, page(t, p, render.Page{Command: "plan", Link: none}), []string{"| `main.hcl:4` |", "| `b.csv:12` |"}, []string{"]("})
	}
}

// TestMarkdownEnvironment names the environment, and the risk of a plan that changes something.
func TestMarkdownEnvironment(t *testing.T) {
	t.Parallel()
	p := planned(t, "hours.H? queue.A{hours=H desc=x}", "queue.A{desc=y}")
	d, err := document.New(p)
	if err != nil {
		t.Fatal(err)
	}
	d.Config.Environment = "prod`"
	var b strings.Builder
	if err := render.Markdown(&b, p, d, render.Page{Command: "plan"}); err != nil {
		t.Fatal(err)
	}
	check(t, b.String(), []string{"· environment `` prod` ``: 1 to update · low risk\n", "Risk low.\n"}, nil)
	none := planned(t, "hours.H? queue.A{hours=H desc=x}", "queue.A{desc=x}")
	check(t, page(t, none, render.Page{Command: "plan"}), []string{": no changes\n"}, []string{"isk", "environment"})
}
