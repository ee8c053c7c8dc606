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
type Runner struct {
	Provider    providers.Provider
	Parallel    int             // how many changes at once, at most; 0 for 10
	StopOnError bool            // start nothing new once a change failed
	Stop        <-chan struct{} // closed to start nothing new; what runs is finished
	Observe     func(Event)     // told what happens, one event at a time; may be nil

	// Confirm keeps that a person made the changes, where a provider makes them that is a
	// [providers.Confirmer]; nothing else is written.
	Confirm bool

	mu sync.Mutex // held while Observe is told
}

// An Event is a step of one change: its start, the moment before its first write,
// or its end.
type Event struct {
	Change  *plan.Change
	Writing bool             // the object is about to be written
	Before  *schema.Resource // as it was read right before a write; nil for a creation
	Outcome *Outcome         // set at the end
}

// Run makes the changes of p. The error is about the run as a whole, and nothing
// is written then; what became of single changes is in the report. Cancelling ctx
// breaks off calls under way.
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

// run hands out changes while there are free places, and takes their outcomes. It hands out
// nothing more once it is told to stop, and waits for what is under way.
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
			go func() { ended <- on.attempt(ctx, c) }()
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

// attempt makes one change, and counts the calls that are made again for it.
func (o *objects) attempt(ctx context.Context, c *plan.Change) Outcome {
	var again atomic.Int64
	ctx = providers.WithTrace(ctx, providers.Trace{Retry: func(providers.Retry) { again.Add(1) }})
	out := (&attempt{objects: o, change: c}).perform(ctx)
	out.Attempts = 1 + int(again.Load())
	return out
}

// tell tells the observer, one event at a time.
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
