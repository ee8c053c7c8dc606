package engine

import (
	"context"
	"errors"
	"fmt"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/journal"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/providers"
)

// maxTries limits how often we search for the written objects. Amazon Connect's searches
// lag behind writes, usually by seconds.
const maxTries = 10

// A Run says how to carry out a plan.
type Run struct {
	Place       string // the working folder, for the journal of the run
	ID          string // the name of the run, which no other run has: see [journal.RunID]
	Parallel    int    // make at most so many changes at once
	StopOnError bool   // start no change after a failure

	// Stop, once it is closed, makes the run start no more changes and finish those that
	// are under way. The end of the context breaks those off, too.
	Stop  <-chan struct{}
	Watch Watch
}

// A Result says how a run ended.
type Result struct {
	*apply.Report
	Pending []*plan.Change // written, but searches still show the old object
	Unseen  error          // why we could not find out what searches show
	Undo    string         // path of the plan that takes the run back; "" if the run wrote nothing
	Kept    error          // why the journal or the undo plan was not saved
}

// Apply carries the plan out. It returns an error only if it made no change at all; the
// result has the failures of single changes.
func (r *Review) Apply(ctx context.Context, to providers.Provider, o Run) (*Result, error) {
	j, err := journal.New(o.Place, o.ID)
	if err != nil {
		return nil, fmt.Errorf("start the journal: %w", err)
	}
	runner := apply.Runner{
		Provider: to, Parallel: o.Parallel, StopOnError: o.StopOnError, Stop: o.Stop,
		Observe: func(e apply.Event) {
			j.Observe(e)
			o.Watch.change(e)
		},
	}
	end := o.Watch.phase(PhaseApplying, len(r.Plan.Changes)+len(r.Plan.Records))
	report, err := runner.Run(ctx, r.Plan.Plan)
	end() // before the next phase begins: there is only one at a time
	if err != nil {
		return nil, err
	}
	result := &Result{Report: report}
	result.Pending, result.Unseen = o.settle(ctx, to, report)
	// The undo plan follows from what the run wrote, and not from the plan: a run that failed
	// halfway is taken back halfway.
	inverse := report.Undo(r.Plan.Plan)
	inverse.Estimate = apply.Estimate(inverse, to)
	undo, undoErr := r.undo(inverse)
	result.Undo, err = j.Close(undo)
	result.Kept = errors.Join(undoErr, err)
	return result, nil
}

// settle waits until searches show the written objects, so that a plan made right after
// the run shows no drift. It returns the changes that they do not show in time. It stops
// waiting when the run is told to stop.
func (o Run) settle(ctx context.Context, to providers.Reader, r *apply.Report) ([]*plan.Change, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	settled := make(chan struct{})
	defer close(settled)
	go func() {
		select {
		case <-o.Stop:
			cancel()
		case <-settled:
		}
	}()
	// The phase begins only with the second try: most runs need no second one.
	end := func() {}
	defer func() { end() }()
	settler := apply.Settler{Reader: to, Tries: maxTries, Pause: func(ctx context.Context, try int) {
		if try == 1 {
			end = o.Watch.phase(PhaseSettling, r.Count(apply.Done))
		}
		apply.Backoff(ctx, try)
	}}
	return settler.Wait(ctx, r)
}

// undo returns the document of the plan that takes a run back; nil if that plan is empty.
func (r *Review) undo(inverse *plan.Plan) (*document.Document, error) {
	if inverse.Empty() {
		return nil, nil
	}
	origin := r.origin
	origin.Commit = nil // an undo plan follows from a run, not from a configuration
	d, err := origin.document(&impact.Assessment{Plan: inverse})
	if err != nil {
		return nil, err
	}
	for _, w := range inverse.Warnings {
		d.Diagnostics = append(d.Diagnostics, document.Diagnostic{
			Severity: "warning", Code: w.Code(), Summary: w.Summary(), Detail: w.Detail(), Address: w.Addr.String(),
		})
	}
	return d, nil
}
