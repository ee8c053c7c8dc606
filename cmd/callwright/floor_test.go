package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/export"
	"github.com/callwright/callwright/schema/schematest"
)

// A centre is a simulated instance in a file that counts the calls to it. The tests use it
// in a bubble of testing/synctest, where time passes only while every goroutine waits. A
// run that would take eight minutes takes some seconds there, and its time is exact.
type centre struct {
	*testing.T
	file    string
	quota   sim.Quota
	faults  []sim.Fault
	undated []string                                      // operations that do not move an object's time
	latency *rand.Rand                                    // nil for no latency
	each    int                                           // changes at once; 0 for the default
	edit    func(operation string, answer map[string]any) // changes answers; may be nil

	mu        sync.Mutex
	calls     map[string]int // the calls that were not throttled, by operation
	throttled int
}

// newCentre returns a centre with a new instance.
func newCentre(t *testing.T) *centre {
	t.Helper()
	return &centre{T: t, file: filepath.Join(t.TempDir(), "instance.db"), latency: rand.New(rand.NewPCG(1, 1))}
}

// transport returns a transport that calls the simulator in this process, with latency.
func (c *centre) transport(s *sim.Server) roundTrip {
	return func(r *http.Request) (*http.Response, error) {
		c.delay()
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		c.delay()
		c.mu.Lock()
		defer c.mu.Unlock()
		if strings.Contains(w.Header().Get("X-Amzn-ErrorType"), "Throttling") {
			c.throttled++
		} else {
			c.calls[awsmiddleware.GetOperationName(r.Context())]++
		}
		return c.edited(awsmiddleware.GetOperationName(r.Context()), w)
	}
}

// edited returns the answer, changed by c.edit.
func (c *centre) edited(operation string, w *httptest.ResponseRecorder) (*http.Response, error) {
	if c.edit == nil || w.Body.Len() == 0 {
		return w.Result(), nil
	}
	var answer map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		return nil, err
	}
	c.edit(operation, answer)
	w.Body.Reset()
	err := json.NewEncoder(w.Body).Encode(answer)
	return w.Result(), err
}

// open opens the instance, and a client of it such as a new process has. A rate below zero
// means no limit.
func (c *centre) open(rate float64) (*sim.Server, *amazonconnect.Client) {
	c.Helper()
	s, err := sim.Open(c.file, sim.Options{Quota: c.quota, Faults: c.faults, Undated: c.undated})
	if err != nil {
		c.Fatal(err)
	}
	client, err := amazonconnect.Open(c.Context(), amazonconnect.Options{
		Instance: s.Instance().ID, Region: "eu-west-2", Endpoint: "http://sim.invalid", Rate: rate, HTTP: &http.Client{Transport: c.transport(s)},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "example"}, nil
		}),
	})
	if err != nil {
		c.Fatal(err)
	}
	return s, client
}

// delay waits for 15 to 40 milliseconds, as one way to AWS takes.
func (c *centre) delay() {
	if c.latency == nil {
		return
	}
	c.mu.Lock()
	d := time.Duration(15+c.latency.IntN(25)) * time.Millisecond
	c.mu.Unlock()
	time.Sleep(d)
}

// A roundTrip is a function as an http.RoundTripper.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// A measure has the calls and the time of a run.
type measure struct {
	plan       *plan.Plan
	calls      map[string]int
	applyCalls map[string]int // the part of calls that came after the plan
	throttled  int
	took       time.Duration
}

// total returns the number of all calls.
func (m measure) total() int {
	n := 0
	for _, calls := range m.calls {
		n += calls
	}
	return n
}

// floor returns the shortest time in which the calls can be made at AWS's published quota,
// of 2 calls a second and a burst of 5 for each operation. The operation with the most
// calls decides: 1000 calls of CreateUser take (1000-5)/2 seconds.
func (m measure) floor() time.Duration {
	q := sim.PublishedQuota()
	most := slices.Max(slices.Collect(maps.Values(m.calls)))
	return time.Duration(max(0, float64(most-q.Burst)/q.Rate) * float64(time.Second))
}

// ratio returns how many times longer the run took than the floor.
func (m measure) ratio() float64 { return m.took.Seconds() / m.floor().Seconds() }

// run plans the configuration and, if applies is true, applies the plan, with a new client
// as a new process would have. A rate below zero means no limit.
func (c *centre) run(files fstest.MapFS, rate float64, applies bool) measure {
	c.Helper()
	cfg, diags := config.Load(files, ".", config.Options{})
	if diags.HasErrors() {
		c.Fatal(diags)
	}
	return c.runState(cfg.Stack, cfg.Want, rate, applies)
}

