package config_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
)

// A centre answers questions from a table: "agents_serving Sales voice" → names. It
// answers a question that is not in the table as if the objects had not been read.
type centre map[string]string

func (c centre) answer(question ...string) ([]string, error) {
	key := strings.Join(strings.Fields(strings.Join(question, " ")), " ")
	names, ok := c[key]
	switch {
	case !ok:
		return nil, fmt.Errorf("what %s says: %w", key, schema.ErrNotRead)
	case names == "?":
		return nil, fmt.Errorf("there will be no such thing")
	}
	return strings.Fields(names), nil
}

func (c centre) AgentsServing(queue string, by schema.ServiceFilter) ([]string, error) {
	limits := ""
	if by.MaxDelay >= 0 {
		limits = fmt.Sprintf("delay<=%d ", by.MaxDelay)
	}
	if by.MaxPriority > 0 {
		limits += fmt.Sprintf("priority<=%d", by.MaxPriority)
	}
	return c.answer("agents_serving", queue, by.Channel, by.Workload, limits)
}

func (c centre) HoursOpen(queue string) (float64, error) {
	answer, err := c.answer("hours_open", queue)
	if err != nil {
		return 0, err
	}
	return strconv.ParseFloat(answer[0], 64)
}

func (c centre) QueueStatus(queue string) (string, error) {
	answer, err := c.answer("queue_status", queue)
	return strings.Join(answer, ""), err
}

func (c centre) ServiceLevel(queue, channel string) (float64, error) {
	list, err := c.answer("service_level", queue, channel)
	return float64(len(list)) / 10, err
}

func (c centre) WaitP90(queue, channel string) (float64, error) {
	list, err := c.answer("wait_p90", queue, channel)
	return float64(len(list)), err
}

func (c centre) PermissionsOf(user string) ([]string, error) { return c.answer("permissions_of", user) }

func (c centre) UsersWith(permission string) ([]string, error) {
	return c.answer("users_with", permission)
}

func (c centre) QueuesOf(user string) ([]string, error) { return c.answer("queues_of", user) }

func TestJudge(t *testing.T) {
	t.Parallel()
	const objects = "queue \"sales\" {\n  name = \"Sales Team\"\n}\nuser \"agents\" {\n  for_each = toset([\"ana\", \"bo\"])\n}\n"
	known := centre{
		"agents_serving Sales Team": "ana bo", "agents_serving Sales Team chat": "", "agents_serving Sales Team task claims": "bo", "agents_serving Sales Team task Sales": "", "agents_serving Old": "?",
		"agents_serving Sales Team voice delay<=0 priority<=3": "ana", "hours_open Sales Team": "37.5", "hours_open Old": "?", "queue_status Sales Team": "disabled",
		"permissions_of ana": "Users.View", "permissions_of bo": "Users.View", "users_with Users.Edit": "cy", "queues_of ana": "Sales",
	}
	for name, test := range map[string]struct {
		assert, message, severity string
		want                      string // level, address, message
	}{
		"holds":                  {`length(agents_serving(queue.sales)) == 2`, `"x"`, "", `pass queue.sales `},
		"fails":                  {`length(agents_serving(queue.sales)) > 2`, `"has ${join(", ", agents_serving("Sales Team"))}"`, "", `error queue.sales has ana, bo`},
		"warns":                  {`length(agents_serving(queue.sales, "chat")) > 0`, `"no chat"`, "warning", `warning queue.sales no chat`},
		"a workload type":        {`agents_serving(queue.sales, "task", { workload = "claims" }) == tolist(["bo"])`, `"x"`, "", `pass queue.sales `},
		"a delay and a priority": {`agents_serving(queue.sales, "voice", { max_priority = 3, max_delay = 0 }) == tolist(["ana"])`, `"x"`, "", `pass queue.sales `},
		"hours of a queue":       {`hours_open(queue.sales) >= 40`, `"open ${hours_open(queue.sales)} h"`, "", `error queue.sales open 37.5 h`},
		"hours of no queue":      {`hours_open("Old") > 0`, `"x"`, "", `error  There will be no such thing.`},
		"a status":               {`queue_status(queue.sales) == "enabled"`, `"is ${queue_status(queue.sales)}"`, "", `error queue.sales is disabled`},
		"an answer as option":    {`length(agents_serving(queue.sales, "task", { workload = queues_of("ana")[0] })) == 0`, `"x"`, "", `pass  `},
		"several objects":        {`alltrue([for u in user.agents : contains(permissions_of(u), "Users.Edit")])`, `"x"`, "", `error  x`},
		"one of for_each":        {`length(queues_of(user.agents["ana"])) > 1`, `"x"`, "", `error user.agents["ana"] x`},
		"asks nothing":           {`1 > 2`, `"numbers"`, "", `error  numbers`},
		"not read":               {`length(queues_of("bo")) > 0`, `"x"`, "", `error user.agents["bo"] What queues_of bo says: not read.`},
		"not read, tried":        {`length(try(queues_of("bo"), [])) == 0`, `"x"`, "", `error user.agents["bo"] What queues_of bo says: not read.`},
		"not read, warned":       {`length(queues_of("bo")) > 0`, `"x"`, "warning", `warning user.agents["bo"] What queues_of bo says: not read.`},
		"not read in all":        {`can(queues_of("bo")) || can(queues_of("bo"))`, `"x"`, "", `error user.agents["bo"] What queues_of bo says: not read.`},
		"not there":              {`length(agents_serving("Old")) > 0`, `"x"`, "", `error  There will be no such thing.`},
		"not there, tried":       {`length(try(agents_serving("Old"), [])) == 0`, `"x"`, "", `pass  `},
		"many not there":         {`alltrue([for i in range(30) : length(agents_serving(i < 13 ? "Old" : "Sales Team")) > 0 || length(queues_of("x${i}")) > 0])`, `"x"`, "", `error  ` + unreadLines},
		"no value":               {`users_with("Users.Edit")[1] == "x"`, `"x"`, "", `error  The given key does not identify an element in this collection value: the given index is greater than or equal to the length of the collection.`},
		"no message":             {`length(users_with("Users.Edit")) > 1`, `queues_of("ana")[7]`, "", `error user.agents["ana"] The assertion is false, and the message has no value. The given key does not identify an element in this collection value.`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			src := objects + "check \"c\" {\n  assert = " + test.assert + "\n  message = " + test.message + "\n"
			if test.severity != "" {
				src += "  severity = \"" + test.severity + "\"\n"
			}
			c, diags := config.Load(fstest.MapFS{"main.hcl": {Data: []byte(src + "}\n")}}, ".", config.Options{})
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			for range 2 {
				verdicts, problems := c.Judge(known)
				var got []string
				for _, v := range verdicts {
					got = append(got, fmt.Sprintf("%s %s %s", v.Status, v.Address, v.Message))
				}
				if diff := cmp.Diff([]string{test.want}, got); diff != "" {
					t.Errorf("Judge() mismatch (-want +got):\n%s", diff)
				}
				for _, d := range c.Locate(problems) {
					if d.Subject == nil || string(d.Subject.SliceBytes([]byte(src))) != test.assert || !strings.HasPrefix(d.Summary, "Check ") {
						t.Errorf("%s is at %v", d.Summary, d.Subject)
					}
				}
				if failed := verdicts[0].Status != schema.Passed; failed != (len(problems) == 1) {
					t.Errorf("%d problems of %v", len(problems), verdicts)
				}
			}
		})
	}
}

