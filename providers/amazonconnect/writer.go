package amazonconnect

import (
	"context"
	"fmt"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/failure"
	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
	"github.com/callwright/callwright/schema"
)

// A writer writes the objects of one kind.
type writer struct{ reader }

// update changes the attributes attrs of live to what they are in want, then its tags. The
// last call writes the record. It reads what the calls have to know of the object and live
// does not have.
func (w writer) update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	needs, again := w.needs(attrs), w.updates.readAgain(attrs)
	if again || needs.Minus(live.Given) != 0 || !w.c.kept.has(w.of.Name, live.ID, w.updates.rests(attrs)) {
		fresh, err := w.one(ctx, live.ID, needs)
		if err != nil {
			return err
		}
		live = fresh.WithRecord(live.Record)
	}
	defer w.c.kept.forget(w.of.Name, live.ID) // the change makes it old
	u := w.kind.update(live, want, attrs)
	if err := w.take(ctx, live.ID, u.announce); err != nil {
		return err
	}
	err := w.take(ctx, live.ID, u.change)
	if x := w.c.indexes[w.of.Name]; x != nil && attrs.And(w.of.Set(w.of.Label)) != 0 {
		w.renamed(x, live, want, attrs, err)
	}
	if err != nil {
		return err
	}
	return w.take(ctx, live.ID, u.tag)
}

// take takes the steps in order, up to the first that fails.
func (w writer) take(ctx context.Context, id string, steps []step) error {
	for _, s := range steps {
		if err := w.watched(ctx, id, s); err != nil {
			return err
		}
	}
	return nil
}

// watched takes a step. If stamps depend on its operation, and the instance has not shown yet
// that the operation gives an object a later time, watched looks at the time before and after
// the step. It may fail to see that the time moved, because the service may round it to
// seconds. Then a later run proves it. If it cannot read the time, the step has not failed.
//
// Assumption: a description shows a later time at once. If the time of the call before the
// step came late, it would count as that of the step.
func (w writer) watched(ctx context.Context, id string, s step) error {
	if !w.c.proofs.Try(w.of.Name, s.proof) {
		return s.run(ctx, w.c, id)
	}
	before, unread := w.changed(ctx, w.c, id)
	if err := s.run(ctx, w.c, id); err != nil || unread != nil || before == 0 {
		return err
	}
	if after, err := w.changed(ctx, w.c, id); err == nil && after > before {
		w.c.proofs.Show(w.of.Name, s.proof)
	}
	return nil
}

// renamed tells the index that the object has a new name. When the change failed, nobody
// knows which name it has now.
func (w writer) renamed(x *index.Index, live, want *schema.Resource, attrs schema.AttrSet, err error) {
	if err != nil {
		x.Doubt(live.ID)
		return
	}
	after := live.Clone()
	w.of.Copy(after.Body, want.Body, attrs)
	after.UpdateKey()
	x.Put(live.ID, after.Key)
}

// mark writes the record of an object, and nothing else, or takes it away.
func (w writer) mark(ctx context.Context, id string, r schema.Record) error {
	return w.take(ctx, id, w.kind.mark(r))
}

// inUse is the exception of an object that others refer to.
const inUse = "ResourceInUseException"

// remove deletes an object. It succeeds when the object is gone already. It tries again
// while the object is in use, because AWS takes some seconds to notice that the last
// reference is gone.
func (w writer) remove(ctx context.Context, id string) error {
	if w.destroy == nil {
		return fmt.Errorf("the service cannot delete objects of kind %s", w.of.Name)
	}
	err := w.destroy(ctx, w.c, id)
	for i, pause := range w.c.patience {
		if pacer.Code(err) != inUse {
			break
		}
		// When the context ends, both reasons are told: what was in use, and that we
		// stopped waiting.
		if cut := w.c.sleep(ctx, pause); cut != nil {
			return fmt.Errorf("%w: %w", err, cut)
		}
		providers.TraceOf(ctx).Retry(providers.Retry{Operation: w.ops.destroy, Attempt: i + 2, Waited: pause, Reason: inUse})
		err = w.destroy(ctx, w.c, id)
	}
	if err != nil && !failure.IsNotFound(err) {
		return err
	}
	if x := w.c.indexes[w.of.Name]; x != nil {
		x.Drop(id)
	}
	return nil
}
