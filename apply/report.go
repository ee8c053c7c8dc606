package apply

import (
	"fmt"
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// A Status says what became of a change.
type Status string

// The statuses.
const (
	Done         Status = "done"          // written
	Differs      Status = "differs"       // written, and found to be otherwise when it was read back
	AlreadyDone  Status = "already"       // was as wanted when it was read again
	Failed       Status = "failed"        // the service refused, or could not be reached
	Stale        Status = "stale"         // not as the plan found it; nothing written
	Manual       Status = "by_hand"       // the service has no way to make it; a person has
	NotAttempted Status = "not_attempted" // waits for a change that was not made, or the run was stopped
)

// An Outcome is what became of one change.
type Outcome struct {
	Change   *plan.Change
	Status   Status
	ID       string             // of an object that was created
	Before   *schema.Resource   // as it was read right before it was written; nil for a creation
	After    *schema.Resource   // as it was read after a write that failed midway; nil otherwise
	Wrote    schema.AttrSet     // the attributes that were written, as a whole or in part
	Parts    []*schema.Resource // what went with an object that was deleted, as it was before
	Err      error              // why a change failed, was found stale, or differs
	Attempts int                // 1, and one more for each call that was made again
	Because  *plan.Change       // the change that a change not attempted waits for; nil when the run was stopped

	wrote bool
}

// Made reports whether the object is as the change wants it.
func (o Outcome) Made() bool { return o.Status == Done || o.Status == AlreadyDone }

// A staleError says that a live object is not as the plan found it. Planned and
// Live are nil where there was, or is, no object.
type staleError struct {
	Addr          schema.Addr
	Attr          string // the first attribute that differs; "" when the object as a whole does
	Planned, Live *schema.Resource
	Want          *schema.Resource // what a creation was to make, of what is there already and is ours
}

// Error says what changed.
func (e *staleError) Error() string {
	switch {
	case e.Want != nil:
		i, _ := e.Live.Kind.Lookup(e.Attr)
		return "it was created since the plan, and " + plan.Differ(&e.Live.Kind.Attrs[i], e.Want.Value(i), e.Live.Value(i), "to be")
	case e.Planned == nil:
		return "somebody else created it since the plan"
	case e.Live == nil:
		return "it was deleted since the plan"
	}
	i, ok := e.Live.Kind.Lookup(e.Attr)
	if !ok {
		return "it now belongs to another stack: its owner was " + plan.Quote(e.Planned.Record.Owner) + " when planned, and is " + plan.Quote(e.Live.Record.Owner) + " now"
	}
	if record.Unread(e.Planned).Has(i) {
		return fmt.Sprintf("the plan assumed that %s is as last applied, but it is %s; plan with --refresh full to read it", e.Attr, plan.Text(e.Live.Value(i)))
	}
	return plan.Differ(&e.Live.Kind.Attrs[i], e.Planned.Value(i), e.Live.Value(i), "when planned")
}

// A differsError says that an object was written, and had another value when it was
// read back: somebody else wrote it at the same time, or the service keeps another
// value than it was given. Live is nil when the object is gone.
type differsError struct {
	Attr       string
	Want, Live *schema.Resource
}

// Error says what was written and what is there.
func (e *differsError) Error() string {
	if e.Live == nil {
		return "it was written, but was missing when it was read back"
	}
	i, _ := e.Live.Kind.Lookup(e.Attr)
	return plan.Differ(&e.Live.Kind.Attrs[i], e.Want.Value(i), e.Live.Value(i), "as written")
}

// An UnreadError says that an object was written, and could not be read back.
type UnreadError struct{ Err error }

func (e *UnreadError) Error() string {
	return "it was written, but could not be read back: " + e.Err.Error()
}

// Unwrap returns why it could not be read.
func (e *UnreadError) Unwrap() error { return e.Err }

// A Report says what became of each change of a plan, in the plan's order, and of
// the objects of which only the record was to be written.
type Report struct {
	Outcomes, Records []Outcome

	// Ended is why the run's context ended before the run did: a deadline, say. It is
	// nil when it did not.
	Ended error
}

// Count returns how many changes have the status.
func (r *Report) Count(s Status) int {
	n := 0
	for _, o := range r.Outcomes {
		if o.Status == s {
			n++
		}
	}
	return n
}

// Wrote reports whether anything of the plan's changes was written.
func (r *Report) Wrote() bool {
	return slices.ContainsFunc(r.Outcomes, func(o Outcome) bool {
		return o.Status == Done || o.Status == Differs || o.ID != "" || o.Wrote != 0
	})
}

// Complete reports whether every change is made. A record that could not be written
// is written by a later run.
func (r *Report) Complete() bool {
	return r.Count(Done)+r.Count(AlreadyDone) == len(r.Outcomes)
}

// Undo returns the plan that takes back what the run of p did.
func (r *Report) Undo(p *plan.Plan) *plan.Plan {
	made := map[*plan.Change]plan.Made{}
	for _, o := range r.Outcomes {
		if o.wrote && (o.Wrote != 0 || o.ID != "" || o.Err == nil) {
			made[o.Change] = plan.Made{Before: o.Before, After: o.After, Wrote: o.Wrote, ID: o.ID, Parts: o.Parts}
		}
	}
	return p.Undo(made)
}
