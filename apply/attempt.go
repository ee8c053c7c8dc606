package apply

import (
	"context"
	"errors"
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// An attempt makes one change. It performs the steps in order, and each step leaves what the
// next one needs. For example, for an update of a queue's description: readAgain finds the
// live queue and notes that the description is left to write, update writes it, and verify
// reads it back.
type attempt struct {
	*objects

	change *plan.Change
	gate   *providers.Gate
	live   *schema.Resource // the object as readAgain found it, or as create made it; nil before that
	left   schema.AttrSet   // the attributes that still have to be written
	over   bool             // whether the remaining steps can be skipped
	out    Outcome
}

// performers are the methods that perform the steps, by their verbs.
var performers = map[Verb]func(*attempt, context.Context, Step) error{
	Rely:   (*attempt).rely,
	Read:   (*attempt).readAgain,
	Part:   (*attempt).readPart,
	Create: (*attempt).create,
	Update: (*attempt).update,
	Renew:  (*attempt).update,
	Forget: (*attempt).forget,
	Delete: (*attempt).remove,
	Verify: (*attempt).verify,
}

// perform makes the change and returns what became of it.
func (a *attempt) perform(ctx context.Context) Outcome {
	a.out.Change = a.change
	for _, s := range stepsOf(a.change) {
		if a.out.Err = performers[s.Verb](a, ctx, s); a.out.Err != nil || a.over {
			break
		}
	}
	a.out.Status = a.status(ctx)
	return a.out
}

// status returns what became of the change. The error of its last step decides, if any.
func (a *attempt) status(ctx context.Context) Status {
	err := a.out.Err
	var stale *staleError
	var relied *reliedError
	var differs *differsError
	var manual *providers.ManualError
	switch {
	case errors.As(err, &differs):
		return Differs
	case errors.As(err, &stale), errors.As(err, &relied), errors.Is(err, providers.ErrStale):
		return Stale
	case errors.As(err, &manual):
		a.out.wrote = false
		return Manual
	case errors.Is(err, providers.ErrNotSent) && !a.gate.Passed(), err != nil && ctx.Err() != nil && !a.out.wrote:
		a.out.wrote = false // the run ended before this object was written
		return NotAttempted
	case err != nil:
		return Failed
	case !a.out.wrote:
		return AlreadyDone
	}
	return Done
}

// write announces that the object is about to be written, and then calls f, which writes it.
// So the journal has the old values even if the process dies during the call.
func (a *attempt) write(f func() error) error {
	a.tell(Event{Change: a.change, Writing: true, Before: a.live})
	a.out.wrote, a.out.Before = true, a.live
	return f()
}

// rely fails with a reliedError when the object of the step is not as the plan found it.
func (a *attempt) rely(ctx context.Context, s Step) error {
	return a.reliances.hold(ctx, a.objects, s.On)
}

// readAgain reads the object and finds out what is left to write. An attribute that has the
// wanted value already is skipped. Any other value must be the one that the plan found.
//
// For example, the plan changes a priority from 1 to 2. If the live value is 1, it is written.
// If it is 2, nothing is left to do. If it is 7, somebody changed it, and the change is stale.
func (a *attempt) readAgain(ctx context.Context, s Step) error {
	live, err := a.read(ctx, a.change.Live, s.Attrs.Union(stampNeeds(a.provider, a.change)))
	switch c := a.change; {
	case err != nil:
		return err
	case live == nil && c.Want != nil && !c.LetsGo():
		return &staleError{Addr: c.Addr, Planned: c.Live}
	case live == nil: // the object that the change deletes or lets go is gone already
		a.over = true
		return nil
	case c.Want == nil && !c.LetsGo():
		// A reference that is written last may be gone by now, because this plan can delete
		// the other object first. So it is not compared.
		a.left = s.Attrs.Minus(live.Kind.WrittenLast())
	case c.Want != nil && c.LetsGo():
		a.left = live.Kind.Changed(live, only(c.Want, s.Attrs))
	case c.Want != nil:
		a.left = record.Differing(a.instance, live, only(c.Want, s.Attrs))
	}
	a.live = live
	return asPlanned(a.instance, a.change, live, a.left)
}

// create creates the object. If the service creates it and then an error follows, create
// reads what there is, so that an undo plan knows what to delete.
func (a *attempt) create(ctx context.Context, _ Step) error {
	want := a.change.Want
	rec, err := a.recordOf(ctx, a.change, schema.Record{}, "")
	if err != nil {
		return err
	}
	rec = a.stamped(ctx, rec, want, want, 0)
	err = a.write(func() (err error) {
		a.out.ID, err = a.provider.Create(ctx, want.WithRecord(rec))
		return err
	})
	switch {
	case errors.Is(err, providers.ErrExists):
		a.over, a.out.wrote = true, false
		return a.madeBefore(ctx)
	case a.out.ID == "":
		return err
	}
	a.live, a.out.Wrote = want.WithID(a.out.ID), want.Given
	if err == nil {
		return nil
	}
	if after, unread := a.read(ctx, a.live, a.out.Wrote); unread == nil {
		a.out.After = after
	}
	return err
}

// madeBefore decides what to do if an object of the same name exists already. If it has the
// wanted owner and values, an earlier run of the same plan created it and was cut off, and
// nothing is left to do. Otherwise somebody else created it, and the change is stale.
func (a *attempt) madeBefore(ctx context.Context) error {
	want := a.change.Want
	live, err := a.read(ctx, &schema.Resource{Kind: want.Kind, Key: want.Key}, want.Given)
	switch {
	case err != nil:
		return err
	case live == nil, live.Record.Owner != record.Only(want.Record, want.Kind).Owner:
		return &staleError{Addr: a.change.Addr}
	}
	for i := range live.Kind.Changed(live, only(want, want.Given)).All() {
		return &staleError{Addr: a.change.Addr, Attr: live.Kind.Attrs[i].Name, Want: want, Live: live}
	}
	return nil
}

// update writes the attributes that are left, and the object's new record. If the change lets
// the object go, update keeps the record; forget removes it.
func (a *attempt) update(ctx context.Context, s Step) error {
	if a.change.LetsGo() {
		return a.put(ctx, a.live.Record)
	}
	rec, err := a.recordOf(ctx, a.change, a.live.Record, a.live.ID)
	if err != nil {
		return err
	}
	if a.left == 0 && s.Verb != Renew && record.Same(rec, a.live.Record) {
		a.over = true
		return nil
	}
	rec = a.stamped(ctx, rec, a.live, a.change.Want, a.left)
	if a.left == 0 && rec == a.live.Record {
		a.over = true
		return nil
	}
	return a.put(ctx, rec)
}

// put writes the attributes that are left, with the record.
func (a *attempt) put(ctx context.Context, rec schema.Record) error {
	if a.left == 0 && a.change.LetsGo() {
		return nil
	}
	want := a.change.Want.WithRecord(rec)
	err := a.write(func() error {
		return a.renames.write(ctx, a.change, func() error {
			return a.set(ctx, a.live, want, a.left)
		})
	})
	if err != nil {
		a.noteWritten(ctx)
		return err
	}
	a.out.Wrote = a.left
	return nil
}

// noteWritten reads the object after an update that failed midway, and notes which attributes
// the update wrote, in full or in part. For example, it added one of two rows to a table. An
// undo plan has to take back just these.
func (a *attempt) noteWritten(ctx context.Context) {
	live, err := a.read(ctx, a.live, a.left)
	if err != nil || live == nil {
		return
	}
	want := a.change.Want
	a.out.After, a.out.Wrote = live, a.left.Minus(live.Kind.Changed(live, only(want, a.left)))
	for i := range a.left.Minus(a.out.Wrote).And(live.Given).All() {
		if plan.Partly(&live.Kind.Attrs[i], a.live.Value(i), live.Value(i), want.Value(i)) {
			a.out.Wrote = a.out.Wrote.With(i)
		}
	}
}

// forget removes the record of the object.
func (a *attempt) forget(ctx context.Context, _ Step) error {
	if a.left == 0 && a.live.Record == (schema.Record{}) {
		return nil
	}
	mark := func() error { return a.provider.Mark(ctx, a.live, schema.Record{}) }
	if a.out.wrote {
		return mark()
	}
	return a.write(mark)
}

// readPart reads an object that the service deletes along with this one, such as a user's
// membership in a permission group. An undo plan needs its values, and this is the last moment
// to read them.
func (a *attempt) readPart(ctx context.Context, s Step) error {
	if !slices.Contains(a.provider.Kinds(), s.Kind) {
		return nil
	}
	part, err := a.read(ctx, &schema.Resource{Kind: s.Kind, Key: a.live.Key, Body: s.Kind.New()}, s.Attrs)
	if part != nil {
		a.out.Parts = append(a.out.Parts, part)
	}
	return err
}

// remove deletes the object.
func (a *attempt) remove(ctx context.Context, _ Step) error {
	return a.write(func() error { return a.provider.Delete(ctx, a.live) })
}

// verify reads the object back after the last write, and fails with a differsError if a value
// is not as written: somebody else may have written at the same time.
func (a *attempt) verify(ctx context.Context, _ Step) error {
	if a.out.Wrote == 0 {
		return nil // only the record was written
	}
	want := a.change.Want
	live, err := a.read(ctx, a.live, a.out.Wrote)
	if err != nil {
		return &UnreadError{err}
	}
	if live == nil {
		return &differsError{Want: want}
	}
	for i := range record.Differing(a.instance, live, only(want, a.out.Wrote)).All() {
		return &differsError{Attr: live.Kind.Attrs[i].Name, Want: want, Live: live}
	}
	return nil
}

// asPlanned returns a staleError if the owner, or one of the given attributes, is not as the
// plan found it. The owner may also be the one that the change would write: an earlier try of
// the same change may have written it.
func asPlanned(instance string, c *plan.Change, live *schema.Resource, attrs schema.AttrSet) error {
	if owner := live.Record.Owner; owner != c.Live.Record.Owner && (c.Want == nil || owner != c.Want.Record.Owner) {
		return &staleError{Addr: c.Addr, Planned: c.Live, Live: live}
	}
	for i := range live.Kind.Changed(live, only(c.Live, attrs)).Union(record.Departs(instance, c.Live, live).And(attrs)).All() {
		return &staleError{Addr: c.Addr, Attr: live.Kind.Attrs[i].Name, Planned: c.Live, Live: live}
	}
	return nil
}

// only returns a copy of r in which only the given attributes count.
func only(r *schema.Resource, attrs schema.AttrSet) *schema.Resource {
	c := *r
	c.Given = r.Given.And(attrs)
	return &c
}
