package apply

import (
	"context"
	"time"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// A Settler waits until bulk reads show what a run wrote. The service answers bulk reads from
// an index that lags behind. For example, a run creates a user. A plan right after it might
// not find the user in the list, and would propose to create the user again.
type Settler struct {
	Reader providers.Reader
	Tries  int                                // the most bulk reads of a kind
	Pause  func(ctx context.Context, try int) // called between two tries
}

// Wait waits for the writes of the report. It returns the changes that bulk reads still do not
// show after the last try. If ctx ends after the first try, that is not an error.
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

// writtenBy returns the outcomes that bulk reads should show, by kind, and their changes.
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

// pending reads all objects of the written kinds, and returns the changes that this does not
// show yet.
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

// visible reports whether the bulk read showed the object as the change wrote it. A deleted
// object is visible as such once the list does not have it.
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

// Backoff pauses between two tries: a quarter of a second at first, then twice as long each
// time, up to two seconds.
func Backoff(ctx context.Context, try int) {
	select {
	case <-time.After(min(250*time.Millisecond<<min(try-1, 3), 2*time.Second)):
	case <-ctx.Done():
	}
}
