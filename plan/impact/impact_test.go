package impact_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
)

// These cases, in the notation of plantest, say what a plan means for people
// and queues. Every case has the same live objects beside its own.
var impacts = []struct {
	name, reason string
	live, want   string
	impact       []string
}{
	{
		name: "a profile that another user has, too", reason: "the union decides: what Plus brings, Base brought already",
		live:   "security.Base?{permissions=Users.View} security.Plus?{permissions=Users.View|Users.Edit} user.ada?{routing=None security=Base} user.ben?{routing=None security=Base}",
		want:   "user.ada{security=Base|Plus}",
		impact: []string{"ada +Users.Edit! via Plus", "reassigns ada"},
	},
	{
		name: "a profile that loses a permission", reason: "every user of the profile is concerned, described or not, unless another profile grants it",
		live:   "security.P{permissions=A|B} security.O?{permissions=B} user.ada?{routing=None security=P} user.ben?{routing=None security=P} user.cid?{routing=None security=O|P}",
		want:   "security.P{permissions=A}",
		impact: []string{"ada ben -B via P"},
	},
	{
		name: "a restriction", reason: "more permissions are not always more power",
		live:   "security.P{permissions=A} user.ada?{routing=None security=P}",
		want:   "security.P{permissions=A|RestrictTaskCreation.Access}",
		impact: []string{"ada +RestrictTaskCreation.Access(restricts) via P"},
	},
	{
		name: "more than permissions", reason: "flow modules, applications, tools and rows of data tables are grants, too",
		live: "security.P{permissions=A flow_modules=Old} user.ada?{routing=None security=P}",
		want: `security.P{permissions=A flow_modules=Refunds applications=crm|orders/refund data_table_access=Country/UK}`,
		impact: []string{
			"ada +Application:crm via P +DataTable:Country=UK(restricts) via P +FlowModule:Refunds via P +MCP:orders/refund via P -FlowModule:Old via P",
		},
	},
	{
		name: "a flow module that was not read", reason: "another profile may have it; its permissions do not matter",
		live:   "security.P{flow_modules=Old permissions=?A} security.O?{permissions=?B flow_modules=?Refunds} user.ada?{routing=None security=O|P}",
		want:   "security.P{flow_modules=Old|Refunds}",
		impact: []string{"ada +FlowModule:Refunds via P unknown O", "reads O"},
	},
	{
		name: "more rows of data tables", reason: "who has rules already is not restricted by another one",
		live:   "security.P{data_table_access=Country/UK} security.O?{data_table_access=Tier/Gold} user.ada?{routing=None security=P} user.ben?{routing=None security=O|P}",
		want:   "security.P{data_table_access=Country/IE}",
		impact: []string{"ada ben +DataTable:Country=IE via P -DataTable:Country=UK via P"},
	},
	{
		name: "the first rule for data tables, and another", reason: "the same gain restricts one user and not the other, so they do not share a line",
		live:   "security.P{} security.O?{data_table_access=Tier/Gold} user.ada?{routing=None security=P} user.ben?{routing=None security=O|P}",
		want:   "security.P{data_table_access=Country/IE}",
		impact: []string{"ada +DataTable:Country=IE(restricts) via P", "ben +DataTable:Country=IE via P"},
	},
	{
		name: "a new profile", reason: "it grants what its block says, and nothing is unknown",
		live:   "security.P{permissions=A} user.ada?{routing=None security=P}",
		want:   "security.N{permissions=B} user.ada{security=N|P} security.P{permissions=A}",
		impact: []string{"ada +B via N", "reassigns ada"},
	},
	{
		name: "what was not read", reason: "it is unknown, never none",
		live:   "security.P?{permissions=A} security.O?{permissions=?A} user.ada?{routing=None security=P}",
		want:   "user.ada{security=O}",
		impact: []string{"ada -A via P unknown O", "reassigns ada", "reads O"},
	},
	{
		name: "nothing about access", reason: "profiles of users who stay as they are need not be read",
		live:   "security.O?{permissions=?A} user.ada?{routing=None security=O}",
		want:   "user.ada{first_name=B}",
		impact: nil,
	},
	{
		name: "joiner and leaver", reason: "who comes gains everything; who goes loses everything",
		live:   "security.P?{permissions=A} user.ada{routing=None security=P}",
		want:   "user.ben{routing=None security=P}",
		impact: []string{"ben joins +A via P", "ada leaves -A via P", "joins ben", "leaves ada", "reads ada"},
	},
	{
		name: "the last row of a queue", reason: "nobody is left, as no other profile serves it",
		live:   "security.S? routing.P{outbound=Q rows=Q|R} user.ada?{routing=P security=S} user.ben?{routing=P security=S}",
		want:   "routing.P{outbound=Q rows=Q}",
		impact: []string{"R voice: nobody is left to serve it (2 agents before)"},
	},
	{
		name: "another profile still serves it", reason: "it keeps that one's agents",
		live:   "security.S? routing.P{outbound=Q rows=Q|R} routing.O?{outbound=Q rows=R:2:30} user.ada?{routing=P security=S} user.ben?{routing=O security=S}",
		want:   "routing.P{outbound=Q rows=Q}",
		impact: []string{"R voice: 2 -> 1 agent, waits 30 s longer, served later (priority 1 -> 2)"},
	},
	{
		name: "a profile without agents", reason: "it serves nobody",
		live:   "routing.P{outbound=Q rows=Q|R}",
		want:   "routing.P{outbound=Q rows=Q}",
		impact: nil,
	},
	{
		name: "a table that was not read", reason: "another profile may serve the queue",
		live:   "security.S? routing.P{outbound=Q rows=R} routing.O?{outbound=Q rows=?R} user.ada?{routing=P security=S} user.ben?{routing=O security=S}",
		want:   "routing.P{outbound=Q rows=Q}",
		impact: []string{"R voice: 1 agent -> 0, not counting agents of routing profiles that were not read unknown O", "Q voice: 1 agent, nobody before", "reads O"},
	},
	{
		name: "a table that was not read and is of other queues", reason: "a search tells which queues it is of",
		live:   "security.S? routing.P{outbound=Q rows=R} routing.O?{outbound=Q rows=?Q} user.ada?{routing=P security=S} user.ben?{routing=O security=S}",
		want:   "routing.P{outbound=Q rows=}",
		impact: []string{"R voice: nobody is left to serve it (1 agent before)", "idle ada"},
	},
	{
		name: "agents move", reason: "both profiles' queues change their agents",
		live:   "security.S? routing.P?{outbound=Q rows=Q} routing.O?{outbound=Q rows=R} user.ada?{routing=P security=S} user.ben?{routing=P security=S} user.cid?{routing=O security=S}",
		want:   "user.ada{routing=O}",
		impact: []string{"Q voice: 2 -> 1 agent", "R voice: 1 -> 2 agents", "moves ada"},
	},
	{
		name: "to a profile without queues", reason: "the agent is left without a queue",
		live:   "security.S? routing.P?{outbound=Q rows=Q} user.ada?{routing=P security=S}",
		want:   "user.ada{routing=None}",
		impact: []string{"Q voice: nobody is left to serve it (1 agent before)", "idle ada", "moves ada"},
	},
	{
		name: "a renamed queue", reason: "its agents are as before",
		live:   "security.S? queue.A{hours=H} routing.P{outbound=Q rows=A} user.ada?{routing=P security=S}",
		want:   "queue.A{name=B hours=H} routing.P{outbound=Q rows=B}",
		impact: nil,
	},
	{
		name: "priority and delay", reason: "in words",
		live:   "security.S? routing.P{outbound=Q rows=Q:1:0|R:4:80} user.ada?{routing=P security=S}",
		want:   "routing.P{outbound=Q rows=Q:2:0|R:3:20}",
		impact: []string{"Q voice: served later (priority 1 -> 2)", "R voice: waits 60 s less, served sooner (priority 4 -> 3)"},
	},
	{
		name: "those who help", reason: "only what is otherwise is told, not who serves it as before",
		live:   "security.S? routing.P?{outbound=Q rows=Q} routing.O{outbound=Q rows=Q:3:30} user.ada?{routing=P security=S} user.ben?{routing=O security=S}",
		want:   "routing.O{outbound=Q rows=Q:2:20}",
		impact: []string{"Q voice: 1 of 2 agents helps 10 s sooner at priority 2 instead of 3"},
	},
	{
		name: "a workload type goes", reason: "nobody is left to take its contacts",
		live:   "security.S? routing.P{outbound=Q types=claims|tax rows=Q:1:0:task} user.ada?{routing=P security=S}",
		want:   "routing.P{outbound=Q types=tax rows=Q:1:0:task}",
		impact: []string{"claims task: 1 -> 0"},
	},
	{
		name: "a workload type that others take", reason: "some are left, and an agent without types takes every type",
		live: "security.S? routing.P{outbound=Q types=claims|tax rows=Q:1:0:task} routing.O?{outbound=Q types=claims rows=Q:1:0:task} routing.R?{outbound=Q channels=task rows=} " +
			"user.ada?{routing=P security=S} user.ben?{routing=O security=S} user.cid?{routing=R security=S}",
		want:   "routing.P{outbound=Q types=tax rows=Q:1:0:task}",
		impact: []string{"claims task: 3 -> 2"},
	},
	{
		name: "a workload type that others take from other queues", reason: "its contacts wait for ever in the queue that is left",
		live:   "security.S? routing.P{outbound=Q types=claims|tax rows=Q:1:0:task|R:1:0:task} routing.O?{outbound=Q types=claims rows=R:1:0:task} user.ada?{routing=P security=S} user.ben?{routing=O security=S}",
		want:   "routing.P{outbound=Q types=tax rows=Q:1:0:task|R:1:0:task}",
		impact: []string{"claims task: 2 -> 1, none in Q"},
	},
	{
		name: "an agent moves to a queue", reason: "as many take the type, and none in the queue that is left",
		live: "security.S? routing.P?{outbound=Q types=claims rows=Q:1:0:task} routing.O?{outbound=Q types=claims rows=R:1:0:task} routing.T?{outbound=Q types=tax rows=Q:1:0:task} " +
			"user.ada?{routing=P security=S} user.ben?{routing=O security=S} user.cid?{routing=T security=S}",
		want:   "user.ada{routing=O}",
		impact: []string{"Q task: 2 -> 1 agent", "R task: 1 -> 2 agents", "claims task: 2 -> 2, none in Q", "moves ada"},
	},
	{
		name: "a queue that nobody serves", reason: "that is said of the queue, not of its workload types",
		live: "security.S? routing.P?{outbound=Q types=claims rows=Q:1:0:task} routing.O?{outbound=Q types=claims rows=R:1:0:task} " +
			"user.ada?{routing=P security=S} user.ben?{routing=O security=S}",
		want:   "user.ada{routing=O}",
		impact: []string{"Q task: nobody is left to serve it (1 agent before)", "R task: 1 -> 2 agents", "moves ada"},
	},
	{
		name: "a workload type of a table that was not read", reason: "the table is read, to say which queues are left",
		live:   "security.S? routing.P{outbound=Q types=claims|tax rows=?Q} routing.O?{outbound=Q types=claims rows=R:1:0:task} user.ada?{routing=P security=S} user.ben?{routing=O security=S}",
		want:   "routing.P{outbound=Q types=tax}",
		impact: []string{"claims task: 2 -> 1", "reads P"},
	},
	{
		name: "a table that was not read and may have the queue", reason: "we do not claim that nobody takes the type",
		live:   "security.S? routing.P{outbound=Q types=claims|tax rows=Q:1:0:task} routing.O?{outbound=Q types=claims rows=?Q} user.ada?{routing=P security=S} user.ben?{routing=O security=S}",
		want:   "routing.P{outbound=Q types=tax rows=Q:1:0:task}",
		impact: []string{"claims task: 2 -> 1"},
	},
	{
		name: "types in place of a whole channel", reason: "contacts of other types wait for ever",
		live:   "security.S? routing.P{outbound=Q channels=voice|task types= rows=Q:1:0:task} user.ada?{routing=P security=S}",
		want:   "routing.P{outbound=Q channels=voice types=claims rows=Q:1:0:task}",
		impact: []string{"others task: 1 -> 0"},
	},
	{
		name: "a whole channel in place of types", reason: "nothing is left behind, and other types are taken again",
		live:   "security.S? routing.P{outbound=Q channels=voice types=claims rows=Q:1:0:task} user.ada?{routing=P security=S}",
		want:   "routing.P{outbound=Q channels=voice|task types= rows=Q:1:0:task}",
		impact: nil,
	},
	{
		name: "a channel with types alone", reason: "it is on, so its rows are served, and types that the block does not write stay",
		live:   "security.S? routing.P{outbound=Q channels=chat types=claims rows=Q:1:0:task} user.ada?{routing=P security=S}",
		want:   "routing.P{outbound=Q channels=voice rows=Q:2:0:task}",
		impact: []string{"Q task: served later (priority 1 -> 2)"},
	},
	{
		name: "the last type of a channel", reason: "the channel is off, and its rows route nothing",
		live:   "security.S? routing.P{outbound=Q types=claims rows=Q:1:0:task} user.ada?{routing=P security=S}",
		want:   "routing.P{outbound=Q types= rows=Q:1:0:task}",
		impact: []string{"Q task: nobody is left to serve it (1 agent before)", "idle ada", "silent P task Q", "claims task: 1 -> 0"},
	},
	{
		name: "an agent with types comes", reason: "more take the type",
		live:   "security.S? routing.P?{outbound=Q types=claims rows=Q:1:0:task} user.ada?{routing=P security=S} user.ben?{routing=None security=S}",
		want:   "user.ben{routing=P}",
		impact: []string{"Q task: 1 -> 2 agents", "claims task: 1 -> 2", "moves ben"},
	},
}

