package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTopOfPlan makes changes that take a contact centre down, or half of it, each alone to the
// quickstart. The first ten lines of the terminal's text and of the Markdown name the object
// and say what happens to it, and the plan's risk is not low.
func TestTopOfPlan(t *testing.T) {
	t.Parallel()
	applied := &site{T: t, dir: filepath.Join(t.TempDir(), "quickstart")}
	if err := os.CopyFS(applied.dir, os.DirFS("../../examples/quickstart")); err != nil {
		t.Fatal(err)
	}
	applied.must(exitOK, "apply", "--auto-approve")
	for _, test := range []struct{ name, from, to, want, risk string }{
		{"no opening times", `(?s)schedule = \{.*?\n  \}`, "schedule = {}", `Support Hours: open 67 h a week -> closed all week; 4 queues (`, "high: closed all week (1)"},
		{"another time zone", "Europe/London", "America/New_York", `Support Hours: open 67 h a week, as before; time zone Europe/London -> America/New_York; 4 queues (`, "medium: other hours (1)"},
		{"two hours less a day", "08:00-20:00", "09:00-19:00", `Support Hours: open 67 h a week -> 57 h a week; Monday to Friday 08:00-20:00 -> 09:00-19:00; 4 queues (`, "medium: shorter hours (1)"},
		{"a disabled queue", `"Premium Support 1"`, "\"Premium Support 1\"\n  status = \"disabled\"", "Premium Support 1 is disabled and takes no more contacts; 12 agents serve it", "high: queue disabled (1)"},
		{"one contact", `"Premium Support 1"`, "\"Premium Support 1\"\n  max_contacts = 1", "Premium Support 1: at most 1 contact can wait (was no limit)", "medium: queue limited (1)"},
		{
			"one desk phone", `(?m)^  routing_profile   = .*`, "  routing_profile = routing_profile.premium\n  phone = { type = \"desk\", number = \"+441632960010\" }",
			"12 users (a.okafor, b.lindqvist, c.abara, d.hughes, e.moreau, f.castellanos, g.whitlock, h.tanaka, i.novakova, j.mensah, k.sandhu, l.orourke) have the same desk phone +441632960010", "medium: shared desk phone (12)",
		},
		{"after-contact work", `(?m)^  routing_profile   = .*`, "  routing_profile = routing_profile.premium\n  phone = { after_contact_work = 75 }", "12 users (a.okafor, b.lindqvist, c.abara, d.hughes, e.moreau, …): after-contact work 0 s -> 75 s", "low"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := &site{T: t, dir: filepath.Join(t.TempDir(), "quickstart")}
			if err := os.CopyFS(s.dir, os.DirFS(applied.dir)); err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(filepath.Join(s.dir, "callwright.hcl"))
			if err != nil {
				t.Fatal(err)
			}
			changed := regexp.MustCompile(test.from).ReplaceAllString(string(text), test.to)
			if changed == string(text) {
				t.Fatalf("the quickstart has no %s", test.from)
			}
			s.write("callwright.hcl", changed)
			human := s.must(exitOK, "plan", "-o", "human", "-o", "markdown=plan.md")
			markdown, err := os.ReadFile(filepath.Join(s.dir, "plan.md"))
			if err != nil {
				t.Fatal(err)
			}
			_, human, _ = strings.Cut(human, "kinds of objects\n") // of the progress
			for _, text := range []string{human, string(markdown)} {
				top := strings.Join(strings.SplitAfter(text, "\n")[:10], "")
				if plain := strings.NewReplacer(`"`, "", "`", "").Replace(top); !strings.Contains(plain, test.want) {
					t.Errorf("the first ten lines do not say %q:\n%s", test.want, top)
				}
			}
			if !strings.Contains(human, "Risk       "+test.risk+"\n") {
				t.Errorf("the risk is not %q:\n%s", test.risk, human)
			}
		})
	}
}