// runState is like run, but takes a desired state, and may change the options of the plan.
func (c *centre) runState(stack string, want *schema.State, rate float64, applies bool, others ...func(*impact.Options)) measure {
	c.Helper()
	c.calls, c.throttled = map[string]int{}, 0
	start := time.Now()
	server, client := c.open(rate)
	defer server.Close()
	live, err := providers.ReadState(c.Context(), client, stack, want)
	if err != nil {
		c.Fatal(err)
	}
	in, err := client.Instance(c.Context())
	if err != nil {
		c.Fatal(err)
	}
	options := impact.Options{Options: plan.Options{Instance: in, Stack: stack}, Limits: impact.Allowed{Deletes: 100, Percent: 100}}
	for _, other := range others {
		other(&options)
	}
	p, problems := impact.Judge(plan.Make(live, want, options.Options), live, want, options)
	if p == nil {
		c.Fatal(problems)
	}
	p.Estimate = apply.Estimate(p.Plan, client)
	planCalls := maps.Clone(c.calls)
	if applies && len(p.Refusals) > 0 {
		c.Fatalf("the plan is refused: %v", p.Refusals)
	}
	if applies {
		runner := apply.Runner{Provider: client, Parallel: c.each}
		report, err := runner.Run(c.Context(), p.Plan)
		if err != nil {
			c.Fatal(err)
		}
		for _, o := range report.Outcomes {
			if !o.Made() {
				c.Fatalf("%s %s: %s: %v", o.Change.Action, o.Change.ID(), o.Status, o.Err)
			}
		}
	}
	applyCalls := maps.Clone(c.calls)
	for operation, n := range planCalls {
		applyCalls[operation] -= n
	}
	maps.DeleteFunc(applyCalls, func(_ string, n int) bool { return n == 0 })
	return measure{p.Plan, maps.Clone(c.calls), applyCalls, c.throttled, time.Since(start)}
}

// centreConfig returns a configuration of 50 queues, 20 routing profiles with 20 rows each,
// 10 security profiles, and n users. Attrs are further attributes of each user.
func centreConfig(n int, attrs string) fstest.MapFS {
	var csv strings.Builder
	csv.WriteString("username,n\n")
	for i := range n {
		fmt.Fprintf(&csv, "user-%05d,%d\n", i, i)
	}
	return fstest.MapFS{"agents.csv": {Data: []byte(csv.String())}, "main.hcl": {Data: []byte(`
callwright {
  stack = "support"
}
provider "amazonconnect" {
  instance = "callwright"
}
queue "q" {
  for_each           = toset([for i in range(50) : "Queue ${i}"])
  hours_of_operation = "Basic Hours"
}
security_profile "s" {
  for_each    = toset([for i in range(10) : "Profile ${i}"])
  permissions = ["BasicAgentAccess"]
}
routing_profile "r" {
  for_each               = toset([for i in range(20) : "Routing ${i}"])
  description            = "Test"
  default_outbound_queue = queue.q["Queue 0"]
  channels               = { voice = 1 }
  queues                 = [for i in range(20) : { queue = queue.q["Queue ${i}"], priority = i + 1, delay = 0 }]
}
user "u" {
  for_each          = { for r in csvdecode(file("agents.csv")) : r.username => tonumber(r.n) }
  first_name        = "Ada"
  last_name         = "Lovelace"
  routing_profile   = routing_profile.r["Routing ${each.value % 20}"]
  security_profiles = [security_profile.s["Profile ${each.value % 10}"]]
  ` + attrs + `
}`)}}
}

// withEmail adds an e-mail address to each user. To read it takes a call for the user.
const withEmail = `email = "${each.key}@example.com"`

// newAppliedCentre returns a centre to which the configuration was applied, and which has
// AWS's published quota from now on. Its users' records have stamps: an earlier apply gave a
// user another e-mail address, and so found out that this moves the user's time.
func newAppliedCentre(t *testing.T, files fstest.MapFS) *centre {
	t.Helper()
	c := newCentre(t)
	before := maps.Clone(files)
	before["main.hcl"] = &fstest.MapFile{Data: bytes.Replace(files["main.hcl"].Data, []byte(withEmail), []byte(`email = each.value == 0 ? "ada@example.org" : "${each.key}@example.com"`), 1)}
	for _, files := range []fstest.MapFS{before, files, files} {
		c.run(files, -1, true)
		time.Sleep(time.Hour)
	}
	c.quota = sim.PublishedQuota()
	return c
}

