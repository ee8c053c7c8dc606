package main

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/record"
)

// A tableTown is a contact centre with many tables. Each table takes a call to read.
type tableTown struct {
	users, profiles, rows, security, queues, hours int
	bare                                           bool // whether e-mail addresses and quick connects are not managed
	changed                                        bool // whether the first object of each kind differs, in each way in which its table can
}

// config returns the configuration of the contact centre.
func (t tableTown) config() fstest.MapFS {
	var csv strings.Builder
	csv.WriteString("username,n,email\n")
	for i := range t.users {
		email := fmt.Sprintf("user-%05d@example.com", i)
		if i == 0 && t.changed {
			email = "ada@example.org"
		}
		fmt.Fprintf(&csv, "user-%05d,%d,%s\n", i, i, email)
	}
	without := strings.NewReplacer()
	if t.bare {
		without = strings.NewReplacer("  email             =", "  # email =", "  quick_connects     =", "  # quick_connects =")
	}
	return fstest.MapFS{"agents.csv": {Data: []byte(csv.String())}, "main.hcl": {Data: []byte(without.Replace(fmt.Sprintf(`
callwright {
  stack = "support"
}
provider "amazonconnect" {
  instance = "callwright"
}
locals {
  changed = %[5]t
}
hours_of_operation "h" {
  for_each  = toset([for i in range(%[6]d) : "Hours ${i}"])
  time_zone = "Europe/London"
  schedule  = { monday = ["09:00-17:00"] }
  overrides = local.changed && each.key == "Hours 0" ? [
    { name = "Christmas", from = "2026-12-24", to = "2026-12-26", closed = true },
    { name = "Easter", from = "2027-03-29", to = "2027-03-29", closed = true },
  ] : [
    { name = "Christmas", from = "2026-12-25", to = "2026-12-26", closed = true },
    { name = "New Year", from = "2027-01-01", to = "2027-01-01", closed = true },
  ]
}
quick_connect "out" {
  for_each    = toset(["Desk", "Doctor", "Police"])
  phone    = { number = "+442079460000" }
}
queue "q" {
  for_each           = toset([for i in range(%[4]d) : "Queue ${i}"])
  hours_of_operation = "Basic Hours"
  quick_connects     = local.changed && each.key == "Queue 0" ? [quick_connect.out["Desk"], quick_connect.out["Police"]] : [quick_connect.out["Desk"], quick_connect.out["Doctor"]]
}
security_profile "s" {
  for_each    = toset([for i in range(%[3]d) : "Profile ${i}"])
  permissions = local.changed && each.key == "Profile 0" ? ["BasicAgentAccess", "OutboundCallAccess"] : ["BasicAgentAccess"]
}
routing_profile "r" {
  for_each               = toset([for i in range(%[1]d) : "Routing ${i}"])
  description            = "Test"
  default_outbound_queue = queue.q["Queue 0"]
  channels               = { voice = 1 }
  queues = [
    for i in range(%[2]d) : { queue = queue.q["Queue ${local.changed && each.key == "Routing 0" && i == 0 ? %[2]d : i}"], priority = local.changed && each.key == "Routing 0" && i == 1 ? 77 : i + 1, delay = 0 }
  ]
}
user "u" {
  for_each          = { for r in csvdecode(file("agents.csv")) : r.username => r }
  first_name        = "Ada"
  last_name         = "Lovelace"
  email             = each.value.email
  routing_profile   = routing_profile.r["Routing ${each.value.n %% %[1]d}"]
  security_profiles = [security_profile.s["Profile ${each.value.n %% %[3]d}"]]
}
`, t.profiles, t.rows, t.security, t.queues, t.changed, t.hours)))}}
}

// settled returns a contact centre to which the configuration was applied, and which had the
// chance to show what moves its objects' times: callwright changed each table in each way,
// took that back, and renewed the stamps.
func (t tableTown) settled(tt *testing.T, undated ...string) *centre {
	c := newCentre(tt)
	if len(undated) > 0 {
		var err error
		if c.undated, err = sim.ParseStamps(undated); err != nil {
			tt.Fatal(err)
		}
	}
	other := t
	other.changed = true
	for _, town := range []tableTown{t, other, t, t} {
		c.run(town.config(), -1, true)
		time.Sleep(time.Hour)
	}
	return c
}

// perObject are the operations that read a table of one object.
var perObject = []string{"ListRoutingProfileQueues", "ListSecurityProfilePermissions", "ListQueueQuickConnects", "DescribeUser", "ListHoursOfOperationOverrides"}

