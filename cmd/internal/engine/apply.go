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

// mostTries is how often searches are looked at until they show what was written.
const mostTries = 10

// A Run says how a plan is carried out.
type Run struct {
	Place       string          // the working folder, in which the run leaves its journal
	ID          string          // no other run's: see [journal.RunID]
	Parallel    int             // how many changes are made at once
	StopOnError bool            // after a failure, nothing new starts
	Stop        <-chan struct{} // nothing new starts once it is closed, and what runs is finished; the end of the context breaks that off, too
	Watch       Watch
}

// A Result is what became of a plan.
type Result struct {
	*apply.Report
	Pending []*plan.Change // they are written, and no search has shown them yet
	Unseen  error          // why it is not known whether searches show what was written
	Undo    string         // path of the plan that takes the run back; "" if there is nothing to take back
	Kept    error          // why the journal, or that plan, was not kept
}

// Apply carries the plan out. An error means that nothing was begun.
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
	end()
	if err != nil {
		return nil, err
	}
	result := &Result{Report: report}
	result.Pending, result.Unseen = o.settle(ctx, to, report)
	back := report.Undo(r.Plan.Plan)
	back.Estimate = apply.Estimate(back, to)
	undo, unmade := r.undo(back)
	result.Undo, err = j.Close(undo)
	result.Kept = errors.Join(unmade, err)
	return result, nil
}

// settle waits until searches show what was written, unless the run is stopped, and
// returns what they do not show.
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
	end := func() {}
	defer func() { end() }()
	settler := apply.Settler{Reader: to, Tries: mostTries, Pause: func(ctx context.Context, try int) {
		if try == 1 {
			end = o.Watch.phase(PhaseSettling, r.Count(apply.Done))
		}
		apply.Backoff(ctx, try)
	}}
	return settler.Wait(ctx, r)
}

// undo returns the plan that takes a run back as data; nil if there is nothing to take
// back.
func (r *Review) undo(back *plan.Plan) (*document.Document, error) {
	if back.Empty() {
		return nil, nil
	}
	origin := r.origin
	origin.Commit = "" // it is of no configuration
	d, err := origin.document(&impact.Assessment{Plan: back})
	if err != nil {
		return nil, err
	}
	for _, w := range back.Warnings {
		d.Diagnostics = append(d.Diagnostics, document.Diagnostic{
			Severity: "warning", Code: w.Code(), Summary: w.Summary(), Detail: w.Detail(), Address: w.Addr.String(),
		})
	}
	return d, nil
}
