package main

import (
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/config/decode"
	"github.com/callwright/callwright/schema/schematest"
)

// configOf returns a configuration that describes these objects, for an instance.
func configOf(want *schema.State, instance string) *config.Config {
	settings := decode.Settings{Provider: config.Provider{Instance: instance}}
	return &config.Config{Result: &decode.Result{Settings: settings, Want: want}}
}

// checkPolicy checks that the policy for a configuration allows all calls of a run.
func (c *centre) checkPolicy(what string, m measure, want *schema.State, writes bool) {
	c.Helper()
	cfg := configOf(want, "alias")
	var granted []string
	for _, s := range policyFor(instanceARN(cfg.Provider), cfg, writes).Statement {
		granted = append(granted, s.Action...)
	}
	for _, operation := range slices.Sorted(maps.Keys(m.calls)) {
		if !slices.Contains(granted, "connect:"+operation) {
			c.Errorf("%s calls %s, which its policy does not allow", what, operation)
		}
	}
}

// TestPolicyAllowsEveryCall plans and applies random configurations with all attributes, one
// after the other, so that objects are created, changed, renamed and deleted. The policies
// must allow every call that the simulator sees.
func TestPolicyAllowsEveryCall(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		c := newCentre(t)
		c.latency = nil
		for round := range uint64(3) {
			want := schematest.OfConnect(schematest.New(seed*10+round, 5).Want(true))
			for _, writes := range []bool{false, true} {
				m := c.runState(schematest.Stack, want, -1, writes)
				c.checkPolicy(map[bool]string{false: "plan", true: "apply"}[writes], m, want, writes)
			}
		}
	}
}

// TestOperationsExist checks that every operation in our tables exists in the AWS SDK: a
// misspelt one would be in no policy.
func TestOperationsExist(t *testing.T) {
	t.Parallel()
	api := reflect.TypeFor[*connect.Client]()
	for _, operation := range amazonconnect.Operations() {
		if _, ok := api.MethodByName(operation); !ok {
			t.Errorf("there is no operation %q", operation)
		}
	}
}

// TestPolicyOfExamples does the same as TestPolicyAllowsEveryCall with our examples.
func TestPolicyOfExamples(t *testing.T) {
	t.Parallel()
	folders, err := os.ReadDir("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, folder := range folders {
		if !folder.IsDir() {
			continue
		}
		cfg, diags := config.Load(os.DirFS("../../examples/"+folder.Name()), ".", config.Options{Stack: "support"})
		if diags.HasErrors() {
			continue // it needs variables, or files of another folder
		}
		tried++
		c := newCentre(t)
		c.latency = nil
		for _, writes := range []bool{false, true} {
			c.checkPolicy(folder.Name(), c.runState("support", schematest.OfConnect(cfg.Want), -1, writes), cfg.Want, writes)
		}
	}
	if tried == 0 {
		t.Error("no example was tried")
	}
}

// TestPolicyIsMinimal checks that a policy has no permissions for kinds and attributes that
// the configuration does not describe.
func TestPolicyIsMinimal(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("queue")
	q := &schema.Resource{Kind: k, Body: &schema.Queue{Name: "Q"}, Given: k.Set("name", "status")}
	q.UpdateKey()
	want, err := schema.NewState([]*schema.Resource{q})
	if err != nil {
		t.Fatal(err)
	}
	writes := writeOperations(amazonconnect.ManagedBy(want))
	if got := strings.Join(writes, " "); got != "CreateQueue DeleteQueue TagResource UntagResource UpdateQueueName UpdateQueueStatus" {
		t.Errorf("a queue's status needs %s", got)
	}
	if reads := amazonconnect.ManagedBy(want).Reads("security_profile"); !slices.Contains(reads, "ListSecurityProfilePermissions") || slices.Contains(reads, "ListRoutingProfileQueues") {
		t.Errorf("what users may do is read by %v", reads)
	}
	if reads := amazonconnect.ManagedBy(want).Reads(); slices.Contains(reads, "ListSecurityProfilePermissions") || !slices.Contains(reads, "SearchUsers") {
		t.Errorf("a queue's status is read by %v", reads)
	}
}

