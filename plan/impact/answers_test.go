package impact_test

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// answered are questions about planned states, in the notation of plantest.
var answered = []struct {
	name, reason string
	live, want   string
	question     string // a function and its arguments
	answer       string
	reads        string // what the plan needs for it
}{
	{
		name: "agents who come", reason: "the planned state counts, not the live one",
		live: "routing.P?{outbound=Q rows=Q}", want: "user.ada{routing=P security=S}", question: "agents_serving Q", answer: "ada",
	},
	{
		name: "agents who go", reason: "a row that the plan drops serves nobody",
		live: "routing.P{outbound=Q rows=Q|R} user.ada?{routing=P security=S}", want: "routing.P{outbound=Q rows=Q}", question: "agents_serving R", answer: "",
	},
	{
		name: "one channel", reason: "agents on another channel do not count",
		live: "routing.P?{outbound=Q rows=Q} user.ada?{routing=P security=S}", question: "agents_serving Q chat", answer: "",
	},
	{
		name: "a channel with workload types alone", reason: "it is on",
		live: "routing.P?{outbound=Q channels= types=claims|tax rows=Q:1:0:task} user.ada?{routing=P security=S}", question: "agents_serving Q task", answer: "ada",
	},
	{
		name: "a workload type", reason: "agents of a channel without types take every type",
		live: "routing.P?{outbound=Q types=claims rows=Q:1:0:task} routing.O?{outbound=Q types=tax rows=Q:1:0:task} routing.R?{outbound=Q channels=task rows=Q:1:0:task} " +
			"user.ada?{routing=P security=S} user.ben?{routing=O security=S} user.cid?{routing=R security=S}", question: "agents_serving Q task workload=claims", answer: "ada cid",
	},
	{
		name: "a workload type of another queue", reason: "the row counts, too",
		live: "routing.P?{outbound=Q types=claims rows=R:1:0:task} user.ada?{routing=P security=S}", question: "agents_serving Q task workload=claims", answer: "",
	},
	{
		name: "a workload type that the plan takes away", reason: "the planned state counts",
		live: "routing.P{outbound=Q types=claims|tax rows=Q:1:0:task} user.ada?{routing=P security=S}", want: "routing.P{outbound=Q types=tax rows=Q:1:0:task}", question: "agents_serving Q task workload=claims", answer: "",
	},
	{
		name: "workload types that the plan does not write", reason: "they stay",
		live: "routing.P{outbound=Q types=claims rows=Q:1:0:task} user.ada?{routing=P security=S}", want: "routing.P{outbound=R rows=Q:1:0:task}", question: "agents_serving Q task workload=claims", answer: "ada",
	},
	{
		name: "two profiles", reason: "everybody counts, described or not, and once",
		live: "routing.P?{outbound=Q rows=Q} routing.O?{outbound=Q rows=Q:2:30} user.ben?{routing=P security=S} user.ada?{routing=O security=S}", question: "agents_serving Q voice", answer: "ada ben",
	},
	{
		name: "who serves soon", reason: "later rows do not count, on any channel",
		live: "routing.P?{outbound=Q rows=Q:1:60} routing.O?{outbound=Q rows=Q:3:0} user.ben?{routing=P security=S} user.ada?{routing=O security=S}", question: "agents_serving Q voice delay=0", answer: "ada",
	},
	{
		name: "who serves at the limit", reason: "the limits are part of what counts",
		live: "routing.P?{outbound=Q rows=Q:2:60} user.ben?{routing=P security=S}", question: "agents_serving Q delay=60 priority=2", answer: "ben",
	},
	{
		name: "who serves first", reason: "a row counts only if both limits hold",
		live: "routing.P?{outbound=Q rows=Q:1:60} routing.O?{outbound=Q rows=Q:3:0} user.ben?{routing=P security=S} user.ada?{routing=O security=S}", question: "agents_serving Q voice delay=0 priority=2", answer: "",
	},
	{
		name: "a status", reason: "a new queue without one is enabled",
		want: "queue.New{hours=H}", question: "queue_status New", answer: "enabled",
	},
	{
		name: "the status of no queue", reason: "a name that nothing has is a slip",
		question: "queue_status Quue", answer: `after the plan there is no queue "Quue".`,
	},
	{
		name: "hours of a queue", reason: "hours without opening times are closed all week",
		want: "hours.New{} queue.Q{hours=New}", question: "hours_open Q", answer: "0",
	},
	{
		name: "a table that was not read", reason: "unknown is not none",
		live: "routing.P?{outbound=Q rows=?Q} user.ada?{routing=P security=S}", question: "agents_serving Q", answer: "not read", reads: "P.queues",
	},
	{
		name: "a table that was not read and is of other queues", reason: "a search tells which queues it is of",
		live: "routing.P?{outbound=Q rows=?R} user.ada?{routing=P security=S}", question: "agents_serving Q", answer: "",
	},
	{
		name: "a table that was not read, of nobody", reason: "it serves nobody, whatever it is",
		live: "routing.P?{outbound=Q rows=?Q}", question: "agents_serving Q", answer: "",
	},
	{
		name: "a table that was not read and whose profile is renamed", reason: "it is read by the name that it has",
		live: "routing.P@p{outbound=Q rows=?Q} user.ada?{routing=P security=S}", want: "routing.New@p{outbound=Q}", question: "queues_of ada", answer: "not read", reads: "P.queues",
	},
	{
		name: "no such queue", reason: "a name that nothing has is a slip",
		question: "agents_serving Quue", answer: `after the plan there is no queue "Quue".`,
	},
	{
		name: "what a user may do", reason: "the union of the profiles, as planned",
		live: "security.P?{permissions=Users.View} security.O?{permissions=Users.Edit|Users.View} user.ada?{routing=None security=P}", want: "user.ada{security=O|P}", question: "permissions_of ada", answer: "Users.Edit Users.View",
	},
	{
		name: "what was not read of a user", reason: "the profile may bring anything",
		live: "security.O?{permissions=?Users.Edit} user.ada?{routing=None security=S}", want: "user.ada{security=S|O}", question: "permissions_of ada", answer: "not read", reads: "O.permissions",
	},
	{
		name: "who has a permission", reason: "by any profile",
		live: "security.P?{permissions=Users.Edit} user.ben?{routing=None security=P} user.ada?{routing=None security=P|S} user.cid?{routing=None security=S}", question: "users_with Users.Edit", answer: "ada ben",
	},
	{
		name: "who has a flow module", reason: "a profile grants more than permissions",
		live: "security.P?{flow_modules=Refunds} security.O?{permissions=?A} user.ben?{routing=None security=P} user.ada?{routing=None security=O}", question: "users_with FlowModule:Refunds", answer: "ben",
	},
	{
		name: "who may have a flow module", reason: "only the flow modules are read",
		live: "security.P?{flow_modules=Refunds} security.O?{permissions=?A flow_modules=?Refunds} user.ben?{routing=None security=P} user.ada?{routing=None security=O}", question: "users_with FlowModule:Refunds", answer: "not read", reads: "O.flow_modules",
	},
	{
		name: "a tool that nobody has", reason: "no list has the names of tools, so it may be right",
		live: "security.P?{flow_modules=Refunds} user.ben?{routing=None security=P}", question: "users_with MCP:orders/refund", answer: "",
	},
	{
		name: "permissions alone", reason: "what else a profile grants is not a permission",
		live: "security.P?{permissions=Users.View flow_modules=Refunds} user.ben?{routing=None security=P}", question: "permissions_of ben", answer: "Users.View",
	},
	{
		name: "who may have a permission", reason: "a profile that was not read is read, and who has it by another is known",
		live: "security.P?{permissions=Users.Edit} security.O?{permissions=?Users.Edit} user.ben?{routing=None security=P|O} user.ada?{routing=None security=O}", question: "users_with Users.Edit", answer: "not read", reads: "O.permissions",
	},
	{
		name: "a permission of nobody", reason: "the catalogue knows it",
		question: "users_with Users.Create", answer: "",
	},
	{
		name: "a permission that is none", reason: "a check on it would always hold",
		question: "users_with Users.Edti", answer: `unknown permission "Users.Edti". Did you mean "Users.Edit"?`,
	},
	{
		name: "a permission that is too new for the catalogue", reason: "somebody has it, so there is one",
		live: "security.P?{permissions=Brand.New} user.ada?{routing=None security=P}", question: "users_with Brand.New", answer: "ada",
	},
	{
		name: "queues of a user", reason: "the queues of the routing profile after the plan",
		live: "routing.P?{outbound=Q rows=R|Q} user.ada?{routing=None security=S}", want: "user.ada{routing=P}", question: "queues_of ada", answer: "Q R",
	},
	{
		name: "no such user", reason: "who goes with the plan is not there",
		live: "user.ada{routing=None security=S}", question: "queues_of ada", answer: `after the plan there is no user "ada".`,
	},
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	for _, test := range answered {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			live, want := plantest.State(t, plantest.Around+"security.S?{permissions=A} "+test.live, true), plantest.State(t, test.want, false)
			got := ""
			o := plantest.Options
			o.Check = func(a *impact.Answers) ([]schema.CheckResult, []schema.Problem) {
				got = ask(a, strings.Fields(test.question))
				return nil, nil
			}
			p, problems := plantest.Assess(live, want, o)
			if p == nil {
				t.Fatal(problems)
			}
			if got != test.answer {
				t.Errorf("%s: %s is %q, want %q", test.reason, test.question, got, test.answer)
			}
			var reads []string
			for r, attrs := range p.Needs {
				if r.Kind.Name == "user" { // what goes is read in full, whatever is asked
					continue
				}
				for i := range attrs.All() {
					reads = append(reads, r.Key+"."+r.Kind.Attrs[i].Name)
				}
			}
			slices.Sort(reads)
			if test.answer == "not read" && strings.Join(reads, " ") != test.reads {
				t.Errorf("%s: the plan needs %v, want %s", test.reason, reads, test.reads)
			}
		})
	}
}

