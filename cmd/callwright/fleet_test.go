package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"golang.org/x/time/rate"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/term"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/sim"
)

// simAccount is the account of a simulated instance.
const simAccount = "123456789012"

// A simulatedAccount throttles the calls of all clients of an AWS account together, each
// operation at AWS's published quota. The instance behind it has no quota of its own.
type simulatedAccount struct {
	*centre
	number string

	mu    sync.Mutex
	quota map[string]*rate.Limiter // by operation
	calls map[string]int           // the calls that were not throttled, by operation

	throttled int
}

// RoundTrip calls the instance.
func (a *simulatedAccount) RoundTrip(r *http.Request, s *sim.Server) (*http.Response, error) {
	a.delay()
	operation := awsmiddleware.GetOperationName(r.Context())
	w := httptest.NewRecorder()
	if a.take(operation) {
		s.ServeHTTP(w, r)
		text := bytes.ReplaceAll(w.Body.Bytes(), []byte(":"+simAccount+":instance/"), []byte(":"+a.number+":instance/"))
		w.Body = bytes.NewBuffer(text)
		w.Header().Del("Content-Length")
	} else {
		w.Header().Set("X-Amzn-ErrorType", "ThrottlingException")
		w.WriteHeader(http.StatusTooManyRequests)
	}
	a.delay()
	return w.Result(), nil
}

// take takes a call of the operation from the quota.
func (a *simulatedAccount) take(operation string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	q := sim.PublishedQuota()
	if a.quota[operation] == nil {
		a.quota[operation] = rate.NewLimiter(rate.Limit(q.Rate), q.Burst)
	}
	if !a.quota[operation].Allow() {
		a.throttled++
		return false
	}
	a.calls[operation]++
	return true
}

// A fleetMeasure has what it took to plan the environments of a fleet.
type fleetMeasure struct {
	accounts []*simulatedAccount
	plans    []*environmentPlan
	took     time.Duration
	memory   uint64 // the largest heap, in bytes
}

// floor returns the shortest time in which the busiest operation of all accounts can be called
// as often. The accounts are called at the same time.
func (m *fleetMeasure) floor() time.Duration {
	longest := time.Duration(0)
	for _, a := range m.accounts {
		longest = max(longest, measure{calls: a.calls}.floor())
	}
	return longest
}

// totals returns how many calls were made, and how many were throttled.
func (m *fleetMeasure) totals() (calls, throttled int) {
	for _, a := range m.accounts {
		calls += measure{calls: a.calls}.total()
		throttled += a.throttled
	}
	return calls, throttled
}

// planFleet plans environments of users each, in so many accounts, with the planner of the
// commands. All have the same configuration, and nothing to change.
func planFleet(t *testing.T, environments, accounts, users int) *fleetMeasure {
	t.Helper()
	c := newAppliedCentre(t, centreConfig(users, ""))
	server, err := sim.Open(c.file, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	m := &fleetMeasure{}
	byNumber := map[string]*simulatedAccount{}
	for i := range accounts {
		a := &simulatedAccount{centre: c, number: fmt.Sprintf("%012d", i+1), quota: map[string]*rate.Limiter{}, calls: map[string]int{}}
		m.accounts, byNumber[a.number] = append(m.accounts, a), a
	}
	dir, names := fleetFolder(t, environments, accounts, users)
	a := &app{reporter: reporter{Terminal: &term.Terminal{Out: io.Discard, Err: io.Discard}}}
	a.folder, a.pipeline.revision = folder(dir), func() ci.Revision { return ci.Revision{} }
	var budgets amazonconnect.Budgets
	open := func(ctx context.Context, site engine.Site) (engine.Source, io.Closer, error) {
		account := byNumber[site.Provider.Account]
		client, failed := amazonconnect.Open(ctx, amazonconnect.Options{
			Instance: site.Provider.Instance, Region: site.Provider.Region, Account: site.Provider.Account, Endpoint: "http://sim.invalid", Budgets: &budgets,
			HTTP: &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) { return account.RoundTrip(r, server) })},
			Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
				return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "example"}, nil
			}),
		})
		if failed != nil {
			return nil, nil, failed
		}
		return (&engine.Service{Provider: client}).Source(), m, nil
	}
	start := time.Now()
	m.plans, err = environmentPlanner{a, &targetFlags{failLevel: failOnError}, open}.plan(t.Context(), names)
	if err != nil {
		t.Fatal(err)
	}
	m.took = time.Since(start)
	m.Close()
	return m
}

