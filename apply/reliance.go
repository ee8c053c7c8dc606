package apply

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// freshFor is how long one read of an object serves all changes that rely on it. A plan that
// gives a security profile to a thousand users does not read the profile a thousand times.
const freshFor = 30 * time.Second

// The reliances of a plan know whether the objects that changes rely on are still as planned.
// They are safe for concurrent use.
type reliances struct {
	now func() time.Time

	mu    sync.Mutex
	looks map[plan.Reliance]*look
}

// A look is the last check of one object. Whoever has its turn may read and change it.
type look struct {
	turn providers.Turn
	at   time.Time
	err  error
}

// newReliances returns reliances that have checked nothing yet.
func newReliances(now func() time.Time) *reliances {
	return &reliances{now: now, looks: map[plan.Reliance]*look{}}
}

// hold returns a reliedError if the object is not as the plan found it.
func (r *reliances) hold(ctx context.Context, from *objects, on *plan.Reliance) error {
	return r.look(on).check(ctx, from, on, r.now)
}

// look returns the look at one object. All changes that rely on the object share it.
func (r *reliances) look(on *plan.Reliance) *look {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.looks[*on] == nil {
		r.looks[*on] = &look{turn: providers.NewTurn()}
	}
	return r.looks[*on]
}

// check reads the object, unless the last read is still fresh. While one change reads it, the
// others wait for the answer.
func (l *look) check(ctx context.Context, from *objects, on *plan.Reliance, now func() time.Time) error {
	return l.turn.While(ctx, func() error {
		if l.at.IsZero() || now().Sub(l.at) >= freshFor {
			l.err = from.asRelied(ctx, on)
			l.at = now()
		}
		return l.err
	})
}

// asRelied reads the object and compares it with the fingerprint in the plan.
func (o *objects) asRelied(ctx context.Context, on *plan.Reliance) error {
	kind, _ := schema.KindOf(on.Kind)
	live, err := o.read(ctx, &schema.Resource{Kind: kind, Key: on.Name, Live: &schema.Live{ID: on.ID}}, on.Attrs)
	if err != nil {
		return fmt.Errorf("read the %s: %w", schema.Name{Kind: on.Kind, Key: on.Name}, err)
	}
	if live == nil {
		return &reliedError{on, true}
	}
	fingerprint, err := plan.Fingerprint(live, on.Attrs)
	if err == nil && fingerprint != on.Fingerprint {
		err = &reliedError{on, false}
	}
	return err
}

// A reliedError says that an object by which the impact of a change was judged is not
// as the plan found it.
type reliedError struct {
	On   *plan.Reliance
	Gone bool
}

// Error says what changed.
func (e *reliedError) Error() string {
	name := schema.Name{Kind: e.On.Kind, Key: e.On.Name}
	if e.Gone {
		return fmt.Sprintf("the %s, which the plan relies on, was deleted since the plan", name)
	}
	kind, _ := schema.KindOf(e.On.Kind)
	var attrs []string
	for i := range e.On.Attrs.All() {
		attrs = append(attrs, kind.Attrs[i].Name)
	}
	list := attrs[len(attrs)-1]
	if first := strings.Join(attrs[:len(attrs)-1], ", "); first != "" {
		list = first + " or " + list
	}
	return fmt.Sprintf("the %s, which the plan relies on, has other %s since the plan", name, list)
}
