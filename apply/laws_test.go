package apply_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/memory"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

var options = impact.Options{
	Options: plan.Options{
		Instance: schema.Instance{ID: schematest.Salt, Name: "memory"},
		Stack:    schematest.Stack,
	},
	Limits: impact.Allowed{Deletes: 1000, Percent: 100},
}

// planFor reads p and returns a plan for want, nil when the plan is refused.
func planFor(t *testing.T, p providers.Reader, want *schema.State) (*plan.Plan, *schema.State) {
	t.Helper()
	live, err := providers.ReadState(t.Context(), p, schematest.Stack, want)
	if err != nil {
		t.Fatal(err)
	}
	made, problems := impact.Judge(plan.Make(live, want, options.Options), live, want, options)
	if made == nil {
		t.Fatalf("Judge() refuses: %v", problems)
	}
	return made.Plan, live
}

// TestApplyEqualsOutcome ties the code that writes to the pure one: applying a plan
// to a provider leads to the state that the plan says, and the next plan is empty.
func TestApplyEqualsOutcome(t *testing.T) {
	t.Parallel()
	refused := 0
	for seed := range uint64(100) {
		m := schematest.New(seed, 6)
		p, want := memory.New(m.Live(seed%2 == 0).All()...), m.Want(seed%2 == 0)
		if seed%4 == 0 {
			want = m.Rename(want)
		}
		made, live := planFor(t, p, want)
		if len(made.Refusals) > 0 {
			refused++
			continue
		}
		outcome, err := made.Outcome(live)
		if err != nil {
			t.Fatal(err)
		}
		runner := apply.Runner{Provider: p, Parallel: 4}
		report, err := runner.Run(t.Context(), made)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range report.Outcomes {
			if o.Status != apply.Done && (o.Status != apply.AlreadyDone || o.Change.Action != plan.Adopt) {
				t.Errorf("seed %d: %s %s: %s: %v", seed, o.Change.Action, o.Change.Addr, o.Status, o.Err)
			}
		}
		again, after := planFor(t, p, want)
		if len(again.Records) > 0 {
			t.Errorf("seed %d: the second plan writes %d records, first %s: %s", seed, len(again.Records), again.Records[0].Addr, again.Records[0].Want.Record.Applied)
		}
		if !again.Empty() {
			t.Errorf("seed %d: the second plan has %d changes, first %s %s", seed, len(again.Changes), again.Changes[0].Action, again.Changes[0].Addr)
		}
		equal(t, seed, outcome, after, false)
	}
	if refused > 5 {
		t.Errorf("%d of 100 plans were refused, so the law was hardly tried", refused)
	}
}

// TestUndo applies a plan and then its undo plan, which brings back what was there.
func TestUndo(t *testing.T) {
	t.Parallel()
	for seed := range uint64(100) {
		m := schematest.New(seed, 6)
		p, want := memory.New(m.Live(seed%2 == 0).All()...), m.Want(seed%2 == 0)
		if seed%4 == 0 {
			want = m.Rename(want)
		}
		made, before := planFor(t, p, want)
		if len(made.Refusals) > 0 {
			continue
		}
		runner := apply.Runner{Provider: p}
		report, err := runner.Run(t.Context(), made)
		if err != nil {
			t.Fatal(err)
		}
		back, err := runner.Run(t.Context(), saved(t, report.Undo(made)))
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range back.Outcomes {
			if o.Status != apply.Done {
				t.Errorf("seed %d: undo: %s %s: %s: %v", seed, o.Change.Action, o.Change.Addr, o.Status, o.Err)
			}
		}
		after, err := providers.ReadState(t.Context(), p, schematest.Stack, want)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, seed, before, after, true)
	}
}

// saved returns the plan as it is when it was written to a file and read back.
func saved(t *testing.T, p *plan.Plan) *plan.Plan {
	t.Helper()
	d, err := document.New(&impact.Assessment{Plan: p})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if d, err = document.Parse(text); err != nil {
		t.Fatal(err)
	}
	back, err := d.Assessment()
	if err != nil {
		t.Fatal(err)
	}
	return back.Plan
}

// equal compares what outcome knows of its objects.
func equal(t *testing.T, seed uint64, outcome, live *schema.State, undone bool) {
	t.Helper()
	for _, l := range live.All() {
		if _, ok := outcome.Lookup(l.Name()); !ok && (!l.Retired() || l.Record != schema.Record{}) {
			t.Errorf("seed %d: %s is there, too", seed, l.Name())
		}
	}
	for _, o := range outcome.All() {
		l, ok := live.Lookup(o.Name())
		if !ok && o.Kind.Bound() != 0 && undone {
			continue // the service deleted it along with an object that was created again
		}
		if !ok {
			t.Errorf("seed %d: %s is not there", seed, o.Name())
			continue
		}
		for i := range o.Kind.Changed(l, o).All() {
			t.Errorf("seed %d: %s mismatch (-want +got):\n%s", seed, o.Name(), cmp.Diff(plan.Text(o.Value(i)), plan.Text(l.Value(i))))
		}
	}
}

