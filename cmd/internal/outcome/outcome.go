// Package outcome describes in words how the changes of a run ended: which were made,
// which were not and why, and what to do next.
//
// The terms:
//
//   - An [apply.Outcome] is the end of one change; its status is "done", "failed" and so on.
//   - A sentence describes one outcome: `created queue.sales`.
//   - A tally is the last line of a run, with the number of changes by result.
//   - A remedy is the advice after a failed change: whether to change something first,
//     and whether it is safe to run apply again.
//
// For example, when the service refuses a queue, and a routing profile waits for it,
// [Undone] returns these lines:
//
//	1 failed:
//	  queue.sales  create it: a quota is used up
//	    …; then it is safe to run apply again.
//	1 not attempted:
//	  routing_profile.sales  waits for queue.sales
package outcome

import (
	"context"
	"errors"
	"fmt"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/render"
)

var (
	past = map[plan.Action]string{
		plan.Create: "created", plan.Update: "updated", plan.Rename: "renamed", plan.Adopt: "taken over",
		plan.Replace: "replaced", plan.Delete: "deleted", plan.Disable: "disabled", plan.Release: "released",
	}
	present = map[plan.Action]string{
		plan.Create: "creating", plan.Update: "updating", plan.Rename: "renaming", plan.Adopt: "taking over",
		plan.Replace: "replacing", plan.Delete: "deleting", plan.Disable: "disabling", plan.Release: "releasing",
	}
)

// Past returns the past participle of an action: "created", "taken over".
func Past(a plan.Action) string { return past[a] }

// Present returns the present participle of an action, for a change that is under way:
// "creating", "taking over".
func Present(a plan.Action) string { return present[a] }

// Sentence describes how a change ended: `created queue.sales`, or `queue.sales was not
// created: …`. The sentence is safe to print: addresses and errors, which may have text
// from the service, are cleaned of control characters.
func Sentence(o apply.Outcome) string {
	address, action := plan.Clean(o.Change.Addr.String()), past[o.Change.Action]
	switch { // some changes do less, or something else, than their action says
	case o.Change.Action == plan.Update && o.Change.Attrs == 0:
		action = "recorded"
	case o.Change.Step == plan.Aside:
		action = "temporarily renamed"
	case o.Change.Step == plan.Old:
		action = "deleted the old"
	}
	switch o.Status {
	case apply.NotAttempted:
		return address + " was not " + action + ": the run ended first"
	case apply.AlreadyDone:
		return address + " is already as wanted"
	case apply.Failed:
		if unread, ok := errors.AsType[*apply.UnreadError](o.Err); ok {
			return address + " was " + action + ", but could not be read back: " + plan.Clean(unread.Err.Error())
		}
		return address + " was not " + action + ": " + plan.Clean(o.Err.Error())
	case apply.Differs:
		return address + " was " + action + ", but is not as wanted: " + plan.Clean(o.Err.Error())
	case apply.Manual:
		return address + ": " + plan.Clean(o.Err.Error())
	case apply.Stale:
		return address + " was not " + action + ": " + plan.Clean(o.Err.Error()) + ". It is unchanged"
	}
	return action + " " + address
}

// Tally returns the last line of a run:
//
//	Apply: 1 created, 0 updated, 0 deleted, 2 failed, 1 stale, 2 not attempted.
func Tally(r *apply.Report) string {
	return render.Applied(objects(r), r.Count(apply.Failed), r.Count(apply.Stale), r.Count(apply.Manual), r.Count(apply.NotAttempted))
}

// objects counts the objects that a run created, updated and so on.
func objects(r *apply.Report) map[plan.Action]int {
	done := map[plan.Action]int{}
	for _, o := range r.Outcomes {
		// An object that takes several changes counts once: for the change without a step.
		if o.Change.Step == "" && (o.Status == apply.Done || o.Status == apply.Differs) {
			done[o.Change.Action]++
		}
	}
	return done
}

// Undone lists the changes that a run did not complete, with the reason for each. Changes
// of one status form a section, the most urgent first: failures before changes that are
// out of date, and so on. Changes that the run never came to are only counted, because
// there may be thousands, and all have the same reason.
func Undone(r *apply.Report) []string {
	why := func(o apply.Outcome) string { return plan.Clean(o.Err.Error()) }
	var lines []string
	for _, section := range []struct {
		status  apply.Status
		heading string
		text    func(apply.Outcome) string
	}{
		{apply.Failed, "%d failed:", func(o apply.Outcome) string { return why(o) + "\n    " + remedy(o.Err) }},
		{apply.Differs, "%d with a different value after the last write (somebody else wrote at the same time, or the service keeps another value):", why},
		{apply.Stale, "%d out of date and left unchanged:", why},
		{apply.Manual, "%d to do by hand:", why},
		{apply.NotAttempted, "%d not attempted:", Because},
	} {
		var list []string
		n := 0
		for _, o := range r.Outcomes {
			if o.Status == section.status && (o.Status != apply.NotAttempted || o.Because != nil) {
				n++
				list = append(list, "  "+plan.Clean(o.Change.Addr.String())+"  "+section.text(o))
			}
		}
		if n > 0 {
			lines = append(append(lines, fmt.Sprintf(section.heading, n)), list...)
		}
	}
	if n := notStarted(r); n > 0 {
		lines = append(lines, fmt.Sprintf("%d not started: %s.", n, whyStopped(r)))
	}
	return lines
}

// whyStopped says why a run ended before all of its changes were started: a deadline, or
// somebody stopped it.
func whyStopped(r *apply.Report) string {
	if r.Ended != nil && !errors.Is(r.Ended, context.Canceled) {
		return "the run " + plan.Clean(r.Ended.Error())
	}
	return "the run was stopped first"
}

// notStarted counts the changes that the run never came to. A change that waits for a
// failed one is not among them: it has a Because.
func notStarted(r *apply.Report) int {
	n := 0
	for _, o := range r.Outcomes {
		if o.Status == apply.NotAttempted && o.Because == nil {
			n++
		}
	}
	return n
}

// Because says why a change was not attempted: it waits for a change that was not made,
// or the run was stopped first.
func Because(o apply.Outcome) string {
	if o.Because == nil {
		return "the run was stopped first"
	}
	return "waits for " + plan.Clean(o.Because.Addr.String())
}