// unreadLines are the lines of a diagnostic about thirty questions without an answer.
var unreadLines = func() string {
	var lines []string
	for i := range 10 {
		lines = append(lines, fmt.Sprintf("What queues_of x%d says: not read.", i))
	}
	return strings.Join(lines, "\n") + "\nThe same is true of 20 more."
}()

// TestJudgeWithoutState judges without a plan: only the checks that ask nothing.
func TestJudgeWithoutState(t *testing.T) {
	t.Parallel()
	src := `
check "asks" {
  assert  = length(users_with("Users.Edit")) < 3
  message = "x"
}
check "says" {
  assert  = false
  message = "${length(users_with("Users.Edit"))}"
}
check "fails" {
  assert  = 1 > 2
  message = "x"
}`
	c, diags := config.Load(fstest.MapFS{"main.hcl": {Data: []byte(src)}}, ".", config.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	verdicts, problems := c.Judge(nil)
	want := []schema.CheckResult{{Check: "fails", Status: schema.Refused, Message: "x"}}
	if diff := cmp.Diff(want, verdicts); diff != "" || len(problems) != 1 {
		t.Errorf("Judge(nil) mismatch (-want +got):\n%s", diff)
	}
}

// TestQuestionsDrawOnTheBudget asks more questions than the budget allows.
func TestQuestionsDrawOnTheBudget(t *testing.T) {
	t.Parallel()
	src := "check \"c\" {\n  assert = length([for a in range(1000) : [for b in range(1000) : users_with(\"Users.Edit\")]]) > 0\n  message = \"x\"\n}\n"
	_, diags := config.Load(fstest.MapFS{"main.hcl": {Data: []byte(src)}}, ".", config.Options{})
	if len(diags) != 1 || diags[0].Summary != "Configuration too large to evaluate" {
		t.Errorf("Load() says %v", diags)
	}
	few := "check \"c\" {\n  assert = length([for a in agents_serving(\"Q\") : [for b in agents_serving(\"Q\") : users_with(a)]]) > 0\n  message = \"x\"\n}\n"
	c, diags := config.Load(fstest.MapFS{"main.hcl": {Data: []byte(few)}}, ".", config.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	_, problems := c.Judge(centre{"agents_serving Q": strings.Repeat("ana ", 1000), "users_with ana": ""})
	if len(problems) != 1 || !strings.Contains(problems[0].Detail(), "exceed the limits") {
		t.Errorf("Judge() says %v", problems)
	}
}
