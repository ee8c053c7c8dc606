package apply

import (
	"context"
	"errors"
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// A writer makes single changes.
type writer struct {
	provider providers.Provider
	instance string // id
	naming   *naming
	tell     func(Event)
	relied   *relied
	confirms providers.Confirmer // where a person did by hand what is written; else nil
}

// write makes one change and says what became of it.
func (w writer) write(ctx context.Context, c *plan.Change) Outcome {
	o := Outcome{Change: c, Status: Done}
	o.Err = w.relied.hold(ctx, w, c)
	switch {
	case o.Err != nil:
	case c.Live == nil:
		w.create(ctx, c, &o)
	case c.LetsGo():
		w.release(ctx, c, &o)
	case c.Want == nil:
		w.delete(ctx, c, &o)
	default:
		w.update(ctx, c, &o)
	}
	var stale *StaleError
	var relied *ReliedError
	var differs *DiffersError
	var manual *providers.ManualError
	switch {
	case errors.As(o.Err, &differs):
		o.Status = Differs
	case errors.As(o.Err, &stale), errors.As(o.Err, &relied), errors.Is(o.Err, providers.ErrStale):
		o.Status = Stale
	case errors.As(o.Err, &manual):
		o.Status, o.wrote = ByHand, false
	case o.Err != nil:
		o.Status = Failed
	case !o.wrote:
		o.Status = AlreadyDone
	}
	return o
}

func (w writer) create(ctx context.Context, c *plan.Change, o *Outcome) {
	record, err := w.record(ctx, c, schema.Record{}, "")
	if err != nil {
		o.Err = err
		return
	}
	record = w.stamped(record, c.Want, c.Want, 0)
	w.tell(Event{Change: c, Writing: true})
	o.wrote = true
	o.ID, o.Err = w.provider.Create(ctx, c.Want.With(record))
	switch {
	case errors.Is(o.Err, providers.ErrExists):
		o.wrote, o.Err = false, w.there(ctx, c)
	case o.ID != "":
		made := c.Want.WithID(o.ID)
		o.Wrote = c.Want.Given
		if o.Err == nil {
			o.Err = w.verify(ctx, c, made, o.Wrote)
		} else if after, err := w.read(ctx, made, o.Wrote); err == nil {
			o.After = after
		}
	}
}

// update writes the attributes that are still as planned. Those that are as wanted
// already need nothing; any other value makes the change stale.
func (w writer) update(ctx context.Context, c *plan.Change, o *Outcome) {
	live, err := w.read(ctx, c.Live, c.Attrs)
	switch {
	case err != nil:
		o.Err = err
		return
	case live == nil:
		o.Err = &StaleError{Addr: c.Addr, Planned: c.Live}
		return
	}
	left := live.Differing(w.instance, only(c.Want, c.Attrs))
	record, err := w.record(ctx, c, live.Record, live.ID)
	if err != nil {
		o.Err = err
		return
	}
	if o.Err = w.asPlanned(c, live, left); o.Err != nil || left == 0 && !c.Stamp && record.Same(live.Record) {
		return
	}
	if record = w.stamped(record, live, c.Want, left); left == 0 && record == live.Record {
		return
	}
	w.tell(Event{Change: c, Writing: true, Before: live})
	o.wrote, o.Before = true, live
	o.Err = w.naming.writing(ctx, c, func() error { return w.put(ctx, live, c.Want.With(record), left) })
	if o.Err != nil {
		w.written(ctx, o, left)
		return
	}
	if o.Wrote = left; left != 0 {
		o.Err = w.verify(ctx, c, live, left)
	}
}

// put writes, or keeps that a person did.
func (w writer) put(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	if w.confirms != nil {
		return w.confirms.Confirm(ctx, live, want, attrs)
	}
	return w.provider.Update(ctx, live, want, attrs)
}

// delete removes the object if all of it that the plan knew is as it was, but for what
// goes when what it refers to is deleted.
func (w writer) delete(ctx context.Context, c *plan.Change, o *Outcome) {
	known := c.Live.Given.Union(c.Live.Unread())
	live, err := w.read(ctx, c.Live, known)
	if err != nil || live == nil {
		o.Err = err
		return
	}
	if o.Err = w.asPlanned(c, live, known.Minus(c.Live.Kind.Late())); o.Err != nil {
		return
	}
	if o.Parts, o.Err = w.parts(ctx, live); o.Err != nil {
		return
	}
	w.tell(Event{Change: c, Writing: true, Before: live})
	o.wrote, o.Before = true, live
	o.Err = w.provider.Delete(ctx, live)
}

// parts reads what goes with an object that is to be deleted, and is kept in another
// system: only what is read now can be made again.
func (w writer) parts(ctx context.Context, live *schema.Resource) ([]*schema.Resource, error) {
	var parts []*schema.Resource
	for _, p := range live.Kind.Parts {
		k := schema.MustKind(p.Kind)
		if !slices.Contains(w.provider.Kinds(), k) {
			continue
		}
		part, err := w.read(ctx, &schema.Resource{Kind: k, Key: live.Key, Body: k.New()}, k.Every())
		if err != nil {
			return nil, err
		}
		if part != nil {
			parts = append(parts, part)
		}
	}
	return parts, nil
}

// release takes the object's record away, after giving it the values that the
// change may want.
func (w writer) release(ctx context.Context, c *plan.Change, o *Outcome) {
	live, err := w.read(ctx, c.Live, c.Attrs)
	if err != nil || live == nil {
		o.Err = err
		return
	}
	var left schema.AttrSet
	if c.Want != nil {
		left = c.Live.Kind.Changed(live, only(c.Want, c.Attrs))
	}
	if o.Err = w.asPlanned(c, live, left); o.Err != nil || left == 0 && live.Record == (schema.Record{}) {
		return
	}
	w.tell(Event{Change: c, Writing: true, Before: live})
	o.wrote, o.Before = true, live
	if left != 0 {
		if o.Err = w.provider.Update(ctx, live, c.Want.With(live.Record), left); o.Err != nil {
			w.written(ctx, o, left)
			return
		}
		o.Wrote = left
	}
	o.Err = w.provider.Mark(ctx, live, schema.Record{})
}

// written notes what of attrs an update wrote that failed in between, as far as it
// can be read: what is as wanted, and the parts of what is on the way to that.
func (w writer) written(ctx context.Context, o *Outcome, attrs schema.AttrSet) {
	live, err := w.read(ctx, o.Before, attrs)
	if err != nil || live == nil {
		return
	}
	want := o.Change.Want
	o.After, o.Wrote = live, attrs.Minus(live.Kind.Changed(live, only(want, attrs)))
	for i := range attrs.Minus(o.Wrote).And(live.Given).All() {
		if plan.Partly(&live.Kind.Attrs[i], o.Before.Value(i), live.Value(i), want.Value(i)) {
			o.Wrote = o.Wrote.With(i)
		}
	}
}

// verify reads the object back after its last write: somebody else may have written
// at the same time.
func (w writer) verify(ctx context.Context, c *plan.Change, written *schema.Resource, attrs schema.AttrSet) error {
	live, err := w.read(ctx, written, attrs)
	if err != nil {
		return &UnreadError{err}
	}
	if live == nil {
		return &DiffersError{Want: c.Want}
	}
	for i := range live.Differing(w.instance, only(c.Want, attrs)).All() {
		return &DiffersError{Attr: live.Kind.Attrs[i].Name, Want: c.Want, Live: live}
	}
	return nil
}

// read reads an object anew; nil when it is gone. References to what the plan
// renames have the names to come, as the plan has them.
func (w writer) read(ctx context.Context, at *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	return w.naming.reading(ctx, func() (*schema.Resource, error) {
		live, err := w.find(ctx, at, attrs)
		if errors.Is(err, providers.ErrNotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return w.naming.asToCome(ctx, w.provider, live)
	})
}

// find reads an object by its id, or by its name where it had no id when the plan was
// made.
func (w writer) find(ctx context.Context, at *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	if at.Live != nil && at.ID != "" {
		return w.provider.Read(ctx, at, attrs)
	}
	id, err := w.provider.ID(ctx, at.Name())
	if err != nil {
		return nil, err
	}
	return w.provider.Read(ctx, at.WithID(id), attrs)
}

// asPlanned returns a StaleError when one of the given attributes, or the owner, is
// not as the plan found it. An object that has come to be the wanted owner's is no
// surprise.
func (w writer) asPlanned(c *plan.Change, live *schema.Resource, attrs schema.AttrSet) error {
	if owner := live.Record.Owner; owner != c.Live.Record.Owner && (c.Want == nil || owner != c.Want.Record.Owner) {
		return &StaleError{Addr: c.Addr, Planned: c.Live, Live: live}
	}
	for i := range live.Kind.Changed(live, only(c.Live, attrs)).Union(c.Live.Departs(w.instance, live).And(attrs)).All() {
		return &StaleError{Addr: c.Addr, Attr: live.Kind.Attrs[i].Name, Planned: c.Live, Live: live}
	}
	return nil
}

// only returns r as if just the given attributes of it were given.
func only(r *schema.Resource, attrs schema.AttrSet) *schema.Resource {
	c := *r
	c.Given = r.Given.And(attrs)
	return &c
}
