package outcome

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// change returns a change of the queue with the given label.
func change(action plan.Action, label string) *plan.Change {
	return &plan.Change{Action: action, Addr: schema.Addr{Kind: "queue", Label: label}, Attrs: 1}
}

// errRefused has an escape sequence, which must not reach the terminal.
var errRefused = errors.New("the service\x1b[31m refuses it")

// TestSentence checks the sentence for each status, and for the changes that do something
// else than their action says.
func TestSentence(t *testing.T) {
	t.Parallel()
	aside, old := change(plan.Rename, "q"), change(plan.Delete, "q")
	aside.Step, old.Step = plan.Aside, plan.Old
	record := change(plan.Update, "q")
	record.Attrs = 0
	for _, tt := range []struct {
		outcome apply.Outcome
		want    string
	}{
		{apply.Outcome{Change: change(plan.Create, "q"), Status: apply.Done}, "created queue.q"},
		{apply.Outcome{Change: change(plan.Adopt, "q"), Status: apply.Done}, "taken over queue.q"},
		{apply.Outcome{Change: record, Status: apply.Done}, "recorded queue.q"},
		{apply.Outcome{Change: aside, Status: apply.Done}, "temporarily renamed queue.q"},
		{apply.Outcome{Change: old, Status: apply.Done}, "deleted the old queue.q"},
		{apply.Outcome{Change: change(plan.Delete, "q"), Status: apply.AlreadyDone}, "queue.q is already as wanted"},
		{apply.Outcome{Change: change(plan.Update, "q"), Status: apply.Failed, Err: errRefused}, `queue.q was not updated: the service\u{1b}[31m refuses it`},
		{apply.Outcome{Change: change(plan.Update, "q"), Status: apply.Failed, Err: &apply.UnreadError{Err: errRefused}}, `queue.q was updated, but could not be read back: the service\u{1b}[31m refuses it`},
		{apply.Outcome{Change: change(plan.Update, "q"), Status: apply.Differs, Err: errRefused}, `queue.q was updated, but is not as wanted: the service\u{1b}[31m refuses it`},
		{apply.Outcome{Change: change(plan.Update, "q"), Status: apply.Stale, Err: errRefused}, `queue.q was not updated: the service\u{1b}[31m refuses it. It is unchanged`},
		{apply.Outcome{Change: change(plan.Update, "q"), Status: apply.Manual, Err: errRefused}, `queue.q: the service\u{1b}[31m refuses it`},
	} {
		if got := Sentence(tt.outcome); got != tt.want {
			t.Errorf("Sentence() = %q, want %q", got, tt.want)
		}
	}
}

// TestUndone checks the sections of the changes that a run did not complete, and the
// tally of the same run.
func TestUndone(t *testing.T) {
	t.Parallel()
	failed := change(plan.Create, "b")
	r := &apply.Report{Outcomes: []apply.Outcome{
		{Change: change(plan.Create, "a"), Status: apply.Done},
		{Change: change(plan.Create, "f"), Status: apply.NotAttempted},
		{Change: change(plan.Create, "e"), Status: apply.NotAttempted, Because: failed},
		{Change: change(plan.Update, "d"), Status: apply.Stale, Err: errRefused},
		{Change: failed, Status: apply.Failed, Err: fmt.Errorf("create it: %w", providers.ErrQuota)},
		{Change: change(plan.Create, "c"), Status: apply.Failed, Err: errRefused},
	}}
	want := `2 failed:
  queue.b  create it: a quota is used up
    A quota of the instance is used up. Have it raised, or remove what you do not need; then it is safe to run apply again.
  queue.c  the service\u{1b}[31m refuses it
    It is safe to run apply again.
1 out of date and left unchanged:
  queue.d  the service\u{1b}[31m refuses it
1 not attempted:
  queue.e  waits for queue.b
1 not started: the run was stopped first.`
	if diff := cmp.Diff(want, strings.Join(Undone(r), "\n")); diff != "" {
		t.Errorf("Undone() mismatch (-want +got):\n%s", diff)
	}
	if got, want := Tally(r), "Apply: 1 created, 0 updated, 0 deleted, 2 failed, 1 out of date, 2 not attempted."; got != want {
		t.Errorf("Tally() = %q, want %q", got, want)
	}
}

// TestRemedy checks the advice for each sentinel error of the providers, and for others.
func TestRemedy(t *testing.T) {
	t.Parallel()
	for err, want := range map[error]string{
		providers.ErrAuth: "Sign in again", providers.ErrQuota: "A quota of the instance", providers.ErrInvalid: "The service does not accept this object",
		providers.ErrExists: "Another object has this name", errRefused: "It is safe to run apply again.",
	} {
		if got := remedy(fmt.Errorf("create: %w", err)); !strings.HasPrefix(got, want) {
			t.Errorf("remedy(%v) = %q, want %q", err, got, want)
		}
	}
}
