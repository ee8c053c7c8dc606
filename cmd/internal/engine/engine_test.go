package engine_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/schema"
)

// origin is the origin of all documents in these tests. Its clock always shows the same time.
var origin = engine.Origin{Version: "0.1.0", Now: func() time.Time { return time.Unix(1700000000, 0).UTC() }, Commit: func() (string, bool) { return "3f2c1aa", false }}

// target returns a target whose configuration is one file in memory.
func target(text string) *engine.Target {
	return &engine.Target{Files: fstest.MapFS{"main.hcl": {Data: []byte(text)}}, Folder: ".", Origin: origin}
}

// memory returns a source with agent statuses of the given names. They have no owner.
func memory(t *testing.T, names ...string) *engine.Memory {
	t.Helper()
	k, _ := schema.KindOf("agent_status")
	var list []*schema.Resource
	for i, name := range names {
		r := &schema.Resource{Kind: k, Key: name, Body: &schema.AgentStatus{Name: name}}
		r.Given = k.Set("name")
		list = append(list, r.WithID(fmt.Sprint("id-", i)))
	}
	s, err := schema.NewState(list)
	if err != nil {
		t.Fatal(err)
	}
	return &engine.Memory{Centre: schema.Instance{ID: "i", Name: "centre", Service: "memory"}, Objects: s}
}

// stack is the block that every configuration needs to be planned.
const stack = "callwright {\n  stack = \"support\"\n}\n"

// status returns the block of an agent status.
func status(label, name string) string {
	return fmt.Sprintf("agent_status %q {\n  name = %q\n}\n", label, name)
}

