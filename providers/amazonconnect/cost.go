package amazonconnect

import (
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// cost returns the calls that a write makes, other than those by which it reads.
func (k *kind) cost(w providers.Write) []providers.Calls {
	var calls []providers.Calls
	switch {
	case w.Want == nil && k.of.Deletable():
		calls = append(calls, providers.Calls{Operation: k.ops.destroy, N: 1})
	case w.Live == nil && w.Want != nil:
		calls = append(calls, providers.Calls{Operation: k.ops.create, N: 1})
	}
	for _, s := range k.steps(w) {
		calls = append(calls, providers.Calls{Operation: s.op, N: s.calls})
	}
	return calls
}

// looks returns the calls by which a write itself reads.
func (k *kind) looks(w providers.Write) []providers.Calls {
	var calls []providers.Calls
	if w.Live == nil && k.ops.find != "" {
		calls = append(calls, providers.Calls{Operation: k.ops.find, N: 1})
	}
	for _, s := range k.steps(w) {
		if s.look != "" {
			calls = append(calls, providers.Calls{Operation: s.look, N: s.pages})
		}
	}
	return calls
}

// steps returns the steps of a write, after the call that creates or deletes the object.
func (k *kind) steps(w providers.Write) []step {
	switch {
	case w.Want == nil:
		return nil
	case w.Marks:
		return k.mark(w.Want.Record)
	case w.Live == nil:
		steps, _ := k.finish(w.Want)
		return steps
	}
	return k.update(w.Live, w.Want, w.Attrs).all()
}

// readCost returns the calls that one reading of an object takes that is to have attrs.
func (k *kind) readCost(r *schema.Resource, attrs schema.AttrSet) []providers.Calls {
	calls := []providers.Calls{{Operation: k.ops.describe, N: 1}}
	for _, d := range k.details {
		if d.attrs.And(attrs) != 0 && d.op != k.ops.describe {
			calls = append(calls, providers.Calls{Operation: d.op, N: d.pages(r.Body)})
		}
	}
	return calls
}