// Close notes how much memory is in use when a contact centre is closed.
func (m *fleetMeasure) Close() error {
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	m.accounts[0].mu.Lock()
	defer m.accounts[0].mu.Unlock()
	m.memory = max(m.memory, now.HeapInuse)
	return nil
}

// fleetFolder writes the configuration of a fleet. The environments of an account have names that
// follow one another.
func fleetFolder(t *testing.T, environments, accounts, users int) (dir string, names []string) {
	t.Helper()
	dir = t.TempDir()
	for name, f := range centreConfig(users, "") {
		text := strings.Replace(string(f.Data), `instance = "callwright"`, "instance = \"callwright\"\n  region   = \"eu-west-2\"\n  account  = var.account", 1)
		if name == "main.hcl" {
			text += "\nvariable \"account\" {}\n"
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "environments"), 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range environments {
		names = append(names, fmt.Sprintf("env-%03d", i))
		text := fmt.Sprintf("account = \"%012d\"\n", i*accounts/environments+1)
		if err := os.WriteFile(filepath.Join(dir, "environments", names[i]+".vars.hcl"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir, names
}

// check checks that the environments were planned at the rate that the accounts allow.
func (m *fleetMeasure) check(t *testing.T) {
	t.Helper()
	for _, e := range m.plans {
		if e.review == nil || !e.review.Plan.Empty() {
			t.Fatalf("environment %s has no plan without changes: exit code %d, %v %v", e.name, e.code, e.err, e.problems())
		}
	}
	calls, throttled := m.totals()
	ratio := m.took.Seconds() / m.floor().Seconds()
	t.Logf("%d environments, %d calls, %d throttled, %v, %.3f of the floor, %d MB", len(m.plans), calls, throttled, m.took.Round(time.Second/10), ratio, m.memory>>20)
	if ratio > 1.2 || throttled*200 >= calls {
		t.Errorf("it took %.3f of the floor, and %d of %d calls were throttled", ratio, throttled, calls)
	}
}

// TestFleetFloor plans environments that share the budgets of accounts. It is not parallel,
// because two bubbles at once cannot share the library of the database.
func TestFleetFloor(t *testing.T) {
	for _, tt := range []struct{ environments, accounts int }{{2, 1}, {6, 3}} {
		t.Run(fmt.Sprintf("%d in %d accounts", tt.environments, tt.accounts), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { planFleet(t, tt.environments, tt.accounts, 20).check(t) })
		})
	}
}

// BenchmarkFleet plans a large fleet. Read its own metrics, and not the time per operation, which
// is that of the simulation:
//
//	go test ./cmd/callwright -run '^$' -bench Fleet -benchtime 1x
func BenchmarkFleet(b *testing.B) {
	var m *fleetMeasure
	benchmark(b, func(t *testing.T) measure {
		m = planFleet(t, 200, 20, 500)
		m.check(t)
		if m.memory >= 1<<30 {
			t.Errorf("it needed %d MB", m.memory>>20)
		}
		busiest := slices.MaxFunc(m.accounts, func(x, y *simulatedAccount) int {
			return int(measure{calls: x.calls}.floor() - measure{calls: y.calls}.floor())
		})
		return measure{calls: maps.Clone(busiest.calls), took: m.took}
	})
	calls, throttled := m.totals()
	b.ReportMetric(float64(calls), "calls")
	b.ReportMetric(float64(throttled), "throttled")
	b.ReportMetric(float64(m.memory>>20), "MB")
}