var errService = errors.New("InternalServiceException")

// TestFailureStopsOnlyWhatWaits lets single writes fail: what does not wait for
// them is done, and running again finishes the rest.
func TestFailureStopsOnlyWhatWaits(t *testing.T) {
	t.Parallel()
	for seed := uint64(0); seed < 60; seed += 2 {
		m := schematest.New(seed, 6)
		p, want := memory.New(), m.Want(true)
		var n atomic.Int64
		p.Before = func(string, *schema.Resource) error {
			if n.Add(1)%5 == 0 {
				return errService
			}
			return nil
		}
		made, _ := planFor(t, p, want)
		runner := apply.Runner{Provider: p}
		report, err := runner.Run(t.Context(), made)
		if err != nil {
			t.Fatal(err)
		}
		checkReport(t, report)
		p.Before = nil
		rest, _ := planFor(t, p, want)
		if _, err := runner.Run(t.Context(), rest); err != nil {
			t.Fatal(err)
		}
		if again, _ := planFor(t, p, want); !again.Empty() {
			t.Errorf("seed %d: running again leaves %d changes", seed, len(again.Changes))
		}
	}
}

// checkReport holds each outcome against those that it waits for.
func checkReport(t *testing.T, report *apply.Report) {
	t.Helper()
	status := map[*plan.Change]apply.Status{}
	for _, o := range report.Outcomes {
		status[o.Change] = o.Status
	}
	for _, o := range report.Outcomes {
		blocked := false
		for _, w := range o.Change.Waits {
			blocked = blocked || status[w] != apply.Done
		}
		if blocked != (o.Status == apply.NotAttempted) {
			t.Errorf("%s is %s, but what it waits for is made: %t", o.Change.Addr, o.Status, !blocked)
		}
		if o.Status == apply.Failed && !errors.Is(o.Err, errService) {
			t.Errorf("%s failed: %v", o.Change.Addr, o.Err)
		}
	}
}

// TestStale lets somebody change the live side between plan and apply.
func TestStale(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, reason string
		meddle       func(ctx context.Context, p *memory.Provider, live *schema.Resource) error
		status       apply.Status
	}{
		{"another value", "the change was planned from a value that is gone", func(ctx context.Context, p *memory.Provider, live *schema.Resource) error {
			return set(ctx, p, live, "three")
		}, apply.Stale},
		{"the wanted value", "nothing is left to do", func(ctx context.Context, p *memory.Provider, live *schema.Resource) error {
			return set(ctx, p, live, "two")
		}, apply.AlreadyDone},
		{"gone", "there is nothing to change", func(ctx context.Context, p *memory.Provider, live *schema.Resource) error {
			return p.Delete(ctx, live)
		}, apply.Stale},
		{"nothing", "", func(context.Context, *memory.Provider, *schema.Resource) error { return nil }, apply.Done},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, made, live := oneToTwo(t)
			l, _ := live.Lookup(schema.Name{Kind: "security_profile", Key: "Agent Plus"})
			if err := tt.meddle(t.Context(), p, l); err != nil {
				t.Fatal(err)
			}
			runner := apply.Runner{Provider: p}
			report, err := runner.Run(t.Context(), made)
			if err != nil {
				t.Fatal(err)
			}
			if got := report.Outcomes[0].Status; got != tt.status {
				t.Errorf("status is %s (%v), want %s: %s", got, report.Outcomes[0].Err, tt.status, tt.reason)
			}
		})
	}
}

// TestMadeBefore carries a plan out once more, as after a run that was cut off: what is
// there as wanted, and ours, is done. What is not is said to be so.
func TestMadeBefore(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		meddle func(ctx context.Context, p *memory.Provider, live *schema.Resource) error
		status apply.Status
		says   string
	}{
		{"as it was made", func(context.Context, *memory.Provider, *schema.Resource) error { return nil }, apply.AlreadyDone, ""},
		{"changed since", func(ctx context.Context, p *memory.Provider, live *schema.Resource) error {
			return p.Update(ctx, live, profile("two").WithRecord(live.Record), live.Kind.Set("description"))
		}, apply.Stale, `it was created since the plan, and description was "one" to be, and is "two" now`},
		{"another's", func(ctx context.Context, p *memory.Provider, live *schema.Resource) error {
			return p.Mark(ctx, live, schema.Record{})
		}, apply.Stale, "somebody else created it since the plan"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := profile("one")
			w.Record.Owner = record.Owner(schematest.Stack, w.Addr)
			want, err := schema.NewState([]*schema.Resource{w})
			if err != nil {
				t.Fatal(err)
			}
			p := memory.New()
			made, _ := planFor(t, p, want)
			runner := apply.Runner{Provider: p}
			if _, err = runner.Run(t.Context(), made); err != nil {
				t.Fatal(err)
			}
			_, live := planFor(t, p, want)
			l, _ := live.Lookup(w.Name())
			if err = tt.meddle(t.Context(), p, l); err != nil {
				t.Fatal(err)
			}
			report, err := runner.Run(t.Context(), made)
			if err != nil {
				t.Fatal(err)
			}
			o := report.Outcomes[0]
			if o.Status != tt.status || tt.says != "" && (o.Err == nil || o.Err.Error() != tt.says) || report.Wrote() {
				t.Errorf("status is %s (%v), want %s (%s)", o.Status, o.Err, tt.status, tt.says)
			}
		})
	}
}