// elsewhere opens the instance, and a client such as another program has.
func (c *centre) elsewhere() (*sim.Server, *connect.Client) {
	c.Helper()
	s, err := sim.Open(c.file, sim.Options{Undated: c.undated})
	if err != nil {
		c.Fatal(err)
	}
	c.calls = map[string]int{}
	return s, connect.New(connect.Options{
		Region: "eu-west-2", BaseEndpoint: aws.String("http://sim.invalid"), HTTPClient: &http.Client{Transport: c.transport(s)},
		Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "example", ""),
	})
}

// A stranger changes tables of objects by the operation of its name, as the console does.
type stranger struct {
	operation, kind string
	change          func(ctx context.Context, api *connect.Client, instance, id *string, ids map[string]string) error
}

// strangers has each operation that changes a table for which records vouch.
var strangers = []stranger{
	{"UpdateRoutingProfileQueues", "routing_profile", func(ctx context.Context, api *connect.Client, instance, id *string, ids map[string]string) error {
		_, err := api.UpdateRoutingProfileQueues(ctx, &connect.UpdateRoutingProfileQueuesInput{InstanceId: instance, RoutingProfileId: id, QueueConfigs: []types.RoutingProfileQueueConfig{row(ids["Queue 1"], 50)}})
		return err
	}},
	{"AssociateRoutingProfileQueues", "routing_profile", func(ctx context.Context, api *connect.Client, instance, id *string, ids map[string]string) error {
		_, err := api.AssociateRoutingProfileQueues(ctx, &connect.AssociateRoutingProfileQueuesInput{InstanceId: instance, RoutingProfileId: id, QueueConfigs: []types.RoutingProfileQueueConfig{row(ids["BasicQueue"], 50)}})
		return err
	}},
	{"DisassociateRoutingProfileQueues", "routing_profile", func(ctx context.Context, api *connect.Client, instance, id *string, ids map[string]string) error {
		_, err := api.DisassociateRoutingProfileQueues(ctx, &connect.DisassociateRoutingProfileQueuesInput{InstanceId: instance, RoutingProfileId: id, QueueReferences: []types.RoutingProfileQueueReference{*row(ids["Queue 1"], 1).QueueReference}})
		return err
	}},
	{"UpdateSecurityProfile", "security_profile", func(ctx context.Context, api *connect.Client, instance, id *string, _ map[string]string) error {
		_, err := api.UpdateSecurityProfile(ctx, &connect.UpdateSecurityProfileInput{InstanceId: instance, SecurityProfileId: id, Permissions: []string{"Users.Edit"}})
		return err
	}},
	{"AssociateQueueQuickConnects", "queue", func(ctx context.Context, api *connect.Client, instance, id *string, ids map[string]string) error {
		_, err := api.AssociateQueueQuickConnects(ctx, &connect.AssociateQueueQuickConnectsInput{InstanceId: instance, QueueId: id, QuickConnectIds: []string{ids["Police"]}})
		return err
	}},
	{"DisassociateQueueQuickConnects", "queue", func(ctx context.Context, api *connect.Client, instance, id *string, ids map[string]string) error {
		_, err := api.DisassociateQueueQuickConnects(ctx, &connect.DisassociateQueueQuickConnectsInput{InstanceId: instance, QueueId: id, QuickConnectIds: []string{ids["Desk"]}})
		return err
	}},
	{"CreateHoursOfOperationOverride", "hours_of_operation", func(ctx context.Context, api *connect.Client, instance, id *string, _ map[string]string) error {
		_, err := api.CreateHoursOfOperationOverride(ctx, &connect.CreateHoursOfOperationOverrideInput{
			InstanceId: instance, HoursOfOperationId: id, Name: aws.String("Strike"), EffectiveFrom: aws.String("2027-02-01"), EffectiveTill: aws.String("2027-02-02"),
			Config: []types.HoursOfOperationOverrideConfig{},
		})
		return err
	}},
	{"UpdateHoursOfOperationOverride", "hours_of_operation", func(ctx context.Context, api *connect.Client, instance, id *string, _ map[string]string) error {
		list, err := api.ListHoursOfOperationOverrides(ctx, &connect.ListHoursOfOperationOverridesInput{InstanceId: instance, HoursOfOperationId: id})
		if err != nil {
			return err
		}
		_, err = api.UpdateHoursOfOperationOverride(ctx, &connect.UpdateHoursOfOperationOverrideInput{
			InstanceId: instance, HoursOfOperationId: id, HoursOfOperationOverrideId: list.HoursOfOperationOverrideList[0].HoursOfOperationOverrideId, EffectiveTill: aws.String("2028-01-01"),
		})
		return err
	}},
	{"DeleteHoursOfOperationOverride", "hours_of_operation", func(ctx context.Context, api *connect.Client, instance, id *string, _ map[string]string) error {
		list, err := api.ListHoursOfOperationOverrides(ctx, &connect.ListHoursOfOperationOverridesInput{InstanceId: instance, HoursOfOperationId: id})
		if err != nil {
			return err
		}
		_, err = api.DeleteHoursOfOperationOverride(ctx, &connect.DeleteHoursOfOperationOverrideInput{
			InstanceId: instance, HoursOfOperationId: id, HoursOfOperationOverrideId: list.HoursOfOperationOverrideList[0].HoursOfOperationOverrideId,
		})
		return err
	}},
	{"UpdateUserIdentityInfo", "user", func(ctx context.Context, api *connect.Client, instance, id *string, _ map[string]string) error {
		_, err := api.UpdateUserIdentityInfo(ctx, &connect.UpdateUserIdentityInfoInput{InstanceId: instance, UserId: id, IdentityInfo: &types.UserIdentityInfo{
			FirstName: aws.String("Ada"), LastName: aws.String("Lovelace"), Email: aws.String("ada@home.example"),
		}})
		return err
	}},
}

