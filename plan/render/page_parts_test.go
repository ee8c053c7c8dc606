package render_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// everyPart returns a plan whose page has every part, with a name in each place that others can
// write to. It has enough of everything that lists are folded.
func everyPart(t *testing.T, name string) *impact.Assessment {
	t.Helper()
	s := &story{}
	s.is("always", "", hours()).wants("always", "", hours())
	s.is("gold", "", queue("Gold")).wants("gold", "", queue("Gold"))
	s.is("silver", "", queue("Silver")).wants("silver", "", queue("Silver"))
	s.is("premium", "", profile(row("Gold", "voice", 1, 0), row("Silver", "voice", 1, 0))).wants("premium", "", profile(row("Gold", "voice", 2, 0), row("Silver", "voice", 1, 0)))
	s.drift("Premium", func(r *schema.Resource) {
		p := profile(row("Gold", "voice", 3, 0), row("Silver", "voice", 4, 0))
		p.Name, r.Body = "Premium", p
	})
	p := s.plan(t)
	p.Stack, p.Instance.AsOf, p.Model = name, name, &plan.Model{Instance: p.Instance, Environment: name}
	p.Scope.Only = []string{name}
	var many []string
	for i := range 1200 {
		many = append(many, fmt.Sprint(name, i))
	}
	grant := impact.Grant{Permission: name, Label: "Users - Edit", Group: name, Escalates: true, Restricts: true, Via: []string{name, "b"}}
	unheard := impact.Grant{Permission: name + "2", Label: name + "2", Via: []string{"b"}}
	levels := []impact.Level{{Priority: 1, Agents: 2}, {Priority: 7, Delay: 100, Agents: 3}}
	place := impact.Place{Priority: 2, Delay: 40}
	p.Impact = impact.Impact{Service: waits()}
	for i := range 61 {
		n, users := fmt.Sprint(name, i), many[:i%9+1]
		if i == 0 {
			users = many
		}
		p.Impact.Access = append(p.Impact.Access,
			impact.AccessChange{Users: users, AIAgents: []string{"x"}, Status: impact.Joins, Gains: []impact.Grant{grant}, Loses: []impact.Grant{unheard}, Keeps: users},
			impact.AccessChange{AIAgents: []string{"x", "y"}, Unknown: []string{n, "b"}, Keeps: []string{grant.Permission}},
		)
		p.Impact.Routing = append(p.Impact.Routing,
			impact.Coverage{Queue: n, Channel: "voice", Before: levels, Words: []string{"2 -> 0 agents", name}},
			impact.Coverage{Queue: n, Channel: "chat", Before: levels, After: levels[:1], Unknown: []string{name, "b"}},
		)
		p.Impact.Heat.Profiles = append(p.Impact.Heat.Profiles, impact.HeatProfile{Name: n, Before: i % 2, After: 1})
		p.Impact.Heat.Rows = append(p.Impact.Heat.Rows, impact.HeatRow{Queue: n, Channel: "chat", Unknown: []string{name, "b"}, Cells: []impact.HeatCell{
			{Profile: i, After: &place}, {Profile: (i + 1) % 61, Before: &place}, {Profile: (i + 2) % 61, Before: &place, After: &place}, {Profile: (i + 3) % 61, Before: &impact.Place{Priority: 1}, After: &place},
		}})
		p.Impact.Calendars = append(p.Impact.Calendars, impact.HoursCalendar{Hours: name, Zone: name, Queues: many[:i%3], Days: []impact.CalendarDay{
			{Date: "2026-12-24", Before: []string{"08:00-12:00"}, Holiday: name}, {Date: "2026-12-25", Holiday: name}, {Date: "2026-12-28"},
		}})
		charts := waits().Queues[:2]
		charts[0].Queue, charts[0].Channel = name, name
		p.Impact.Service.Queues = append(p.Impact.Service.Queues, charts...)
		p.Warnings = append(p.Warnings, schema.Problem{Problem: diag.Recorded("CW5001", name, name)})
		p.Refusals = append(p.Refusals, schema.Problem{Problem: diag.Recorded("CW5001", name, name)})
		p.Manual = append(p.Manual, plan.Manual{Object: "x" + name, Steps: []string{name, "b"}})
		p.Notices = append(p.Notices, name)
	}
	p.Impact.People = impact.People{Joiners: many, Movers: []string{name}, Reassigned: many[:3], Leavers: many[:7]}
	p.Limits = []impact.Limit{{Kind: "queue", Value: 3, Allowed: 1, Blocked: true}}
	return p
}

// TestPageOfEveryPart has the same elements and attributes whatever the objects are named, in
// all parts of a page.
func TestPageOfEveryPart(t *testing.T) {
	t.Parallel()
	plain := skeleton(parsedPage(t, pageOf(t, everyPart(t, "plain"))))
	for _, name := range []string{`"><script>alert(1)</script>`, "' onclick='alert(3)", "&lt;u&gt; &amp;", "</details></script></svg><b>", "`{{.X}}`"} {
		if diff := cmp.Diff(plain, skeleton(parsedPage(t, pageOf(t, everyPart(t, name))))); diff != "" {
			t.Errorf("%q changes the page (-plain +got):\n%s", name, diff)
		}
	}
}
