package outcome

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/providers"
)

// A cause is a reason for which changes fail again, in the same way, until somebody does
// something about it.
type cause struct {
	is     error  // a sentinel error of the providers
	remedy string // the advice after one failed change
	first  string // what to do before the next run, as the beginning of a sentence
	edits  bool   // whether that changes the configuration, so that a saved plan is out of date
}

// undoFile is the name of every undo plan that a run leaves.
const undoFile = "undo.json"

// causes are the causes that somebody has to do something about, in the order in which
// [HowToGoOn] names them.
var causes = []cause{
	{
		is:     providers.ErrAuth,
		remedy: "Sign in again or get the permission; then it is safe to run apply again.",
		first:  "sign in again or get the permission",
	},
	{
		is:     providers.ErrQuota,
		remedy: "A quota of the instance is used up. Have it raised, or remove what you do not need; then it is safe to run apply again.",
		first:  "have the quota raised, or remove what you do not need",
	},
	{
		is:     providers.ErrExists,
		remedy: "Another object has this name, and the plan did not see it. Rename or remove one of the two before you run apply again.",
		first:  "rename or remove one of the two objects with the same name",
	},
	{
		is:     providers.ErrInvalid,
		remedy: "The service does not accept this object as it is described. Change it before you run apply again.",
		first:  "change what the service does not accept",
		edits:  true,
	},
}

// remedy says what to do about a failed call, and whether it is safe to run apply again.
// It always is, because apply reads each object again before it writes it; for some
// errors, however, a second run fails the same way until somebody changes something.
func remedy(err error) string {
	for _, c := range causes {
		if errors.Is(err, c.is) {
			return c.remedy
		}
	}
	return "It is safe to run apply again."
}

// HowToGoOn says how to make the changes that a run left:
//
//	run apply again                                        after a deadline, or a call that was lost
//	have the quota raised, …; then run apply again         after a call that a quota refused
//	run callwright apply plan.json again                   with a saved plan, at the path
//	run plan again and have the new plan approved          if that plan no longer fits
//
// The same saved plan can be applied again, which matters for an undo plan: a new plan would
// create everything that it deleted. A new plan is needed if live objects changed meanwhile,
// or if the configuration has to change. No configuration describes what an undo plan does.
func HowToGoOn(r *apply.Report, path string) string {
	var first []string
	edits := false
	for _, c := range causes {
		failed := func(o apply.Outcome) bool { return o.Status == apply.Failed && errors.Is(o.Err, c.is) }
		if slices.ContainsFunc(r.Outcomes, failed) {
			first, edits = append(first, c.first), edits || c.edits
		}
	}
	again := "run apply again"
	switch {
	case path == "":
	case r.Count(apply.Stale) > 0, edits && filepath.Base(path) != undoFile:
		again = "run plan again and have the new plan approved"
	default:
		again = "run callwright apply " + path + " again"
	}
	if len(first) == 0 {
		return again
	}
	return strings.Join(first, "; ") + "; then " + again
}