// row returns a row of a routing profile's table.
func row(queue string, priority int32) types.RoutingProfileQueueConfig {
	return types.RoutingProfileQueueConfig{
		QueueReference: &types.RoutingProfileQueueReference{QueueId: &queue, Channel: types.ChannelVoice}, Priority: &priority, Delay: aws.Int32(0),
	}
}

// intrude lets each of the strangers change n objects of its kind. None is changed twice.
func (c *centre) intrude(live *schema.State, n int, by ...stranger) {
	c.Helper()
	server, api := c.elsewhere()
	defer server.Close()
	ids := map[string]string{}
	for _, r := range live.All() {
		if r.Kind.Name == "queue" || r.Kind.Name == "quick_connect" {
			ids[r.Key] = r.ID
		}
	}
	done := map[string]int{}
	for _, s := range by {
		of := slices.DeleteFunc(slices.Clone(live.Of(schema.MustKind(s.kind))), func(r *schema.Resource) bool { return r.System })
		for range n {
			if err := s.change(c.Context(), api, aws.String(server.Instance().ID), &of[len(of)-1-done[s.kind]].ID, ids); err != nil {
				c.Fatalf("%s: %v", s.operation, err)
			}
			done[s.kind]++
		}
	}
}

// state reads what a plan of the configuration needs, by records where they vouch for it, or
// everything anew.
func (c *centre) state(files fstest.MapFS, anew bool) *schema.State {
	c.Helper()
	cfg, diags := config.Load(files, ".", config.Options{})
	if diags.HasErrors() {
		c.Fatal(diags)
	}
	c.calls = map[string]int{}
	server, client := c.open(-1)
	defer server.Close()
	read := providers.ReadState
	if anew {
		read = providers.ReadStateAnew
	}
	live, err := read(c.Context(), client, cfg.Stack, cfg.Want)
	if err != nil {
		c.Fatal(err)
	}
	return live
}

// TestStamps lets other programs change tables of a contact centre that moves an object's
// time with every operation, and of others that do not with one of them. Whatever the
// instance does, a plan by records finds the same as one that reads everything. Where the
// time moves, it reads only the tables of objects that changed.
func TestStamps(t *testing.T) {
	town := tableTown{users: 9, profiles: 9, rows: 6, security: 9, queues: 9, hours: 9}
	all := []string{}
	for _, s := range strangers {
		all = append(all, s.operation)
	}
	for _, undated := range slices.Concat([][]string{nil, all}, slices.Collect(slices.Chunk(all, 1))) {
		t.Run(strings.Join(append([]string{"undated"}, undated...), " "), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := town.settled(t, undated...)
				want := map[string]int{}
				for _, s := range strangers {
					op := map[string]string{"routing_profile": perObject[0], "security_profile": perObject[1], "queue": perObject[2], "user": perObject[3], "hours_of_operation": perObject[4]}[s.kind]
					switch {
					case want[op] == 9 || slices.Contains(undated, s.operation):
						want[op] = 9
					default:
						want[op]++
					}
				}
				// The overrides of Basic Hours, which nobody manages, are always read, and those of
				// all hours together.
				const overrides, basic = "ListHoursOfOperationOverrides", 1
				together := want[overrides] == 9
				if want[overrides] += basic; together {
					want[overrides] = 0
				}
				quiet := c.run(town.config(), -1, false)
				for op, n := range want {
					rest := 0
					if n == 9 {
						rest = 9
					} else if op == overrides && !together {
						rest = basic
					}
					if got := quiet.calls[op]; got != rest {
						t.Errorf("nothing changed: %d calls of %s, want %d", got, op, rest)
					}
				}
				if got := quiet.calls["SearchHoursOfOperationOverrides"]; got > 0 != together {
					t.Errorf("nothing changed: the overrides of all hours are searched %d times", got)
				}
				if !quiet.plan.Empty() || len(quiet.plan.Records) > 0 {
					t.Errorf("nothing changed: %d changes and %d records", len(quiet.plan.Changes), len(quiet.plan.Records))
				}
				c.intrude(c.state(town.config(), true), 1, strangers...)
				after := c.run(town.config(), -1, false)
				for op, n := range want {
					if got := after.calls[op]; got != n {
						t.Errorf("after the changes: %d calls of %s, want %d", got, op, n)
					}
				}
				if got := len(after.plan.Changes); got != len(strangers) {
					t.Errorf("after the changes: %d objects differ, want %d", got, len(strangers))
				}
				c.sameState(town.config())
			})
		})
	}
}

