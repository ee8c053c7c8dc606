package chaos

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/journal"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/connectpath"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// chaosSeeds lets somebody search for a long time, with `go test -run TestChaos -chaos 200`.
var chaosSeeds = flag.Int("chaos", 6, "how many seeds TestChaos tries")

// TestChaos applies random configurations to random live states while everything goes
// wrong. It uses the real clients of Amazon Connect and of ConnectPath's gateway, over
// HTTP to the simulator.
//
// The live objects are a mix: some come from an earlier configuration of ours, and somebody
// has changed a few of those; some have no owner, and the configuration takes a few of
// those over. With other seeds, objects exchange names, or get the name of a deleted one.
//
// Calls fail, answers get lost, and the process is killed at random calls; a new process
// then starts without any memory. The test checks:
//
//   - After each run, the journal has every write.
//   - In the end, a plan has no changes.
//   - No object exists twice.
//   - Objects without an owner are as they were.
func TestChaos(t *testing.T) {
	t.Parallel()
	for seed := range uint64(*chaosSeeds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c := newChaos(t, seed)
			c.createUnowned()
			c.applyState(c.state(0))
			for round := range uint64(2) {
				want := c.state(1 + round)
				if !c.renames() { // disown and drift find objects by their names
					c.disown(want)
					c.drift(c.state(11 + round))
				}
				unowned := c.unowned(want)
				c.converge(want)
				c.checkUnowned(unowned, want)
			}
		})
	}
}

// A chaos is an instance behind a server with random faults, and a client that meets none,
// for the test itself.
type chaos struct {
	*testing.T
	seed     uint64
	rand     *rand.Rand
	server   *sim.Server
	url      string
	reliable providers.Provider
	folder   string // for the journals
	runs     int

	writesOnly bool // kill processes at writes only, not at any call
}

// newChaos returns a chaos with a new instance, whose random choices follow from the seed.
func newChaos(t *testing.T, seed uint64) *chaos {
	t.Helper()
	return openChaos(t, seed, "")
}

// openChaos is newChaos for the instance in a file; "" is a new one in memory.
func openChaos(t *testing.T, seed uint64, path string) *chaos {
	t.Helper()
	server, err := sim.Open(path, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(server)
	t.Cleanup(func() {
		web.Close()
		if closing := server.Close(); closing != nil {
			t.Error(closing)
		}
	})
	c := &chaos{T: t, seed: seed, rand: rand.New(rand.NewPCG(seed, 1)), server: server, url: web.URL, folder: t.TempDir()}
	if c.reliable, err = c.client(t.Context(), http.DefaultTransport); err != nil {
		t.Fatal(err)
	}
	return c
}

// client returns a provider for Amazon Connect and ConnectPath.
func (c *chaos) client(ctx context.Context, over http.RoundTripper) (providers.Provider, error) {
	in, web := c.server.Instance(), &http.Client{Transport: over}
	connect, err := amazonconnect.Open(ctx, amazonconnect.Options{
		Instance: in.ID, Region: "eu-west-2", Endpoint: c.url, Rate: -1, HTTP: web,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "example"}, nil
		}),
	})
	if err != nil {
		return nil, err
	}
	path, err := connectpath.Open(ctx, connectpath.Options{
		Driver: "gateway", Endpoint: c.url + strings.TrimSuffix(sim.ConnectPathPath, "/"), Token: "example", Instance: in.ID, HTTP: web,
	})
	if err != nil {
		return nil, err
	}
	return providers.Join(connect, path), nil
}

// state returns the desired state of the n-th configuration of this seed.
func (c *chaos) state(n uint64) *schema.State {
	c.Helper()
	m := schematest.New(c.seed*100+n, 4)
	want := m.Want(true)
	if c.renames() {
		want = m.Rename(want)
	}
	return schematest.Writable(want)
}

// renames reports whether the configurations of this seed give objects the names of others.
func (c *chaos) renames() bool { return c.seed%3 == 0 }

