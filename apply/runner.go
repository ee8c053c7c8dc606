package apply

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// A Runner carries out plans against one provider.
//
// There are two ways to end a run early. Closing Stop lets the changes that have written
// something finish, as the first Ctrl-C does; calls that wait for their turn to write first are
// not sent. Cancelling the context of [Runner.Run] also breaks off calls, as the second Ctrl-C
// and a deadline do.
type Runner struct {
	Provider    providers.Provider
	Parallel    int             // the most changes at a time; 0 means 10
	StopOnError bool            // whether to start no more changes once one was not made
	Stop        <-chan struct{} // closed to start no more changes; may be nil
	Observe     func(Event)     // called with one event at a time; may be nil

	// Confirm is set if a person has made the changes by hand. The runner then only notes
	// that they are done, through a [providers.Confirmer], and writes nothing else.
	Confirm bool

	mu sync.Mutex // held during a call of Observe
}

// An Event is something that happens to one change: it starts, it is about to write for the
// first time, or it ends.
type Event struct {
	Change  *plan.Change
	Writing bool             // whether the object is about to be written
	Before  *schema.Resource // the object as read right before a write; nil for a creation
	Outcome *Outcome         // set at the end
}

// Run makes the changes of p. An error means that the run did not start, and nothing was
// written: for example, the plan is for another instance. What became of each change is in
// the report. Cancelling ctx breaks off calls.
func (r *Runner) Run(ctx context.Context, p *plan.Plan) (*Report, error) {
	if len(p.Refusals) > 0 {
		return nil, fmt.Errorf("the plan is refused: %s", p.Refusals[0].Summary())
	}
	in, err := r.Provider.Instance(ctx)
	if err != nil {
		return nil, err
	}
	if in.ID != p.Instance.ID {
		return nil, fmt.Errorf("the plan is for instance %q (%s), not for %q (%s)", p.Instance.Name, p.Instance.ID, in.Name, in.ID)
	}
	return r.run(ctx, p), nil
}

// run starts changes, at most Parallel at a time, and collects their outcomes. Once it has to
// stop, it starts no more, and waits for those that have started.
func (r *Runner) run(ctx context.Context, p *plan.Plan) *Report {
	on := &objects{
		provider: r.Provider, instance: p.Instance.ID, renames: newRenames(p), reliances: newReliances(time.Now),
		confirms: r.Confirm, tell: r.tell,
	}
	s := newSchedule(append(slices.Clone(p.Changes), p.Records...))
	ended := make(chan Outcome)
	parallel, running, failed := r.Parallel, 0, false
	if parallel <= 0 {
		parallel = 10
	}
	stop := r.Stop
	for {
		for stopped := isClosed(r.Stop) || ctx.Err() != nil || failed && r.StopOnError; !stopped && running < parallel; running++ {
			c := s.next()
			if c == nil {
				break
			}
			r.tell(Event{Change: c})
			go func() { ended <- on.attempt(ctx, r.Stop, c) }()
		}
		if running == 0 {
			break
		}
		select {
		case o := <-ended:
			running--
			failed = failed || !o.Made()
			r.tell(Event{Change: o.Change, Outcome: &o})
			s.end(o)
		case <-stop:
			stop = nil
		}
	}
	report := s.report(len(p.Changes))
	report.Ended = context.Cause(ctx)
	return report
}

// attempt makes one change, and counts how often a call for it had to be repeated. Closing
// stop keeps it from sending its first write.
func (o *objects) attempt(ctx context.Context, stop <-chan struct{}, c *plan.Change) Outcome {
	var again atomic.Int64
	ctx = providers.WithTrace(ctx, providers.Trace{Retry: func(providers.Retry) { again.Add(1) }})
	ctx, gate := providers.WithGate(ctx, stop)
	out := (&attempt{objects: o, change: c, gate: gate}).perform(ctx)
	out.Attempts = 1 + int(again.Load())
	return out
}

// tell calls the observer, one event at a time, so that observers need no lock.
func (r *Runner) tell(e Event) {
	if r.Observe == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Observe(e)
}

// isClosed reports whether the channel is closed; a nil channel never is.
func isClosed(stop <-chan struct{}) bool {
	select {
	case <-stop:
		return true
	default:
		return false
	}
}
