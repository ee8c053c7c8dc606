package render_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// large is a plan after which 240 users in 10 teams gain something else each, and nobody serves
// the queue "Night" any more. If it escalates, they can edit users, too.
func large(t *testing.T, escalates bool) *impact.Assessment {
	t.Helper()
	s := &story{}
	s.is("always", "", hours()).wants("always", "", hours())
	for _, name := range []string{"Gold", "Night"} {
		s.is(strings.ToLower(name), "", queue(name)).wants(strings.ToLower(name), "", queue(name))
	}
	s.is("premium", "", profile(row("Gold", "voice", 1, 0), row("Night", "voice", 2, 0))).wants("premium", "", profile(row("Gold", "voice", 1, 0)), "queues")
	gains := []string{"AccessMetrics", "Queues.View", "Queues.Edit", "RoutingPolicies.View", "HoursOfOperation.View", "Prompts.View", "Bots.View", "Views.View", "Cases.View", "Rules.View"}
	for i, gain := range gains {
		before := &schema.SecurityProfile{Name: fmt.Sprint("Team ", i), Permissions: []string{"BasicAgentAccess"}}
		after := &schema.SecurityProfile{Name: before.Name, Permissions: []string{"BasicAgentAccess", gain}}
		if escalates {
			after.Permissions = append(after.Permissions, "Users.Edit")
		}
		s.is(fmt.Sprint("team", i), "", before).wants(fmt.Sprint("team", i), "", after, "permissions")
		for n := range 24 {
			u := person(fmt.Sprintf("user%d%02d", i, n), "Premium", before.Name)
			s.is("agents", u.Username, u).wants("agents", u.Username, u)
		}
	}
	return s.plan(t)
}

// TestLargeReview names the queue that nobody serves within the first ten lines, however many
// users gain something, and the users who can administer access from then on.
func TestLargeReview(t *testing.T) {
	t.Parallel()
	for name, escalates := range map[string]bool{"gains": false, "escalations": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := large(t, escalates)
			texts := renderings(t, p)
			texts["a narrow terminal"] = human(t, p, render.Style{Detail: render.Changes, Width: 80})
			delete(texts, "html") // a page has no first ten lines; its facts come after the numbers at the top
			for rendering, text := range texts {
				lines := strings.SplitAfterN(text, "\n", 11)
				top := strings.Join(lines[:10], "")
				if !strings.Contains(strings.ReplaceAll(top, "`", `"`), `"Night" on voice: nobody is left to serve it (240 agents before)`) {
					t.Errorf("the first ten lines of %s do not name the queue:\n%s", rendering, top)
				}
				if escalates && !strings.Contains(top, "240 users (") {
					t.Errorf("the first ten lines of %s do not count who administers access:\n%s", rendering, top)
				}
				if !strings.Contains(text, "queue left with nobody (1)") {
					t.Errorf("%s has another risk:\n%s", rendering, text)
				}
			}
		})
	}
}
