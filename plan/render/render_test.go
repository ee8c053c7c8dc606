package render_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s mismatch (-want +got):\n%s", name, diff)
	}
}

// A story is a live state and a desired one, put together object by object.
type story struct {
	live, want []*schema.Resource
	line       int
}

const instanceID = "11111111-2222-3333-4444-555555555555"

func (s *story) is(label, key string, body any) *story {
	r := s.resource(label, key, body)
	d := record.Digester{Salt: instanceID, ID: func(n schema.Name) (string, bool) { return "id-" + n.Key, true }}
	r.Record.Owner = record.Owner("support", r.Addr)
	r.Live, r.Desired = &schema.Live{ID: "id-" + r.Key}, nil
	r.Record, _ = d.Renew(record.Applied{}, r, r.ID, r.Given, 0)
	s.live = append(s.live, r)
	return s
}

// drift changes a live object behind the configuration's back.
func (s *story) drift(key string, change func(*schema.Resource)) {
	for _, r := range s.live {
		if r.Key == key {
			change(r)
		}
	}
}

func (s *story) wants(label, key string, body any, names ...string) *story {
	r := s.resource(label, key, body)
	if len(names) > 0 {
		r.Given = r.Kind.Set(append(names, r.Kind.Label)...)
	}
	s.line += 10
	r.Source.Range = hcl.Range{Filename: "main.hcl", Start: hcl.Pos{Line: s.line, Column: 1}, End: hcl.Pos{Line: s.line, Column: 9}}
	if key != "" {
		r.Source.Row = fmt.Sprintf("agents.csv:%d", s.line)
	}
	r.Record.Owner = record.Owner("support", r.Addr)
	s.want = append(s.want, r)
	return s
}

func (s *story) resource(label, key string, body any) *schema.Resource {
	name := map[string]string{
		"*schema.HoursOfOperation": "hours_of_operation", "*schema.Queue": "queue", "*schema.RoutingProfile": "routing_profile",
		"*schema.SecurityProfile": "security_profile", "*schema.User": "user",
	}[fmt.Sprintf("%T", body)]
	k, _ := schema.KindOf(name)
	r := &schema.Resource{Kind: k, Body: body, Given: k.Every(), Desired: &schema.Desired{Addr: schema.Addr{Kind: name, Label: label, Key: key, Keyed: key != ""}}}
	r.UpdateKey()
	return r
}

func (s *story) plan(t testing.TB) *impact.Assessment {
	t.Helper()
	live, err := schema.NewState(s.live)
	if err != nil {
		t.Fatal(err)
	}
	want, err := schema.NewState(s.want)
	if err != nil {
		t.Fatal(err)
	}
	o := impact.Options{
		Options: plan.Options{
			Instance: schema.Instance{
				ID: instanceID, Name: "prod-eu", ARN: "arn:aws:connect:eu-central-1:123456789012:instance/" + instanceID,
				Account: "123456789012", Region: "eu-central-1", Service: "Amazon Connect",
			},
			Stack: "support",
		},
		Limits: impact.Allowed{Deletes: 10, Percent: 10},
	}
	p, problems := impact.Judge(plan.Make(live, want, o.Options), live, want, o)
	if p == nil {
		t.Fatal(problems)
	}
	p.Estimate = plan.Estimate{Calls: 41, Seconds: 22}
	return p
}

func hours() *schema.HoursOfOperation {
	return &schema.HoursOfOperation{Name: "Always", TimeZone: "Europe/London", Schedule: map[string][]string{"monday": {"00:00-24:00"}}}
}

func queue(name string) *schema.Queue {
	return &schema.Queue{Name: name, Description: "Calls", HoursOfOperation: "Always", Status: "enabled"}
}

func profile(rows ...schema.QueueRow) *schema.RoutingProfile {
	return &schema.RoutingProfile{Name: "Premium", Description: "Gold", DefaultOutboundQueue: "Gold", Channels: map[string]int{"voice": 1, "chat": 3}, Queues: rows}
}

func row(queue, channel string, priority, delay int) schema.QueueRow {
	return schema.QueueRow{Queue: queue, Channel: channel, Priority: priority, Delay: delay}
}

