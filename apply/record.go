package apply

import (
	"context"
	"errors"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// stamped returns the record with a stamp, when live with the attributes attrs of want
// is as the record says, and the service dates changes.
func stamped(r providers.Reader, salt string, rec schema.Record, live, want *schema.Resource, attrs schema.AttrSet) schema.Record {
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
	return record.Digester{Salt: salt}.Stamp(rec, after, dated, now)
}

// recordOf returns the record that the change leaves on its object. The plan made most of
// it; entries about references to objects that had no id yet are made now that they have. A change
// that means no owner leaves the record as it is.
func (o *objects) recordOf(ctx context.Context, c *plan.Change, now schema.Record, id string) (schema.Record, error) {
	if c.Want.Record.Owner == "" || !c.Want.Kind.HoldsRecords() {
		return now, nil
	}
	if a, err := record.ParseApplied(now.Applied); errors.Is(err, record.ErrNewer) || a.Newer() {
		return now, record.ErrNewer
	}
	applied := c.Want.Record.Applied
	if c.Step == plan.Late {
		applied = now.Applied // the step before it wrote what was not known yet
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

// unrecorded returns what the change writes of slots that refer to something and have
// no entry: when it was planned, what they refer to had no id.
func unrecorded(c *plan.Change, memory record.Applied) schema.AttrSet {
	var attrs schema.AttrSet
	for _, s := range c.Want.Kind.Slots() {
		if _, known := memory.Entry(s.Code); !known && s.Attrs.And(c.Attrs).And(c.Want.Kind.References()) != 0 {
			attrs = attrs.Union(s.Attrs.And(c.Attrs))
		}
	}
	return attrs
}