// createUnowned creates objects without an owner, which refer to each other.
func (c *chaos) createUnowned() {
	c.Helper()
	for _, s := range []struct {
		kind string
		body any
	}{
		{"hours_of_operation", &schema.HoursOfOperation{Name: "Stranger", TimeZone: "UTC", Schedule: map[string][]string{"monday": {"08:00-12:00"}}}},
		{"queue", &schema.Queue{Name: "Stranger", Description: "theirs", HoursOfOperation: "Stranger"}},
		{"security_profile", &schema.SecurityProfile{Name: "Stranger", Permissions: []string{"AccessMetrics"}}},
		{"routing_profile", &schema.RoutingProfile{
			Name: "Stranger", Description: "theirs", DefaultOutboundQueue: "Stranger", Channels: map[string]int{"voice": 1},
			Queues: []schema.QueueRow{{Queue: "Stranger", Channel: "voice", Priority: 1}},
		}},
		{"user", &schema.User{Username: "stranger", FirstName: "S", LastName: "T", RoutingProfile: "Stranger", SecurityProfiles: []string{"Stranger"}}},
		{"user", &schema.User{Username: "steward", FirstName: "S", LastName: "W", RoutingProfile: "Stranger", SecurityProfiles: []string{"Stranger"}}},
		{"permission_group_assignment", &schema.PermissionGroupAssignment{User: "steward", Group: "ConnectPath Admin"}}, // or a plan would lock out the last administrator
		{"permission_group", &schema.PermissionGroup{Name: "Stranger", Description: "theirs", Activity: "all"}},
		{"permission_group_assignment", &schema.PermissionGroupAssignment{User: "stranger", Group: "Stranger"}},
	} {
		k, _ := schema.KindOf(s.kind)
		r := &schema.Resource{Kind: k, Body: s.body, Given: k.Changed(&schema.Resource{Kind: k, Body: k.New(), Given: k.Every()}, &schema.Resource{Kind: k, Body: s.body, Given: k.Every()})}
		r.UpdateKey()
		if _, err := c.reliable.Create(c.Context(), r); err != nil {
			c.Fatal(err)
		}
	}
}

// applyState applies a desired state without any faults.
func (c *chaos) applyState(want *schema.State) {
	c.Helper()
	p := c.plan(c.reliable, want)
	runner := apply.Runner{Provider: c.reliable}
	if report, err := runner.Run(c.Context(), p); err != nil || !report.Complete() {
		c.Fatalf("apply: %v, %s", err, failuresOf(report))
	}
}

// disown removes the records of some described objects, so that they have no owner and
// the next run has to take them over.
func (c *chaos) disown(want *schema.State) {
	c.Helper()
	for _, l := range c.live(c.reliable).All() {
		if _, described := want.Lookup(l.Name()); !described || l.Record == (schema.Record{}) || c.rand.IntN(4) > 0 {
			continue
		}
		if err := c.reliable.Mark(c.Context(), l, schema.Record{}); err != nil {
			c.Fatal(err)
		}
	}
}

// drift gives some of our objects the values of another state, as if somebody had changed
// them in the console.
func (c *chaos) drift(other *schema.State) {
	c.Helper()
	for _, l := range c.live(c.reliable).All() {
		o, ok := other.Lookup(l.Name())
		if !ok || l.Kind.Single || l.Record == (schema.Record{}) || c.rand.IntN(4) > 0 {
			continue
		}
		attrs := l.Kind.Changed(l, o).Minus(l.Kind.References())
		for i := range attrs.All() {
			if l.Kind.Attrs[i].Immutable {
				attrs = attrs.Minus(schema.AttrSet(0).With(i))
			}
		}
		if err := c.reliable.Update(c.Context(), l, o.WithRecord(l.Record), attrs); err != nil {
			c.Fatalf("%s: %v", l.Name(), err)
		}
	}
}

// live reads the whole live state.
func (c *chaos) live(r providers.Reader) *schema.State {
	c.Helper()
	var all []*schema.Resource
	for _, k := range r.Kinds() {
		for l, err := range r.List(c.Context(), providers.Query{Kind: k, Need: func(*schema.Resource) schema.AttrSet { return k.Every() }}) {
			if err != nil {
				c.Fatal(err)
			}
			all = append(all, l)
		}
	}
	s, err := schema.NewState(all) // fails if two objects have the same name
	if err != nil {
		c.Fatal(err)
	}
	return s
}

// unowned returns the live objects that have no owner and are not described. No run may
// change them.
func (c *chaos) unowned(want *schema.State) []*schema.Resource {
	c.Helper()
	var list []*schema.Resource
	live := c.live(c.reliable)
	for _, l := range live.All() {
		if _, described := want.Lookup(l.Name()); !described && !l.Kind.Single && !l.Retired() && record.Stack(l.Record) == "" && !boundToOurs(l, live) {
			list = append(list, l)
		}
	}
	return list
}

