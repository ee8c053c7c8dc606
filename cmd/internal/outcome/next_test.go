package outcome

import (
	"context"
	"fmt"
	"testing"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
)

// TestHowToGoOn checks the last line of a run for each cause, with a plan that was just made,
// a saved plan and an undo plan.
func TestHowToGoOn(t *testing.T) {
	t.Parallel()
	const saved, undo = "plan.json", ".callwright/runs/x/undo.json"
	failed := func(errs ...error) []apply.Outcome {
		outcomes := []apply.Outcome{{Change: change(plan.Create, "a"), Status: apply.Done}}
		for _, err := range errs {
			outcomes = append(outcomes, apply.Outcome{Change: change(plan.Create, "b"), Status: apply.Failed, Err: fmt.Errorf("CreateQueue: %w", err)})
		}
		return outcomes
	}
	stale := apply.Outcome{Change: change(plan.Update, "c"), Status: apply.Stale, Err: errRefused}
	for _, tt := range []struct {
		name     string
		outcomes []apply.Outcome
		path     string
		want     string
	}{
		{"a call that was lost", failed(errRefused), "", "run apply again"},
		{"a call that was lost, saved", failed(errRefused), saved, "run callwright apply plan.json again"},
		{"a deadline", []apply.Outcome{{Change: change(plan.Create, "b"), Status: apply.NotAttempted}}, "", "run apply again"},
		{"a deadline that a call met", failed(context.DeadlineExceeded), undo, "run callwright apply " + undo + " again"},
		{"no permission", failed(providers.ErrAuth), "", "sign in again or get the permission; then run apply again"},
		{"no permission, undo", failed(providers.ErrAuth), undo, "sign in again or get the permission; then run callwright apply " + undo + " again"},
		{"a quota", failed(providers.ErrQuota), saved, "have the quota raised, or remove what you do not need; then run callwright apply plan.json again"},
		{"a name that is taken", failed(providers.ErrExists), "", "rename or remove one of the two objects with the same name; then run apply again"},
		{"not accepted", failed(providers.ErrInvalid), "", "change what the service does not accept; then run apply again"},
		{"not accepted, saved", failed(providers.ErrInvalid), saved, "change what the service does not accept; then run plan again and have the new plan approved"},
		{"not accepted, undo", failed(providers.ErrInvalid), undo, "change what the service does not accept; then run callwright apply " + undo + " again"},
		{"out of date", []apply.Outcome{stale}, "", "run apply again"},
		{"out of date, saved", []apply.Outcome{stale}, saved, "run plan again and have the new plan approved"},
		{"several causes", failed(providers.ErrInvalid, providers.ErrAuth, errRefused, providers.ErrAuth), "", "sign in again or get the permission; change what the service does not accept; then run apply again"},
	} {
		if got := HowToGoOn(&apply.Report{Outcomes: tt.outcomes}, tt.path); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