// ask asks a question: a function, its argument, and then a channel and options.
func ask(a *impact.Answers, question []string) string {
	by := schema.AnyService()
	for _, word := range question[2:] {
		name, value, option := strings.Cut(word, "=")
		n, _ := strconv.Atoi(value)
		switch {
		case !option:
			by.Channel = word
		case name == "delay":
			by.MaxDelay = n
		case name == "priority":
			by.MaxPriority = n
		default:
			by.Workload = value
		}
	}
	var names []string
	var err error
	switch question[0] {
	case "agents_serving":
		names, err = a.AgentsServing(question[1], by)
	case "permissions_of":
		names, err = a.PermissionsOf(question[1])
	case "users_with":
		names, err = a.UsersWith(question[1])
	case "queues_of":
		names, err = a.QueuesOf(question[1])
	case "hours_open":
		var hours float64
		hours, err = a.HoursOpen(question[1])
		names = []string{fmt.Sprint(hours)}
	case "queue_status":
		var status string
		status, err = a.QueueStatus(question[1])
		names = []string{status}
	}
	switch {
	case errors.Is(err, schema.ErrNotRead):
		return "not read"
	case err != nil:
		return err.Error()
	}
	return strings.Join(names, " ")
}

// TestPolicy looks at what becomes of verdicts: an error refuses, also where nothing
// changes; a warning warns; all of them are in the document and come back from it.
func TestPolicy(t *testing.T) {
	t.Parallel()
	verdicts := []schema.CheckResult{
		{Check: "a", Status: schema.Refused, Message: "No.", Address: "queue.Q"}, {Check: "b", Status: schema.Warned, Message: "Hm."}, {Check: "c", Status: schema.Passed},
	}
	judge := func(*impact.Answers) ([]schema.CheckResult, []schema.Problem) {
		return verdicts, []schema.Problem{
			{Problem: diag.CheckFailed.Of("a").Problem("No.")},
			{Problem: diag.CheckFailed.Of("b").Problem("Hm.").As(diag.Warning)},
		}
	}
	p, problems := plantest.Assess(plantest.State(t, plantest.Around, true), plantest.State(t, "", false), impact.Options{Options: plan.Options{Stack: "s"}, Check: judge})
	if p == nil {
		t.Fatal(problems)
	}
	if !p.Empty() || len(p.Refusals) != 1 || p.Refusals[0].Detail() != "No." || len(p.Warnings) != 1 || p.Warnings[0].Detail() != "Hm." {
		t.Errorf("refused for %v, warned of %v", p.Refusals, p.Warnings)
	}
	d, err := document.New(p)
	if err != nil {
		t.Fatal(err)
	}
	again, err := d.Assessment()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(verdicts, again.Policy); diff != "" {
		t.Errorf("policy of the document mismatch (-want +got):\n%s", diff)
	}
}