// boundToOurs reports whether the object belongs to one of our objects, and so may
// disappear together with that one.
func boundToOurs(l *schema.Resource, live *schema.State) bool {
	for i := range l.Kind.Bound().All() {
		for n := range l.Kind.Attrs[i].Refs(l.Body) {
			if owner, ok := live.Lookup(n); ok && record.Stack(owner.Record) != "" {
				return true
			}
		}
	}
	return false
}

// checkUnowned checks that the objects without an owner are as they were.
func (c *chaos) checkUnowned(before []*schema.Resource, want *schema.State) {
	c.Helper()
	after := c.unowned(want)
	if len(before) != len(after) {
		c.Fatalf("%d objects have no owner, want %d", len(after), len(before))
	}
	for i, b := range before {
		if a := after[i]; a.ID != b.ID || b.Kind.Changed(a, b) != 0 || a.Record != b.Record {
			c.Errorf("%s has no owner, and was changed", b.Name())
		}
	}
}

// converge applies want in five processes. Four of them meet faults and may be killed; the
// last one meets none, and must leave nothing to do but to stamp objects.
func (c *chaos) converge(want *schema.State) {
	c.Helper()
	for range 4 {
		c.process(want, 1+c.rand.IntN(3), 1+c.rand.IntN(120))
	}
	c.process(want, 0, forever)
	// The last process may have found out that the instance dates some changes. Then the next
	// apply stamps objects.
	if p := c.plan(c.reliable, want); p.Empty() && !slices.ContainsFunc(p.Records, func(r *plan.Change) bool { return !r.Stamp }) {
		c.applyState(want)
	}
	if p := c.plan(c.reliable, want); !p.Empty() || len(p.Records) > 0 {
		c.Errorf("something is left to do: %s", planText(p))
	}
}

// planText describes the changes of a plan, for the message of a failed test.
func planText(p *plan.Plan) string {
	text := fmt.Sprintf("%d records", len(p.Records))
	for _, change := range p.Changes {
		text += fmt.Sprintf(", %s %s", change.Action, change.ID())
		for i := range change.Attrs.All() {
			text += " " + change.Object().Kind.Attrs[i].Name
			if change.Live != nil {
				text += "=" + plan.Text(change.Live.Value(i)) + "->" + plan.Text(change.Want.Value(i))
			}
		}
	}
	return text
}

// faults makes n random operations fail in random ways, a few times each.
func (c *chaos) faults(n int) {
	c.Helper()
	operations := []string{
		"CreateUser", "CreateQueue", "CreateRoutingProfile", "CreateSecurityProfile", "CreateHoursOfOperation", "TagResource",
		"UpdateRoutingProfileQueues", "AssociateRoutingProfileQueues", "DeleteUser", "DeleteQueue", "DeleteRoutingProfile",
		"UpdateUserSecurityProfiles", "UpdateQueueStatus", "UpdateSecurityProfile", "DescribeUser", "SearchUsers", "ListQueues", "*",
		"ConnectPath.CreateGroup", "ConnectPath.ReplaceGroup", "ConnectPath.DeleteGroup", "ConnectPath.AssignGroup", "ConnectPath.SetDefault",
		"ConnectPath.Synchronise", "ConnectPath.GetOperation", "ConnectPath.GetUser", "ConnectPath.GetGroup", "ConnectPath.ListGroups", "ConnectPath.ListUsers",
	}
	kinds := []string{"500", "applied-500", "drop", "applied-then-drop", "throttle", "timeout=10ms", "applied-timeout=10ms", "denied", "expired", "limit"}
	for range n {
		rule := fmt.Sprintf("%s:after=%d:count=%d:%s", operations[c.rand.IntN(len(operations))], c.rand.IntN(4), 1+c.rand.IntN(3), kinds[c.rand.IntN(len(kinds))])
		f, err := sim.ParseFault(rule)
		if err != nil {
			c.Fatal(err)
		}
		if err := c.server.Inject(f); err != nil {
			c.Fatal(err)
		}
	}
}

// forever is more calls than any process makes: nobody kills it.
const forever = 1 << 30