// TestPolicyOfAccountResources checks the permissions for phone numbers and applications,
// which the ARN of the instance does not cover. A policy has them only if the configuration
// names some.
func TestPolicyOfAccountResources(t *testing.T) {
	t.Parallel()
	const instance = "arn:aws-us-gov:connect:us-gov-west-1:123456789012:instance/11111111-2222-3333-4444-555555555555"
	of := func(body any, kind string, given ...string) *schema.Resource {
		return schematest.Of(kind, body, given...)
	}
	for _, tt := range []struct {
		name   string
		want   *schema.Resource
		writes bool
		allow  string
	}{
		{"a queue without a number", of(&schema.Queue{Name: "Q"}, "queue", "name", "outbound_caller.name"), true, ""},
		{"planning for a number", of(&schema.Queue{Name: "Q"}, "queue", "outbound_caller.number"), false, "connect:ListPhoneNumbersV2 on connect:us-gov-west-1:123456789012:phone-number/*"},
		{
			"writing a number", of(&schema.Queue{Name: "Q"}, "queue", "outbound_caller.number"), true,
			"connect:ListPhoneNumbersV2 connect:CreateQueue connect:UpdateQueueOutboundCallerConfig on connect:us-gov-west-1:123456789012:phone-number/*",
		},
		{"planning for applications", of(&schema.SecurityProfile{Name: "S"}, "security_profile", "applications"), false, ""},
		{
			"writing applications", of(&schema.SecurityProfile{Name: "S"}, "security_profile", "applications"), true,
			"connect:CreateSecurityProfile connect:UpdateSecurityProfile on app-integrations:us-gov-west-1:123456789012:application/*",
		},
	} {
		want, err := schema.NewState([]*schema.Resource{tt.want})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, s := range policyFor(instance, configOf(want, instance), tt.writes).Statement {
			if where, is := strings.CutPrefix(s.Resource[0], "arn:aws-us-gov:"); is && !strings.Contains(where, ":instance/") {
				got += strings.Join(s.Action, " ") + " on " + where
			}
		}
		if got != tt.allow {
			t.Errorf("%s allows %q, want %q", tt.name, got, tt.allow)
		}
	}
}

// TestInstanceARN checks the ARN for each way to name an instance.
func TestInstanceARN(t *testing.T) {
	t.Parallel()
	const id = "11111111-2222-3333-4444-555555555555"
	for _, tt := range []struct{ instance, region, want string }{
		{"arn:aws:connect:eu-west-2:123456789012:instance/" + id, "", "arn:aws:connect:eu-west-2:123456789012:instance/" + id},
		{id, "eu-west-2", "arn:aws:connect:eu-west-2:*:instance/" + id},
		{"alias", "us-gov-west-1", "arn:aws-us-gov:connect:us-gov-west-1:*:instance/*"},
		{"alias", "", "arn:aws:connect:*:*:instance/*"},
	} {
		if got := instanceARN(config.Provider{Instance: tt.instance, Region: tt.region}); got != tt.want {
			t.Errorf("%s in %q: %s, want %s", tt.instance, tt.region, got, tt.want)
		}
	}
}