// TestPlan plans configurations in memory against states in memory. It checks the changes,
// the problems with their places, and the refusals.
func TestPlan(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		text    string
		change  func(*engine.Target)
		live    []string
		plan    string   // actions and addresses of the changes
		wrong   []string // places and severities of the problems
		refused []string // places and severities of the refusals
	}{
		{name: "a new object", text: stack + status("lunch", "Lunch"), plan: "create agent_status.lunch"},
		{name: "an object to take over", text: stack + status("lunch", "Lunch"), live: []string{"Lunch"}, plan: "adopt agent_status.lunch"},
		{
			name: "an object that may not be taken over", text: stack + status("lunch", "Lunch"), live: []string{"Lunch"},
			change: func(t *engine.Target) { t.NoAdopt = true }, plan: "adopt agent_status.lunch", refused: []string{"main.hcl:4 error"},
		},
		{
			name: "a part", text: stack + status("lunch", "Lunch") + status("tea", "Tea"),
			change: func(t *engine.Target) { t.Scope.Only = []string{"agent_status.tea"} }, plan: "create agent_status.tea",
		},
		{
			name: "a part that is nothing", text: stack + status("lunch", "Lunch"),
			change: func(t *engine.Target) { t.Scope.Only = []string{"agent_status.dinner"} }, wrong: []string{" error"},
		},
		{
			name: "a reference to what is not there", text: stack + "queue \"q\" {\n  name = \"Q\"\n  hours_of_operation = \"Nights\"\n}\n",
			wrong: []string{"main.hcl:6 error"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			target := target(tt.text)
			if tt.change != nil {
				tt.change(target)
			}
			c := target.Load(t.Context())
			if engine.Failing(c.Diagnostics, false) {
				t.Fatalf("Load() finds %v", c.Diagnostics)
			}
			r, err := c.Plan(t.Context(), memory(t, tt.live...), engine.Watch{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.wrong, places(r.Diagnostics)); diff != "" {
				t.Errorf("what is wrong mismatch (-want +got):\n%s", diff)
			}
			if r.Plan == nil {
				if tt.plan != "" || !engine.Failing(r.Diagnostics, false) {
					t.Errorf("there is no plan: %v", r.Diagnostics)
				}
				return
			}
			if got := changes(r); got != tt.plan {
				t.Errorf("plans %q, want %q", got, tt.plan)
			}
			if diff := cmp.Diff(tt.refused, places(r.Refusals())); diff != "" || r.Refused() != (tt.refused != nil) {
				t.Errorf("refusals mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// changes returns the actions and addresses of a plan: "create queue.a, delete queue.b".
func changes(r *engine.Review) string {
	var list []string
	for _, c := range r.Plan.Changes {
		list = append(list, string(c.Action)+" "+c.Addr.String())
	}
	return strings.Join(list, ", ")
}

// places returns the place and severity of each diagnostic: "main.hcl:4 error".
func places(list []document.Diagnostic) []string {
	var all []string
	for _, d := range list {
		at := ""
		if d.Range != nil {
			at = fmt.Sprintf("%s:%d", d.Range.Filename, d.Range.Start.Line)
		}
		all = append(all, at+" "+d.Severity)
	}
	return all
}

// TestLoadFails checks that a broken configuration reports where it is broken, and that
// its check blocks are not evaluated.
func TestLoadFails(t *testing.T) {
	t.Parallel()
	c := target(stack + "queue \"q\" {\n  nmae = \"Q\"\n}\n").Load(t.Context())
	if diff := cmp.Diff([]string{"main.hcl:5 error"}, places(c.Diagnostics)[:1]); diff != "" {
		t.Errorf("what is wrong mismatch (-want +got):\n%s", diff)
	}
	verdicts, found := c.Check()
	if verdicts != nil || len(found) != len(c.Diagnostics) {
		t.Errorf("Check() = %v, %v", verdicts, found)
	}
}

// TestFailing checks that errors always make a command fail, and warnings on request.
func TestFailing(t *testing.T) {
	t.Parallel()
	wrong, warning := document.Diagnostic{Severity: "error"}, document.Diagnostic{Severity: "warning"}
	for _, tt := range []struct {
		list                 []document.Diagnostic
		onErrors, onWarnings bool
	}{{nil, false, false}, {[]document.Diagnostic{warning}, false, true}, {[]document.Diagnostic{warning, wrong}, true, true}} {
		if got := engine.Failing(tt.list, false); got != tt.onErrors {
			t.Errorf("Failing(%v, false) = %v", tt.list, got)
		}
		if got := engine.Failing(tt.list, true); got != tt.onWarnings {
			t.Errorf("Failing(%v, true) = %v", tt.list, got)
		}
	}
}

// TestSaved checks that a saved plan is read back as it was made, and that an edited one
// is rejected.
func TestSaved(t *testing.T) {
	t.Parallel()
	r, err := target(stack+status("lunch", "Lunch")).Load(t.Context()).Plan(t.Context(), memory(t), engine.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(r.Document)
	if err != nil {
		t.Fatal(err)
	}
	saved, err := engine.ReadReview(text, origin)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := changes(saved), changes(r); got != want || saved.Document.Digest != r.Document.Digest {
		t.Errorf("the saved plan has %q, want %q", got, want)
	}
	if d := saved.Document; d.Tool.Version != "0.1.0" || d.CreatedAt != "2023-11-14T22:13:20Z" || d.Config.Commit != "3f2c1aa" {
		t.Errorf("it says that it is from %v, %s, %v", d.Tool, d.CreatedAt, d.Config)
	}
	if site := saved.Site("/centre"); site.Provider.Type != "local" || site.Place != "/centre" {
		t.Errorf("it is for %v", site)
	}
	if _, err = engine.ReadReview([]byte(strings.ReplaceAll(string(text), "Lunch", "Dinner")), origin); !errors.Is(err, document.ErrDigest) {
		t.Errorf("a changed plan is read: %v", err)
	}
}

// folder returns a target in a new folder, which will also have the embedded instance.
func folder(t *testing.T, text string) *engine.Target {
	t.Helper()
	place := t.TempDir()
	if err := os.WriteFile(filepath.Join(place, "main.hcl"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return &engine.Target{Files: os.DirFS(place), Folder: ".", Place: place, Origin: origin}
}

// review plans a target against its own instance, and calls use with the review and the
// open instance.
func review(ctx context.Context, target *engine.Target, readOnly bool, use func(*engine.Review, *engine.Service) error) (err error) {
	c := target.Load(ctx)
	if engine.Failing(c.Diagnostics, false) {
		return fmt.Errorf("load: %v", c.Diagnostics)
	}
	s, err := engine.Open(ctx, c.Site(), engine.Access{ReadOnly: readOnly})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	r, err := c.Plan(ctx, s.Source(), engine.Watch{})
	if err != nil {
		return err
	}
	return use(r, s)
}

// carryOut plans a target and applies the plan.
func carryOut(ctx context.Context, target *engine.Target, id string) (result *engine.Result, err error) {
	err = review(ctx, target, false, func(r *engine.Review, s *engine.Service) error {
		result, err = r.Apply(ctx, s.Provider, engine.Run{Place: target.Place, ID: id, Parallel: 4})
		return err
	})
	return result, err
}

// planned plans a target and returns the document of the plan, as JSON.
func planned(ctx context.Context, target *engine.Target) (text []byte, err error) {
	err = review(ctx, target, true, func(r *engine.Review, _ *engine.Service) error {
		text, err = json.Marshal(r.Document)
		return err
	})
	return text, err
}

// TestApply applies a plan. It checks that the run leaves an undo plan, and that a second
// plan has no changes.
func TestApply(t *testing.T) {
	t.Parallel()
	target := folder(t, stack+status("lunch", "Lunch"))
	result, err := carryOut(t.Context(), target, "first")
	if err != nil || !result.Complete() || len(result.Pending) > 0 || result.Kept != nil {
		t.Fatalf("Apply() = %+v, %v", result, err)
	}
	if want := filepath.Join(".callwright", "runs", "first", "undo.json"); result.Undo != want {
		t.Errorf("the undo plan is %q, want %q", result.Undo, want)
	}
	text, err := os.ReadFile(filepath.Join(target.Place, result.Undo))
	if err != nil {
		t.Fatal(err)
	}
	if undo, err := engine.ReadReview(text, origin); err != nil || changes(undo) != "disable agent_status.lunch" {
		t.Errorf("the undo plan has %q, %v", changes(undo), err)
	}
	if err := review(t.Context(), target, true, func(r *engine.Review, _ *engine.Service) error {
		if !r.Plan.Empty() {
			t.Errorf("a second plan has %q", changes(r))
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// TestNotRecorded applies a plan where the undo plan cannot be saved. The run makes its
// changes, names no undo plan, and says why there is none.
func TestNotRecorded(t *testing.T) {
	t.Parallel()
	target := folder(t, stack+status("lunch", "Lunch"))
	inTheWay := filepath.Join(target.Place, ".callwright", "runs", "first", "undo.json", "x")
	if err := os.MkdirAll(inTheWay, 0o700); err != nil {
		t.Fatal(err)
	}
	result, err := carryOut(t.Context(), target, "first")
	if err != nil || !result.Complete() {
		t.Fatalf("Apply() = %+v, %v", result, err)
	}
	if result.Undo != "" || result.Kept == nil || !strings.HasPrefix(result.Kept.Error(), "the undo plan was not saved: ") {
		t.Errorf("the undo plan is %q, and its error %v", result.Undo, result.Kept)
	}
}

// TestStale applies a plan after somebody else changed its object. The run must find the
// change stale and write nothing.
func TestStale(t *testing.T) {
	t.Parallel()
	target := folder(t, stack+status("lunch", "Lunch"))
	if _, err := carryOut(t.Context(), target, "first"); err != nil {
		t.Fatal(err)
	}
	change := func(description string) *engine.Target {
		changed := *target
		changed.Files = fstest.MapFS{"main.hcl": {Data: []byte(stack + "agent_status \"lunch\" {\n  name = \"Lunch\"\n  description = \"" + description + "\"\n}\n")}}
		return &changed
	}
	err := review(t.Context(), change("Noon"), false, func(r *engine.Review, s *engine.Service) error {
		if _, err := carryOut(t.Context(), change("Evening"), "second"); err != nil {
			return err
		}
		result, err := r.Apply(t.Context(), s.Provider, engine.Run{Place: target.Place, ID: "third", Parallel: 1})
		if err != nil {
			return err
		}
		if n := result.Count(apply.Stale); n != 1 || result.Wrote() {
			t.Errorf("%d changes are stale, want 1: %+v", n, result.Outcomes)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestStop checks that a run that is told to stop before it begins makes no change.
func TestStop(t *testing.T) {
	t.Parallel()
	stop := make(chan struct{})
	close(stop)
	target := folder(t, stack+status("lunch", "Lunch"))
	err := review(t.Context(), target, false, func(r *engine.Review, s *engine.Service) error {
		result, err := r.Apply(t.Context(), s.Provider, engine.Run{Place: target.Place, ID: "first", Parallel: 1, Stop: stop})
		if err == nil && (result.Count(apply.NotAttempted) != 1 || result.Undo != "") {
			t.Errorf("what was stopped before it began did %+v", result.Outcomes)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestWatch checks which functions of a Watch the engine calls, and in which order.
func TestWatch(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var calls []string
	record := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		calls = append(calls, fmt.Sprintf(format, args...))
	}
	w := engine.Watch{
		Instance: func(in schema.Instance) { record("instance %s", in.Provider) },
		Phase: func(p engine.Phase, total int) func() {
			record("begin %s %t", p, total > 0)
			return func() { record("end %s", p) }
		},
		Change: func(e apply.Event) {
			if e.Outcome != nil {
				record("%s %s", e.Change.Addr, e.Outcome.Status)
			}
		},
	}
	target := folder(t, stack+status("lunch", "Lunch"))
	c := target.Load(t.Context())
	s, err := engine.Open(t.Context(), c.Site(), engine.Access{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r, err := c.Plan(t.Context(), s.Source(), w)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Apply(t.Context(), s.Provider, engine.Run{Place: target.Place, ID: "first", Parallel: 1, Watch: w}); err != nil {
		t.Fatal(err)
	}
	want := []string{"instance local", "begin reading true", "end reading", "begin applying true", "agent_status.lunch done", "end applying"}
	if diff := cmp.Diff(want, calls); diff != "" {
		t.Errorf("calls mismatch (-want +got):\n%s", diff)
	}
}

// TestTwoAtOnce plans two folders with different configurations and instances at the same
// time. It must get the same plans as when it plans one after the other.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	first := folder(t, stack+status("lunch", "Lunch"))
	second := folder(t, "callwright {\n  stack = \"sales\"\n}\nqueue \"sales\" {\n  name = \"Sales\"\n  hours_of_operation = \"Basic Hours\"\n}\n")
	for i, target := range []*engine.Target{first, second} {
		if c := target.Load(t.Context()); engine.Failing(c.Diagnostics, false) {
			t.Fatalf("configuration %d: %v", i, c.Diagnostics)
		}
		if _, err := carryOut(t.Context(), target, "first"); err != nil {
			t.Fatal(err)
		}
	}
	first.Files = fstest.MapFS{"main.hcl": {Data: []byte(stack + status("tea", "Tea"))}}
	second.Files = fstest.MapFS{"main.hcl": {Data: []byte("callwright {\n  stack = \"sales\"\n}\n" + status("lunch", "Lunch"))}}
	var one, both [2][]byte
	for i, target := range []*engine.Target{first, second} {
		text, err := planned(t.Context(), target)
		if err != nil {
			t.Fatal(err)
		}
		one[i] = text
	}
	var wg sync.WaitGroup
	for i, target := range []*engine.Target{first, second} {
		wg.Go(func() {
			text, err := planned(t.Context(), target)
			if err != nil {
				t.Error(err)
			}
			both[i] = text
		})
	}
	wg.Wait()
	if diff := cmp.Diff(one, both); diff != "" {
		t.Errorf("plans made at once mismatch (-one after the other +at once):\n%s", diff)
	}
	if string(one[0]) == string(one[1]) || !strings.Contains(string(one[0]), string(plan.Disable)) {
		t.Errorf("the plans try too little: %s", one)
	}
}