func person(name, profile string, security ...string) *schema.User {
	return &schema.User{Username: name, FirstName: "Ana", LastName: "Lopez", RoutingProfile: profile, SecurityProfiles: security}
}

// changes is a plan with one change of each sort.
func changes() *story {
	s := &story{}
	s.is("always", "", hours()).wants("always", "", hours())
	s.is("gold", "", queue("Gold")).wants("gold", "", queue("Gold"))
	s.is("old", "", queue("Old"))
	s.is("silver", "", queue("Silber")).wants("silver", "", queue("Silver"))
	s.wants("new", "", queue("New"), "hours_of_operation", "description")
	s.is("premium", "", profile(row("Gold", "chat", 2, 20), row("Gold", "voice", 1, 0), row("Old", "voice", 3, 80)))
	s.wants("premium", "", profile(row("Gold", "voice", 2, 0), row("New", "voice", 1, 30), row("New", "chat", 1, 30)), "queues")
	s.is("plus", "", &schema.SecurityProfile{Name: "Plus", Permissions: []string{"AccessMetrics", "Users.View"}, Tags: map[string]string{"team": "a", "site": "b"}})
	s.drift("Plus", func(r *schema.Resource) { // somebody added a permission in the console
		p := r.Body.(*schema.SecurityProfile)
		p.Permissions = append(p.Permissions, "Users.Edit")
	})
	s.wants("plus", "", &schema.SecurityProfile{Name: "Plus", Permissions: []string{"AccessMetrics", "BasicAgentAccess"}, Tags: map[string]string{"team": "c", "cost": "d"}}, "permissions", "tags", "description")
	for _, name := range []string{"ana", "bo", "cy", "di"} {
		s.is("agents", name, person(name, "Premium", "Plus"))
		want := person(name, "Premium", "Plus")
		want.Phone.AfterContactWork = 30
		s.wants("agents", name, want, "phone.after_contact_work")
	}
	s.wants("agents", "eve", person("eve", "Premium", "Plus"), "first_name", "last_name", "routing_profile", "security_profiles")
	return s
}

func TestHuman(t *testing.T) {
	t.Parallel()
	p := changes().plan(t)
	for name, style := range map[string]render.Style{
		"summary": {Detail: render.Summary},
		"changes": {Detail: render.Changes, Commit: "main@3f2c1aa"},
		"full":    {Detail: render.Full},
		"colour":  {Detail: render.Changes, Color: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			if err := render.Human(&b, p, "sha256:9f1c0a", style); err != nil {
				t.Fatal(err)
			}
			golden(t, name+".golden", b.Bytes())
		})
	}
}

func TestNoChanges(t *testing.T) {
	t.Parallel()
	s := &story{}
	p := s.is("always", "", hours()).wants("always", "", hours()).plan(t)
	var b bytes.Buffer
	if err := render.Human(&b, p, "sha256:9f1c0a", render.Style{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("No changes. prod-eu matches the configuration (1 object).\n", b.String()); diff != "" {
		t.Errorf("Human() mismatch (-want +got):\n%s", diff)
	}
}

// TestHostileNames shows names that would move a cursor, turn text around or break
// out of a line.
func TestHostileNames(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := render.Human(&b, hostile().plan(t), "", render.Style{Detail: render.Changes}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\r\t\u202e\u200b") || strings.Contains(b.String(), "\nPlan: 0 to create") {
		t.Errorf("a name reached the terminal as it is: %q", b.String())
	}
	golden(t, "hostile.golden", b.Bytes())
}

func TestDocument(t *testing.T) {
	t.Parallel()
	d, err := document.New(changes().plan(t))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	if err := e.Encode(d); err != nil {
		t.Fatal(err)
	}
	golden(t, "plan.json.golden", b.Bytes())
}

// TestSameBytes renders equal plans, which must give equal bytes.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	var first []byte
	for range 5 {
		p := changes().plan(t)
		d, err := document.New(p)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		b := bytes.NewBuffer(text)
		if err := render.Human(b, p, d.Digest, render.Style{Detail: render.Full}); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b.Bytes()
		}
		if !bytes.Equal(first, b.Bytes()) {
			t.Fatal("two renderings of one plan differ")
		}
	}
}
