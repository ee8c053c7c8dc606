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
	Differs      Status = "differs"       // written, but had another value when it was read back
	AlreadyDone  Status = "already"       // as wanted before this run wrote anything
	Failed       Status = "failed"        // the service refused the call, or could not be reached
	Stale        Status = "stale"         // not as the plan found it; nothing was written
	Manual       Status = "by_hand"       // no API can make the change; a person has to
	NotAttempted Status = "not_attempted" // waits for a change that was not made, or the run was stopped
)

// An Outcome is what became of one change.
type Outcome struct {
	Change   *plan.Change
	Status   Status
	ID       string             // the id of an object that was created
	Before   *schema.Resource   // the object as read right before the write; nil for a creation
	After    *schema.Resource   // the object as read after a write that failed midway; nil otherwise
	Wrote    schema.AttrSet     // the attributes that were written, in full or in part
	Parts    []*schema.Resource // objects that the service deleted along with this one, as they were
	Err      error              // why the change failed, is stale, or differs
	Attempts int                // 1, and one more for each call that was repeated
	Because  *plan.Change       // if not attempted, the change that this one waits for; nil if the run was stopped

	wrote bool
}

// Made reports whether the object is as the change wants it.
func (o Outcome) Made() bool { return o.Status == Done || o.Status == AlreadyDone }

// A staleError says that a live object is not as the plan found it. Planned is nil if there
// was no object then, and Live is nil if there is none now.
type staleError struct {
	Addr          schema.Addr
	Attr          string // the first attribute that differs; "" if the whole object does
	Planned, Live *schema.Resource
	Want          *schema.Resource // set if the object is ours, and the plan would have created it
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

// A differsError says that an object was written, but had another value when it was read
// back: somebody else wrote it at the same time, or the service changed the value that it was
// given. Live is nil if the object is gone.
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

// An UnreadError says that an object was written, but could not be read back.
type UnreadError struct{ Err error }

func (e *UnreadError) Error() string {
	return "it was written, but could not be read back: " + e.Err.Error()
}

// Unwrap returns why it could not be read.
func (e *UnreadError) Unwrap() error { return e.Err }

// A Report says what became of each change of a plan, and of each record that the plan only
// brings up to date. Both are in the plan's order.
type Report struct {
	Outcomes, Records []Outcome

	// Ended is why the context ended before the run did, such as a deadline; otherwise nil.
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

// Complete reports whether every change is made. Records do not count: if one could not be
// written, a later run writes it.
func (r *Report) Complete() bool {
	return r.Count(Done)+r.Count(AlreadyDone) == len(r.Outcomes)
}

// Undo returns the plan that undoes what the run of p did.
func (r *Report) Undo(p *plan.Plan) *plan.Plan {
	made := map[*plan.Change]plan.Made{}
	for _, o := range r.Outcomes {
		if o.wrote && (o.Wrote != 0 || o.ID != "" || o.Err == nil) {
			made[o.Change] = plan.Made{Before: o.Before, After: o.After, Wrote: o.Wrote, ID: o.ID, Parts: o.Parts}
		}
	}
	return p.Undo(made)
}