// sameState checks that a plan by records finds what a plan finds that reads everything, and in
// the same form: what a change relies on is compared as text. It may not know a value, if it
// knows that the configuration wants another one.
func (c *centre) sameState(files fstest.MapFS) {
	c.Helper()
	cfg, diags := config.Load(files, ".", config.Options{})
	if diags.HasErrors() {
		c.Fatal(diags)
	}
	byRecords, anew := c.state(files, false), c.state(files, true)
	for _, w := range cfg.Want.All() {
		got, ok := byRecords.Lookup(w.Name())
		now, exists := anew.Lookup(w.Name())
		if !ok || !exists {
			c.Errorf("%s: found %t, %t", w.Name(), ok, exists)
			continue
		}
		for i := range w.Given.All() {
			one := schema.Attrs(i)
			is := &schema.Resource{Kind: w.Kind, Body: now.Body, Given: one}
			wanted := &schema.Resource{Kind: w.Kind, Body: w.Body, Given: one}
			switch name := w.Kind.Attrs[i].Name; {
			case !now.Given.Has(i):
				c.Errorf("%s: %s was not read", w.Name(), name)
			case got.Given.Has(i) && (w.Kind.Changed(got, is) != 0 || !got.Value(i).RawEquals(now.Value(i))):
				c.Errorf("%s: by its record, %s is %v, but it is %v", w.Name(), name, got.Value(i), now.Value(i))
			case !got.Given.Has(i) && (!record.Unread(got).Has(i) || w.Kind.Changed(now, wanted) == 0):
				c.Errorf("%s: %s is not known, and it is as wanted", w.Name(), name)
			}
		}
	}
}

// manyTables is the contact centre of the benchmarks: its tables are most of what a plan
// without stamps reads.
var manyTables = tableTown{users: 10_000, profiles: 500, rows: 50, security: 500, queues: 300}

// tables are plans that change nothing, at AWS's quotas.
var tables = []struct {
	name string
	run  func(t *testing.T, town tableTown) measure
}{
	{"no change with many tables", func(t *testing.T, town tableTown) measure {
		town.bare = true
		c := town.settled(t)
		c.quota = sim.PublishedQuota()
		return c.run(town.config(), 0, false)
	}},
	{"no change with many tables, e-mail addresses and quick connects", func(t *testing.T, town tableTown) measure {
		c := town.settled(t)
		c.quota = sim.PublishedQuota()
		return c.run(town.config(), 0, false)
	}},
	{"many tables and 10 of each kind changed in the console", func(t *testing.T, town tableTown) measure {
		c := town.settled(t)
		for _, operation := range []string{"UpdateRoutingProfileQueues", "UpdateSecurityProfile", "AssociateQueueQuickConnects", "UpdateUserIdentityInfo"} {
			i := slices.IndexFunc(strangers, func(s stranger) bool { return s.operation == operation })
			c.intrude(c.state(town.config(), true), 10, strangers[i])
		}
		c.quota = sim.PublishedQuota()
		return c.run(town.config(), 0, false)
	}},
	{"no change with many tables whose times do not move", func(t *testing.T, town tableTown) measure {
		c := town.settled(t, "*")
		c.quota = sim.PublishedQuota()
		return c.run(town.config(), 0, false)
	}},
}

// TestTables runs the benchmarks of tables on a smaller contact centre.
func TestTables(t *testing.T) {
	town := tableTown{users: 200, profiles: 30, rows: 9, security: 25, queues: 20, hours: 12}
	want := [][]int{{0, 0, 0, 0, 1}, {0, 0, 0, 0, 1}, {10, 10, 10, 10, 1}, {30, 25, 20, 200, 0}}
	for i, tt := range tables {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := tt.run(t, town)
				for j, op := range perObject {
					if m.calls[op] != want[i][j] {
						t.Errorf("%d calls of %s, want %d", m.calls[op], op, want[i][j])
					}
				}
				if n := len(m.plan.Changes); i != 2 && n != 0 || i == 2 && n != 40 {
					t.Errorf("%d changes", n)
				}
			})
		})
	}
}