// floors are the runs whose time we compare with the floor.
var floors = []struct {
	name  string
	run   func(t *testing.T) measure
	check func(t *testing.T, m measure)
}{
	{"no change of 1000 users", func(t *testing.T) measure {
		return newAppliedCentre(t, centreConfig(1000, "")).run(centreConfig(1000, ""), 0, false)
	}, func(t *testing.T, m measure) {
		checkUnchanged(t, m, 90, 1.15)
	}},
	{"no change of 1000 users with e-mail", func(t *testing.T) measure {
		return newAppliedCentre(t, centreConfig(1000, withEmail)).run(centreConfig(1000, withEmail), 0, false)
	}, func(t *testing.T, m measure) {
		checkUnchanged(t, m, 95, 1.15)
	}},
	{"create 1000 users", func(t *testing.T) measure {
		c := newCentre(t)
		c.run(centreConfig(0, ""), -1, true)
		c.quota = sim.PublishedQuota()
		return c.run(centreConfig(1000, ""), 0, true)
	}, func(t *testing.T, m measure) {
		if m.calls["CreateUser"] != 1000 || m.ratio() > 1.10 || m.throttled*200 >= m.total() {
			t.Errorf("it took %.3f of the floor and %d calls of %d were throttled", m.ratio(), m.throttled, m.total())
		}
		made := measure{calls: m.applyCalls}.total()
		if e := m.plan.Estimate; e.Calls < made || e.Calls > made*11/10 || e.Operations[0].Calls != 1000 || time.Duration(e.Seconds)*time.Second < m.floor() {
			t.Errorf("the estimate is %+v, and %d calls were made", e, made)
		}
	}},
	{"export 300 users, 120 queues and 40 routing profiles", func(t *testing.T) measure { return exportTown(t, 300) }, func(t *testing.T, m measure) {
		if m.throttled*200 >= m.total() || m.ratio() > 1.15 {
			t.Errorf("it took %.3f of the floor, and %d calls were throttled", m.ratio(), m.throttled)
		}
	}},
	{"create 40 queues, two calls throttled", func(t *testing.T) measure {
		return createThrottled(t, "CreateQueue:after=9:count=1:throttle", "CreateQueue:after=24:count=1:throttle")
	}, checkThrottled},
	{"create 40 queues, one call throttled twice", func(t *testing.T) measure {
		return createThrottled(t, "CreateQueue:after=9:count=2:throttle")
	}, checkThrottled},
	{"create 40 queues, the first two calls throttled", func(t *testing.T) measure {
		return createThrottled(t, "CreateQueue:count=2:throttle")
	}, checkThrottled},
	{"create 40 queues at a quarter of the quota", func(t *testing.T) measure {
		c := newCentre(t)
		c.quota = sim.Quota{Rate: 0.5, Burst: 5} // other programs use the rest
		return c.run(fortyQueues, 0, true)
	}, func(t *testing.T, m measure) {
		if m.ratio() > 4*1.2 || 3*m.throttled > m.calls["CreateQueue"]+m.throttled {
			t.Errorf("it took %.3f of the published floor and %d calls of %d were throttled", m.ratio(), m.throttled, m.total())
		}
	}},
	{"create 1000 users at five times the quota", func(t *testing.T) measure {
		c := newCentre(t)
		c.run(centreConfig(0, ""), -1, true)
		c.quota = sim.Quota{Rate: 10, Burst: 5}
		return c.run(centreConfig(1000, ""), 0, true)
	}, func(t *testing.T, m measure) {
		if m.ratio() > 0.5 || m.throttled*100 >= m.total() {
			t.Errorf("it took %.3f of the published floor and %d calls of %d were throttled", m.ratio(), m.throttled, m.total())
		}
	}},
}