func TestImpact(t *testing.T) {
	t.Parallel()
	for _, tt := range impacts {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, problems := plantest.Assess(plantest.State(t, plantest.Around+tt.live, true), plantest.State(t, tt.want, false), plantest.Options)
			if p == nil {
				t.Fatal(problems)
			}
			if got := impactOf(p); !slices.Equal(got, tt.impact) {
				t.Errorf("impact is\n\t%s\nwant, as %s,\n\t%s", strings.Join(got, "\n\t"), tt.reason, strings.Join(tt.impact, "\n\t"))
			}
		})
	}
}

// impactOf writes a plan's impact, a line each.
func impactOf(p *impact.Assessment) []string {
	var lines []string
	for _, c := range p.Impact.Access {
		line := strings.Join(c.Users, " ")
		if c.Status != "" {
			line += " " + string(c.Status)
		}
		line += grants("+", c.Gains) + grants("-", c.Loses)
		lines = append(lines, line+unknown(c.Unknown))
	}
	for _, c := range p.Impact.Routing {
		lines = append(lines, c.Queue+" "+c.Channel+": "+strings.Join(c.Words, ", ")+unknown(c.Unknown))
	}
	for _, i := range p.Impact.Idle {
		lines = append(lines, "idle "+strings.Join(i.Users, " "))
	}
	for _, s := range p.Impact.Silent {
		lines = append(lines, "silent "+s.RoutingProfile+" "+s.Channel+" "+strings.Join(s.Queues, " "))
	}
	for _, w := range p.Impact.Workloads {
		line := fmt.Sprintf("%s %s: %d -> %d", cmp.Or(w.Type, "others"), w.Channel, w.Before, w.After)
		if len(w.Queues) > 0 {
			line += ", none in " + strings.Join(w.Queues, " ")
		}
		lines = append(lines, line)
	}
	people := p.Impact.People
	for _, group := range []struct {
		word  string
		users []string
	}{{"joins ", people.Joiners}, {"moves ", people.Movers}, {"reassigns ", people.Reassigned}, {"leaves ", people.Leavers}} {
		if len(group.users) > 0 {
			lines = append(lines, group.word+strings.Join(group.users, " "))
		}
	}
	var reads []string
	for l := range p.Needs {
		reads = append(reads, l.Key)
	}
	slices.Sort(reads)
	if len(reads) > 0 {
		lines = append(lines, "reads "+strings.Join(reads, " "))
	}
	return lines
}

