package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/providers"
)

// past are the actions once they are done, and present while they are.
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

// ended says that a change was made, or why it was not. Those that a run did not get to
// are counted at its end.
func (a *app) ended(o apply.Outcome) {
	if o.Status == apply.NotAttempted {
		return
	}
	if o.Made() {
		a.Say("%s", said(o))
		return
	}
	a.Complain("%s", said(o))
}

// said returns what a person is told of an outcome.
func said(o apply.Outcome) string {
	address, action := plan.Clean(o.Change.Addr.String()), past[o.Change.Action]
	switch {
	case o.Change.Action == plan.Update && o.Change.Attrs == 0:
		action = "recorded"
	case o.Change.Step == plan.Aside:
		action = "renamed aside"
	case o.Change.Step == plan.Old:
		action = "deleted the old"
	}
	switch o.Status {
	case apply.NotAttempted:
		return address + " was not " + action + ": the run ended before its turn came"
	case apply.AlreadyDone:
		return address + " is as wanted already"
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
		return address + " was not " + action + ": " + plan.Clean(o.Err.Error()) + ". It is left as it is"
	}
	return action + " " + address
}

// tallied returns the line that counts what a run did, and what it did not.
func tallied(r *apply.Report) string {
	done := map[plan.Action]int{}
	for _, o := range r.Outcomes {
		if o.Change.Step == "" && (o.Status == apply.Done || o.Status == apply.Differs) {
			done[o.Change.Action]++
		}
	}
	return render.Applied(done, r.Count(apply.Failed), r.Count(apply.Stale), r.Count(apply.Manual), r.Count(apply.NotAttempted))
}

// account ends a run: the line that counts, and, when all is done, how to go back.
func (a *app) account(r *apply.Report, p *plan.Plan, undo string) {
	if len(r.Outcomes) > 0 {
		fmt.Fprintln(a.Out, tallied(r))
	}
	for _, o := range r.Records {
		if !o.Made() {
			a.Complain("%s; a later apply brings its record up to date", said(o))
		}
	}
	a.tellManual(r.Manual(p))
	if undo != "" && r.CompleteButManual() {
		a.Say("to take this back: callwright apply %s", undo)
	}
}

// undone lists what a run left undone and why: a section for what failed, one for
// what is out of date, and so on.
func undone(r *apply.Report) []string {
	why := func(o apply.Outcome) string { return plan.Clean(o.Err.Error()) }
	var lines []string
	for _, section := range []struct {
		status  apply.Status
		heading string
		text    func(apply.Outcome) string
	}{
		{apply.Failed, "%d failed:", func(o apply.Outcome) string { return why(o) + "\n    " + remedy(o.Err) }},
		{apply.Differs, "%d with another value after the last write; somebody else wrote at the same time, or the service keeps another:", why},
		{apply.Stale, "%d out of date, and left as it is:", why},
		{apply.Manual, "%d to be done by hand:", why},
		{apply.NotAttempted, "%d not attempted:", because},
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
	if n := stopped(r); n > 0 {
		lines = append(lines, fmt.Sprintf("%d not started: %s.", n, whyStopped(r)))
	}
	return lines
}

// whyStopped says why a run ended before all of its changes were started.
func whyStopped(r *apply.Report) string {
	if r.Ended != nil && !errors.Is(r.Ended, context.Canceled) {
		return "the run " + plan.Clean(r.Ended.Error())
	}
	return "the run was stopped before"
}

// stopped counts the changes that wait for nothing that was not made.
func stopped(r *apply.Report) int {
	n := 0
	for _, o := range r.Outcomes {
		if o.Status == apply.NotAttempted && o.Because == nil {
			n++
		}
	}
	return n
}

// because says why a change was not attempted.
func because(o apply.Outcome) string {
	if o.Because == nil {
		return "the run was stopped before it"
	}
	return "waits for " + plan.Clean(o.Because.Addr.String())
}

// remedy says what to do about a call that failed, and whether it may be made again.
func remedy(err error) string {
	switch {
	case errors.Is(err, providers.ErrAuth):
		return "Sign in again, or have the permission granted; then it is safe to run apply again."
	case errors.Is(err, providers.ErrQuota):
		return "A quota of the instance is used up: have it raised, or remove what is not needed; then it is safe to run apply again."
	case errors.Is(err, providers.ErrInvalid):
		return "The service does not accept it as it is described. Running again does not help before that is changed, and does no harm."
	}
	return "It is safe to run apply again."
}
