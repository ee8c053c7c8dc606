package apply

import (
	"context"
	"errors"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// stamped adds a stamp to the record, if the service tells when an object last changed. The
// stamp vouches for the object until somebody changes it later: the next plan need not read
// it. The object is live with the attributes attrs of want; it gets a stamp only if its values
// are the ones in the record.
func stamped(r providers.Reader, d record.Digester, rec schema.Record, live, want *schema.Resource, attrs schema.AttrSet) schema.Record {
	dater, ok := providers.As[providers.Dater](r, live.Kind.Name)
	if !ok {
		return rec
	}
	dated, now := dater.Dated(live.Kind)
	if dated == 0 {
		return rec
	}
	after := live.Clone()
	after.Kind.Copy(after.Body, want.Body, attrs)
	after.Given = after.Given.Union(attrs).And(want.Given) // entries are about managed attributes
	return d.Stamp(rec, after, dated, now)
}

// stampNeeds returns the attributes that have to be read of the live object of a change, so
// that its record can have a stamp after the change.
func stampNeeds(r providers.Reader, c *plan.Change) schema.AttrSet {
	dater, ok := providers.As[providers.Dater](r, c.Object().Kind.Name)
	if !ok || c.Live == nil || c.Want == nil || c.LetsGo() {
		return 0
	}
	dated, _ := dater.Dated(c.Want.Kind)
	return record.Recorded(c.Live.Record, c.Want.Kind, dated)
}

// recordOf returns the new record of the change's object. The plan made most of it. The entries
// of references to new objects are made here, because these now have ids. If the plan names
// no owner, the record stays as it is.
func (o *objects) recordOf(ctx context.Context, c *plan.Change, now schema.Record, id string) (schema.Record, error) {
	if c.Want.Record.Owner == "" || !c.Want.Kind.HoldsRecords() {
		return now, nil
	}
	if a, err := record.ParseApplied(now.Applied); errors.Is(err, record.ErrNewer) || a.Newer() {
		return now, record.ErrNewer
	}
	applied := c.Want.Record.Applied
	if c.Step == plan.Late {
		applied = now.Applied // the step before this one completed the record
	}
	memory, err := record.ParseApplied(applied)
	if err != nil {
		return now, err
	}
	var lookup error
	d := record.Digester{Salt: o.instance, ID: func(n schema.Name) (string, bool) {
		target, missing := o.provider.ID(ctx, n)
		if missing != nil && !errors.Is(missing, providers.ErrNotFound) {
			lookup = errors.Join(lookup, missing)
		}
		return target, missing == nil
	}}
	rec, err := d.Renew(memory, c.Want, id, unrecorded(c, memory), 0)
	return rec, errors.Join(lookup, err)
}

// stamped adds a stamp to the record, as the function stamped does. It makes no calls: if the
// id of another object is not known, the record has no stamp.
func (o *objects) stamped(ctx context.Context, rec schema.Record, live, want *schema.Resource, attrs schema.AttrSet) schema.Record {
	d := record.Digester{Salt: o.instance, ID: func(n schema.Name) (string, bool) { return providers.KnownID(ctx, o.provider, n) }}
	return stamped(o.provider, d, rec, live, want, attrs)
}

// unrecorded returns the attributes that the change writes, that refer to other objects, and
// that have no entry in the record. The plan could not make one, because the other object had
// no id yet. Attributes that the lifecycle ignores are written when the object is created, and
// have no entry: callwright does not manage them afterwards.
func unrecorded(c *plan.Change, memory record.Applied) schema.AttrSet {
	var attrs schema.AttrSet
	managed := c.Attrs.Minus(c.Want.Ignored())
	for _, s := range c.Want.Kind.Slots() {
		if _, known := memory.Entry(s.Code); !known && s.Attrs.And(managed).And(c.Want.Kind.References()) != 0 {
			attrs = attrs.Union(s.Attrs.And(managed))
		}
	}
	return attrs
}