// exportTown reads everything of a large contact centre that nobody manages, and exports it.
func exportTown(t *testing.T, users int) measure {
	c := newCentre(t)
	c.runState(schematest.Stack, schematest.Writable(schematest.Town(users)), -1, true)
	c.quota, c.calls = sim.PublishedQuota(), map[string]int{}
	start := time.Now()
	server, client := c.open(0)
	defer server.Close()
	live, err := providers.ReadEverything(t.Context(), client)
	if err != nil {
		t.Fatal(err)
	}
	m := measure{calls: maps.Clone(c.calls), throttled: c.throttled, took: time.Since(start)}
	in, err := client.Instance(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	made, err := export.Make(live, export.Options{Settings: export.Settings{Stack: schematest.Stack}, Instance: in})
	if err != nil || made.Objects < users+500 {
		t.Fatalf("exported %+v: %v", made, err)
	}
	return m
}

// createThrottled creates 40 queues, while faults throttle some of the calls.
func createThrottled(t *testing.T, faults ...string) measure {
	c := newCentre(t)
	for _, rule := range faults {
		f, err := sim.ParseFault(rule)
		if err != nil {
			t.Fatal(err)
		}
		c.faults = append(c.faults, f)
	}
	return c.run(fortyQueues, 0, true)
}

// fortyQueues is a configuration of 40 queues.
var fortyQueues = fstest.MapFS{"main.hcl": {Data: []byte(`
callwright {
  stack = "support"
}
provider "amazonconnect" {
  instance = "callwright"
}
queue "q" {
  for_each           = toset([for i in range(40) : "Queue ${i}"])
  hours_of_operation = "Basic Hours"
}`)}}

// checkThrottled checks that two throttled calls slow a run down for some seconds only.
func checkThrottled(t *testing.T, m measure) {
	t.Helper()
	if m.calls["CreateQueue"] != 40 || m.throttled != 2 || m.ratio() > 1.3 {
		t.Errorf("it took %.3f of the floor, and %d calls were throttled", m.ratio(), m.throttled)
	}
}

// checkUnchanged checks a plan without changes. It must not make a call for each user.
func checkUnchanged(t *testing.T, m measure, calls int, ratio float64) {
	t.Helper()
	if !m.plan.Empty() || len(m.plan.Records) > 0 {
		t.Errorf("the plan has %d changes and %d records", len(m.plan.Changes), len(m.plan.Records))
	}
	if m.total() > calls || m.calls["DescribeUser"] > 0 || m.throttled > 0 || m.ratio() > ratio {
		t.Errorf("%d calls, %d throttled, %.3f of the floor: %v", m.total(), m.throttled, m.ratio(), m.calls)
	}
}

// TestFloor checks that the runs take hardly longer than AWS's quotas require. It is not
// parallel, because two bubbles at once cannot share the library of the database.
func TestFloor(t *testing.T) {
	for _, tt := range floors {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := tt.run(t)
				t.Logf("%d calls, %d throttled, %v, %.3f of the floor: %v", m.total(), m.throttled, m.took.Round(time.Second/10), m.ratio(), m.calls)
				tt.check(t, m)
			})
		})
	}
}

// TestCallsGrow checks how the number of calls grows from 500 to 1500 users: by one page of
// 1000 users in one list, and two pages of 500 in another.
func TestCallsGrow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		few := newAppliedCentre(t, centreConfig(500, withEmail)).run(centreConfig(500, withEmail), 0, false)
		many := newAppliedCentre(t, centreConfig(1500, withEmail)).run(centreConfig(1500, withEmail), 0, false)
		if got := many.total() - few.total(); got != 1+2 {
			t.Errorf("1000 more users are %d more calls: %v", got, many.calls)
		}
	})
}

// BenchmarkFloor measures the same runs. Read its own metrics, and not the time per
// operation, which is that of the simulation:
//
//	go test ./cmd/callwright -run '^$' -bench Floor -benchtime 1x
func BenchmarkFloor(b *testing.B) {
	for _, bb := range floors {
		b.Run(strings.ReplaceAll(bb.name, " ", "_"), func(b *testing.B) { benchmark(b, bb.run) })
	}
	b.Run("export_2000_users", func(b *testing.B) {
		benchmark(b, func(t *testing.T) measure { return exportTown(t, 2000) })
	})
	b.Run("no_change_of_10000_users_with_e-mail", func(b *testing.B) {
		benchmark(b, func(t *testing.T) measure {
			return newAppliedCentre(t, centreConfig(10_000, withEmail)).run(centreConfig(10_000, withEmail), 0, false)
		})
	})
	for _, bb := range tables {
		b.Run(strings.ReplaceAll(bb.name, " ", "_"), func(b *testing.B) {
			benchmark(b, func(t *testing.T) measure { return bb.run(t, manyTables) })
		})
	}
}

// benchmark runs a measured run as a test, because only a test can be in a bubble.
func benchmark(b *testing.B, run func(t *testing.T) measure) {
	b.Helper()
	var m measure
	for b.Loop() {
		test := testing.InternalTest{Name: b.Name(), F: func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { m = run(t) })
		}}
		if !testing.RunTests(func(_, _ string) (bool, error) { return true, nil }, []testing.InternalTest{test}) {
			b.FailNow()
		}
	}
	b.ReportMetric(float64(m.total()), "calls")
	b.ReportMetric(float64(m.throttled), "throttled")
	b.ReportMetric(m.took.Seconds(), "service-s")
	b.ReportMetric(m.ratio(), "of-floor")
	b.ReportMetric(0, "ns/op")
}