func profile(description string) *schema.Resource {
	k, _ := schema.KindOf("security_profile")
	r := &schema.Resource{
		Kind: k, Body: &schema.SecurityProfile{Name: "Agent Plus", Description: description}, Given: k.Set("name", "description"),
		Desired: &schema.Desired{Addr: schema.Addr{Kind: k.Name, Label: "agent_plus"}},
	}
	r.UpdateKey()
	return r
}

// oneToTwo plans another description of a profile: two, and it is one.
func oneToTwo(t *testing.T) (*memory.Provider, *plan.Plan, *schema.State) {
	t.Helper()
	p := memory.New(profile("one"))
	want, err := schema.NewState([]*schema.Resource{profile("two")})
	if err != nil {
		t.Fatal(err)
	}
	made, live := planFor(t, p, want)
	return p, made, live
}

func set(ctx context.Context, p *memory.Provider, live *schema.Resource, description string) error {
	return p.Update(ctx, live, profile(description), live.Kind.Set("description"))
}

// TestStop closes Stop at the first change's end: what runs ends, and the rest is
// not attempted.
func TestStop(t *testing.T) {
	t.Parallel()
	p, want := memory.New(), schematest.New(1, 6).Want(true)
	made, _ := planFor(t, p, want)
	stop := make(chan struct{})
	stopped := false
	runner := apply.Runner{Provider: p, Parallel: 1, Stop: stop, Observe: func(e apply.Event) {
		if e.Outcome != nil && !stopped {
			stopped = true
			close(stop)
		}
	}}
	report, err := runner.Run(t.Context(), made)
	if err != nil {
		t.Fatal(err)
	}
	if done, left := report.Count(apply.Done), report.Count(apply.NotAttempted); done != 1 || left != len(made.Changes)-1 {
		t.Errorf("%d done and %d not attempted of %d, want one done and the rest not", done, left, len(made.Changes))
	}
}

// A minutely provider takes a minute to make an object.
type minutely struct{ *memory.Provider }

func (m minutely) Create(ctx context.Context, want *schema.Resource) (string, error) {
	if err := providers.Await(ctx, time.Minute); err != nil {
		return "", err
	}
	return m.Provider.Create(ctx, want)
}

// TestDeadline ends the context of a run after two and a half minutes, while each
// creation takes one: what has not started then is not attempted, and nothing but what
// was under way failed.
func TestDeadline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var list []*schema.Resource
		for i := range 50 {
			r := profile("same")
			r.Addr.Label = fmt.Sprint("p", i)
			r.Body.(*schema.SecurityProfile).Name = fmt.Sprint("Profile ", i)
			r.UpdateKey()
			list = append(list, r)
		}
		want, err := schema.NewState(list)
		if err != nil {
			t.Fatal(err)
		}
		p := minutely{memory.New()}
		made, _ := planFor(t, p, want)
		why := errors.New("gave up after 150 s")
		ctx, cancel := context.WithTimeoutCause(t.Context(), 150*time.Second, why)
		defer cancel()
		began := time.Now()
		runner := apply.Runner{Provider: p, Parallel: 4}
		report, err := runner.Run(ctx, made)
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took != 150*time.Second {
			t.Errorf("the run took %s, want 150 s", took)
		}
		if !errors.Is(report.Ended, why) {
			t.Errorf("the run ended because of %v, want %v", report.Ended, why)
		}
		if done, failed, left := report.Count(apply.Done), report.Count(apply.Failed), report.Count(apply.NotAttempted); done != 8 || failed != 4 || left != 38 {
			t.Errorf("%d done, %d failed, %d not attempted; want 8, the 4 that were under way, and the other 38", done, failed, left)
		}
		for _, o := range report.Outcomes {
			if o.Status == apply.NotAttempted && o.Because != nil {
				t.Errorf("%s is not attempted because of %s; want only the end of the run", o.Change.Addr, o.Because.Addr)
			}
		}
	})
}

// TestForeignInstance refuses a plan that was made for another instance.
func TestForeignInstance(t *testing.T) {
	t.Parallel()
	runner := apply.Runner{Provider: memory.New()}
	_, err := runner.Run(t.Context(), &plan.Plan{Instance: schema.Instance{ID: "other", Name: "prod"}})
	if err == nil {
		t.Error("Run() takes a plan for another instance")
	}
}
