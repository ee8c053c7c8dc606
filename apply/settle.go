package apply

import (
	"context"
	"time"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// A Settler waits until bulk reads show what a run wrote: they come from an index
// that lags behind, and the next plan would take what they miss for a change.
type Settler struct {
	Reader providers.Reader
	Tries  int                                // how often to look, at most
	Pause  func(ctx context.Context, try int) // between two looks
}

// Wait waits for the writes of the report, and returns the changes whose objects no
// bulk read has shown as they were written. If ctx ends the wait after a first look, that
// is not an error.
func (s Settler) Wait(ctx context.Context, r *Report) ([]*plan.Change, error) {
	written, pending := writtenBy(r)
	for try := 1; ; try++ {
		late, err := s.pending(ctx, written)
		switch {
		case err != nil && ctx.Err() != nil && try > 1:
			return pending, nil
		case err != nil:
			return pending, err
		case len(late) == 0, try >= s.Tries, ctx.Err() != nil:
			return late, nil
		}
		pending = late
		s.Pause(ctx, try)
	}
}

// writtenBy returns what was written and bulk reads are to show: by kind, and the
// changes.
func writtenBy(r *Report) (written map[*schema.Kind][]Outcome, changes []*plan.Change) {
	written = map[*schema.Kind][]Outcome{}
	for _, o := range r.Outcomes {
		if o.Status == Done && o.Change.Step != plan.Aside {
			k := o.Change.Object().Kind
			written[k], changes = append(written[k], o), append(changes, o.Change)
		}
	}
	return written, changes
}

// pending returns the changes whose objects a bulk read does not show as they were
// written.
func (s Settler) pending(ctx context.Context, written map[*schema.Kind][]Outcome) (late []*plan.Change, err error) {
	for k := range schema.Kinds() {
		if len(written[k]) == 0 {
			continue
		}
		shown := map[string]*schema.Resource{}
		for live, err := range s.Reader.List(ctx, providers.Query{Kind: k}) {
			if err != nil {
				return late, err
			}
			shown[live.ID] = live
		}
		for _, o := range written[k] {
			if !visible(o, shown) {
				late = append(late, o.Change)
			}
		}
	}
	return late, nil
}

// visible reports whether a bulk read showed the object as the change wrote it.
func visible(o Outcome, shown map[string]*schema.Resource) bool {
	c := o.Change
	id := o.ID
	switch {
	case o.Before != nil:
		id = o.Before.ID
	case c.Live != nil:
		id = c.Live.ID
	}
	live, ok := shown[id]
	switch {
	case c.Live != nil && c.Want == nil:
		return !ok || c.Action != plan.Delete
	case !ok:
		return false
	}
	return live.Kind.Changed(live, only(c.Want, o.Wrote.And(live.Given))) == 0
}

// Backoff pauses between looks: a quarter of a second at first, twice as long each
// time, two seconds at most.
func Backoff(ctx context.Context, try int) {
	select {
	case <-time.After(min(250*time.Millisecond<<min(try-1, 3), 2*time.Second)):
	case <-ctx.Done():
	}
}