// createUser creates a user that no configuration describes, so that plans have somebody
// whose permissions and queues they may change.
func (s *site) createUser() {
	s.Helper()
	client := connect.New(connect.Options{
		Region: "eu-west-2", BaseEndpoint: &s.url, Credentials: credentials.NewStaticCredentialsProvider("a", "b", ""),
	})
	id := aws.String(s.server.Instance().ID)
	profiles, err := client.ListRoutingProfiles(s.Context(), &connect.ListRoutingProfilesInput{InstanceId: id})
	if err != nil {
		s.Fatal(err)
	}
	rights, err := client.ListSecurityProfiles(s.Context(), &connect.ListSecurityProfilesInput{InstanceId: id})
	if err != nil {
		s.Fatal(err)
	}
	_, err = client.CreateUser(s.Context(), &connect.CreateUserInput{
		InstanceId: id, Username: aws.String("stranger"), IdentityInfo: &types.UserIdentityInfo{FirstName: aws.String("S"), LastName: aws.String("T")},
		PhoneConfig:      &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone},
		RoutingProfileId: profiles.RoutingProfileSummaryList[0].Id, SecurityProfileIds: []string{*rights.SecurityProfileSummaryList[0].Id},
	})
	if err != nil {
		s.Fatal(err)
	}
}

// TestPolicyOfCommands runs the real commands, in processes of their own, for configurations
// of one kind each. The policies must allow all of their calls.
func TestPolicyOfCommands(t *testing.T) {
	t.Parallel()
	for name, objects := range map[string]string{
		"hours": `hours_of_operation "h" {
  time_zone = "UTC"
  schedule  = {}
  parents   = ["Basic Hours"]
  overrides = [{ name = "Christmas", from = "2026-12-25", to = "2026-12-25", closed = true }]
}`,
		"queue": `queue "q" {
  hours_of_operation = "Basic Hours"
  status             = "disabled"
  outbound_caller    = { number = "+441632960001", flow = "Default outbound" }
  quick_connects     = []
}`,
		"quick connect": `quick_connect "k" {
  queue = { queue = "BasicQueue", flow = "Default queue transfer" }
}`,
		"agent status":         "agent_status \"s\" {\n  state = \"disabled\"\n}",
		"predefined attribute": "predefined_attribute \"a\" {\n  values = [\"x\"]\n}",
		"hierarchy":            "hierarchy {\n  levels = [\"One\"]\n}\nhierarchy_group \"g\" {\n}",
		"security profile":     "security_profile \"s\" {\n  permissions  = [\"BasicAgentAccess\"]\n  applications = []\n  access_control_tags = {}\n}",
		"routing profile": `routing_profile "r" {
  description              = "x"
  default_outbound_queue   = "BasicQueue"
  channels                 = { voice = 1, chat = 2 }
  cross_channel            = { chat = "any" }
  queues                   = [{ queue = "BasicQueue", priority = 1, delay = 0 }]
  manual_assignment_queues = [{ queue = "BasicQueue", channels = ["chat"] }]
}`,
		"user": `user "u" {
  first_name        = "U"
  last_name         = "U"
  email             = "u@example.com"
  routing_profile   = "Basic Routing Profile"
  security_profiles = ["Agent"]
  proficiencies     = []
  channels          = { chat = { auto_accept = true } }
}`,
		"checks": `queue "q" {
  hours_of_operation = "Basic Hours"
}
check "c" {
  assert  = length(agents_serving(queue.q)) + length(users_with("Users.Edit")) >= 0
  message = "There are none."
}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var mu sync.Mutex
			seen := map[string]bool{}
			s := newSite(t, func(c sim.Call, _ *os.Process) {
				mu.Lock()
				defer mu.Unlock()
				seen[c.Operation] = true
			})
			s.createUser()
			s.write("main.hcl", objects)
			cfg, diags := config.Load(os.DirFS(s.dir), ".", config.Options{})
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			for _, args := range [][]string{{"plan"}, {"apply", "--auto-approve"}, {"plan", "--refresh", "full"}, {"drift"}, {"unmanaged"}} {
				clear(seen)
				s.must(exitOK, args...)
				var granted []string
				for _, statement := range policyFor(instanceARN(cfg.Provider), cfg, args[0] == "apply").Statement {
					granted = append(granted, statement.Action...)
				}
				for operation := range seen {
					if !slices.Contains(granted, "connect:"+operation) {
						t.Errorf("%v calls %s, which the policy does not allow", args, operation)
					}
				}
			}
		})
	}
}