func grants(sign string, list []impact.Grant) string {
	text := ""
	for _, g := range list {
		text += " " + sign + g.Permission
		if g.Escalates {
			text += "!"
		}
		if g.Restricts {
			text += "(restricts)"
		}
		text += " via " + strings.Join(g.Via, "|")
	}
	return text
}

func unknown(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return " unknown " + strings.Join(names, " ")
}

// TestLockOut holds plans against the last who can administer the instance.
func TestLockOut(t *testing.T) {
	t.Parallel()
	const able, half = "security.Able?{permissions=SecurityProfiles.Edit|Users.Edit} ", "security.Half?{permissions=Users.Edit} "
	for _, tt := range []struct {
		name, live, want string
		lockout          bool
		refused, notice  string
	}{
		{name: "the last", live: able + half + "user.ada?{routing=None security=Able}", want: "user.ada{security=Half}", refused: `from "ada"`},
		{name: "allowed", live: able + half + "user.ada?{routing=None security=Able}", want: "user.ada{security=Half}", lockout: true, notice: "Nobody keeps Users.Edit"},
		{name: "another keeps it", live: able + half + "user.ada?{routing=None security=Able} user.ben?{routing=None security=Able}", want: "user.ada{security=Half}"},
		{name: "handed over", live: able + half + "user.ada?{routing=None security=Able} user.ben?{routing=None security=Half}", want: "user.ada{security=Half} user.ben{security=Able}"},
		{name: "nobody had it", live: half + "security.O?{permissions=A} user.ada?{routing=None security=Half}", want: "user.ada{security=O}"},
		{name: "in one person", live: able + half + "security.Rest?{permissions=SecurityProfiles.Edit} user.ada?{routing=None security=Able} user.ben?{routing=None security=Rest} user.cid?{routing=None security=Half}", want: "user.ada{security=Half}", refused: `from "ada"`},
		{name: "not known", live: able + half + "security.O?{permissions=?A} user.ada?{routing=None security=Able} user.ben?{routing=None security=O}", want: "user.ada{security=Half}", notice: "the permissions of O were not read"},
		{name: "the last leaves", live: able + "user.ada{routing=None security=Able}", want: "", refused: `from "ada"`},
		{name: "the profile changes", live: "security.P{permissions=SecurityProfiles.Edit|Users.Edit} user.ada?{routing=None security=P}", want: "security.P{permissions=Users.Edit}", refused: `from "ada"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			o := plantest.Options
			o.Limits.Lockout = tt.lockout
			p, problems := plantest.Assess(plantest.State(t, plantest.Around+tt.live, true), plantest.State(t, tt.want, false), o)
			if p == nil {
				t.Fatal(problems)
			}
			p.Notices = slices.DeleteFunc(p.Notices, func(n string) bool { return strings.HasPrefix(n, "From now on, callwright manages") })
			for what, says := range map[string]struct {
				got  string
				none bool
				want string
			}{
				"refusals": {fmt.Sprint(p.Refusals), len(p.Refusals) == 0, tt.refused},
				"notices":  {fmt.Sprint(p.Notices), len(p.Notices) == 0, tt.notice},
			} {
				if !strings.Contains(says.got, says.want) || (says.want == "") != says.none {
					t.Errorf("%s are %s, want %q", what, says.got, says.want)
				}
			}
		})
	}
}

// TestAdminGrows holds plans against what the instance's own Admin may do.
func TestAdminGrows(t *testing.T) {
	t.Parallel()
	for want, refused := range map[string]bool{"A|B|C": false, "B|C": true, "A|B": false} {
		live := plantest.State(t, "security.Admin?{permissions=A|B}", true)
		for _, l := range live.All() {
			l.System = true
		}
		p, problems := plantest.Assess(live, plantest.State(t, "security.Admin{permissions="+want+"}", false), plantest.Options)
		if p == nil {
			t.Fatal(problems)
		}
		if (len(p.Refusals) > 0) != refused {
			t.Errorf("with %s, the plan is refused for %v", want, p.Refusals)
		}
	}
}

// TestRelies asks what the changes of users rely on.
func TestRelies(t *testing.T) {
	t.Parallel()
	live := plantest.Around + "security.S?{permissions=A} security.T{permissions=A} security.U?{permissions=?A} routing.P?{outbound=Q rows=Q} user.ada?{routing=None security=S} "
	for _, tt := range []struct{ name, want, relies string }{
		{"newly assigned", "user.ada{routing=P security=S|T} security.T{permissions=A}", "security_profile T, routing_profile P"},
		{"had already", "user.ada{first_name=B security=S} security.T{permissions=A}", ""},
		{"written by the plan", "user.ada{security=T} security.T{permissions=A|B}", ""},
		{"made by the plan", "user.ada{security=V} security.V{permissions=A} security.T{permissions=A}", ""},
		{"not read", "user.ada{security=U} security.T{permissions=A}", ""},
		{"a new user", "user.ben{routing=P security=S} security.T{permissions=A}", "security_profile S, routing_profile P"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, problems := plantest.Assess(plantest.State(t, live, true), plantest.State(t, tt.want, false), plantest.Options)
			if p == nil {
				t.Fatal(problems)
			}
			var relies []string
			for _, c := range p.Changes {
				for _, r := range c.Relies {
					relies = append(relies, r.Kind+" "+r.Name)
				}
			}
			if got := strings.Join(relies, ", "); got != tt.relies {
				t.Errorf("relies on %q, want %q", got, tt.relies)
			}
		})
	}
}

// TestAIAgents counts the AI agents that have a profile whose rights change.
func TestAIAgents(t *testing.T) {
	t.Parallel()
	live := plantest.State(t, plantest.Around+"security.P{permissions=A} security.O{permissions=B} user.ada?{routing=None security=P}", true)
	for _, tt := range []struct {
		name, want, impact string
		agents             map[string][]string
		rights             bool
	}{
		{
			"some have the profile", "security.P{permissions=A|C} security.O{permissions=B}", "ada and [x y] +C via P",
			map[string][]string{"x": {"O", "P"}, "y": {"P"}, "z": {"O"}, "none": {}},
			true,
		},
		{"nobody else has it", "security.P{permissions=A} security.O{permissions=B|C}", " and [z] +C via O", map[string][]string{"z": {"O"}}, true},
		{"nobody asked", "security.P{permissions=A|C} security.O{permissions=B}", "ada and [] +C via P", nil, true},
		{"no rights change", "security.P{permissions=A desc=new} security.O{permissions=B}", "", map[string][]string{"x": {"P"}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, problems := plantest.Assess(live.WithAIAgents(tt.agents), plantest.State(t, tt.want, false), plantest.Options)
			if p == nil {
				t.Fatal(problems)
			}
			got := ""
			for _, c := range p.Impact.Access {
				got += fmt.Sprintf("%s and %v%s", strings.Join(c.Users, " "), c.AIAgents, grants("+", c.Gains))
			}
			if got != tt.impact || p.ChangesRights != tt.rights {
				t.Errorf("impact is %q and rights change: %v, want %q", got, p.ChangesRights, tt.impact)
			}
		})
	}
}

// TestNeeds asks for all of what is deleted.
func TestNeeds(t *testing.T) {
	t.Parallel()
	live := plantest.State(t, plantest.Around+"routing.P{outbound=Q rows=?Q}", true)
	p, problems := plantest.Assess(live, plantest.State(t, "", false), plantest.Options)
	if p == nil {
		t.Fatal(problems)
	}
	profile, _ := live.Lookup(schema.Name{Kind: "routing_profile", Key: "P"})
	rows := profile.Kind.Set("queues")
	if p.Needs[profile].And(rows) != rows {
		t.Errorf("the rows of what is deleted are not asked for: %v", p.Needs)
	}
}

// TestInUse holds deletions against what objects that are not managed refer to, as a
// bulk read tells it.
func TestInUse(t *testing.T) {
	t.Parallel()
	live := plantest.State(t, plantest.Around+"queue.A{hours=H} routing.P?{outbound=Q rows=?A}", true)
	p, problems := plantest.Assess(live, plantest.State(t, "", false), plantest.Options)
	if p == nil {
		t.Fatal(problems)
	}
	if got := fmt.Sprint(p.Refusals); !strings.Contains(got, `routing_profile "P" still refers to it`) {
		t.Errorf("refusals are %s", got)
	}
}