// process simulates a process that plans and applies, meets some faults, and is killed at
// a given call. After that call, nothing that it does reaches the server. It returns false
// if the process ended before it could be killed.
func (c *chaos) process(want *schema.State, faults, calls int) (killed bool) {
	c.Helper()
	before := c.live(c.reliable)
	c.faults(faults)
	defer c.server.Heal()
	ctx, kill := context.WithCancel(c.Context())
	defer kill()
	life := &mortalTransport{kill: kill, writesOnly: c.writesOnly}
	life.left.Store(int64(calls))
	client, err := c.client(ctx, life)
	if err != nil {
		return ctx.Err() != nil
	}
	// This test changes objects right after callwright wrote them. The timestamps in their
	// records cannot show that, so read every attribute.
	live, err := providers.ReadStateAnew(ctx, client, schematest.Stack, want)
	if err != nil {
		return ctx.Err() != nil
	}
	p := c.planFor(live, want)
	c.runs++
	j, err := journal.New(c.folder, fmt.Sprint(c.runs))
	if err != nil {
		c.Fatal(err)
	}
	runner := apply.Runner{Provider: client, Parallel: 4, Observe: func(e apply.Event) {
		if ctx.Err() == nil {
			j.Observe(e)
		}
	}}
	report, err := runner.Run(ctx, p)
	if err != nil {
		c.Fatal(err)
	}
	undo, err := document.New(&impact.Assessment{Plan: report.Undo(p)})
	if err != nil {
		c.Fatal(err)
	}
	if _, err = j.Close(undo); err != nil {
		c.Fatal(err)
	}
	c.server.Heal()
	// A client caches the names of objects, which the process may have changed.
	if c.reliable, err = c.client(c.Context(), http.DefaultTransport); err != nil {
		c.Fatal(err)
	}
	if !c.renames() { // checkJournal finds objects by name, and a journal has the new names
		c.checkJournal(j, before, c.live(c.reliable))
	}
	return ctx.Err() != nil
}

var errKilled = errors.New("the process was killed")

// A mortalTransport is the transport of a process that is killed during a call. The server
// carries out that call, and the process does not see the answer: the worst moment.
type mortalTransport struct {
	left       atomic.Int64 // calls until the process is killed
	kill       context.CancelFunc
	writesOnly bool
}

// RoundTrip makes a call, unless the process is dead.
func (m *mortalTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	if m.writesOnly && (r.Method == http.MethodGet || isRead(awsmiddleware.GetOperationName(r.Context()))) && m.left.Load() > 0 {
		return http.DefaultTransport.RoundTrip(r)
	}
	left := m.left.Add(-1)
	if left < 0 {
		return nil, errKilled
	}
	if left > 0 {
		return http.DefaultTransport.RoundTrip(r)
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err == nil {
		answer.Body.Close()
	}
	m.kill()
	return nil, errKilled
}

// plan reads the live state and returns the plan for want.
func (c *chaos) plan(r providers.Reader, want *schema.State) *plan.Plan {
	c.Helper()
	live, err := providers.ReadStateAnew(c.Context(), r, schematest.Stack, want)
	if err != nil {
		c.Fatal(err)
	}
	return c.planFor(live, want)
}

// planFor returns the plan for two states. The limits allow everything, and the test fails
// if the plan is refused all the same.
func (c *chaos) planFor(live, want *schema.State) *plan.Plan {
	c.Helper()
	in, err := c.reliable.Instance(c.Context())
	if err != nil {
		c.Fatal(err)
	}
	o := impact.Options{Options: plan.Options{Instance: in, Stack: schematest.Stack}, Limits: impact.Allowed{Deletes: 100, Percent: 100, Lockout: true}}
	p, problems := impact.Judge(plan.Make(live, want, o.Options), live, want, o)
	if p == nil {
		c.Fatalf("no plan: %v", problems)
	}
	if len(p.Refusals) > 0 {
		c.Fatalf("the plan is refused: %s: %s", p.Refusals[0].Addr, p.Refusals[0].Detail())
	}
	return p.Plan
}

// failuresOf lists the changes of a report that were not made, with the reasons.
func failuresOf(r *apply.Report) string {
	text := ""
	for _, o := range r.Outcomes {
		if !o.Made() {
			text += fmt.Sprintf("\n%s %s: %v", o.Change.ID(), o.Status, o.Err)
		}
	}
	return text
}
