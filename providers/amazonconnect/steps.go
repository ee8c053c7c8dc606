package amazonconnect

import (
	"context"
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// All steps of a write are made before the first one is taken. A [writer] takes them in order,
// and an estimate adds them up, so an estimate cannot forget a call. For example, a queue that
// gets another status and 60 more quick connects has the steps
//
//	TagResource                   the record says that more calls follow
//	AssociateQueueQuickConnects   two calls, because one takes 50
//	UpdateQueueStatus
//	TagResource                   the record says that the queue is as applied

// A step is what a write does by one operation. It is given the id of the object when it is
// taken, because a new object gets its id from the step before.
type step struct {
	attrs schema.AttrSet // what its updater writes
	op    string
	proof byte // the updater's
	calls int
	look  string // operation with which it reads before it writes; "" for none
	pages int    // how many calls of that
	run   func(ctx context.Context, c *connection, id string) error
}

// The operations that write tags, of objects and of the instance.
const (
	tagOperation   = "TagResource"
	untagOperation = "UntagResource"
)

// updateSteps are the steps of an update, in three parts. The writer has to know where the
// middle part ends, because a rename is done then.
type updateSteps struct {
	announce []step // the record says that the change takes several calls; may be none
	change   []step
	tag      []step // last: the record says that everything is done
}

// all returns the steps of all parts, in order.
func (u updateSteps) all() []step { return slices.Concat(u.announce, u.change, u.tag) }

// update returns the steps that change the attributes attrs of live to what they are in
// want, and that write the record of want.
func (k *kind) update(live, want *schema.Resource, attrs schema.AttrSet) updateSteps {
	u := updateSteps{change: k.changes(live, want, attrs)}
	if rec, is := k.unfinished(u.change, live, want, attrs); is {
		u.announce = k.tagSteps(recordTags(rec))
		live = live.WithRecord(rec)
	}
	u.tag = k.tagSteps(k.tagsOf(live, want, attrs))
	return u
}

// finish returns the steps that complete an object after its create call, and the
// attributes that they write. Until the steps are taken, the record leaves those attributes
// out; the last step writes the whole record.
func (k *kind) finish(want *schema.Resource) (steps []step, later schema.AttrSet) {
	born := k.newborn(want)
	later = k.of.Changed(born, want)
	steps = k.changes(born, want, later)
	if later != 0 && k.tagWord != "" && want.Record.Applied != "" {
		steps = append(steps, k.mark(want.Record)...)
	}
	return steps, later
}

// mark returns the steps that write the record and nothing else, or take it away.
func (k *kind) mark(r schema.Record) []step {
	if k.tagWord == "" {
		return nil
	}
	return k.tagSteps(recordTags(r))
}

// changes returns the steps that write attributes other than tags, in the order of the
// kind's updaters.
func (k *kind) changes(live, want *schema.Resource, attrs schema.AttrSet) []step {
	after := live.Clone()
	k.of.Copy(after.Body, want.Body, attrs)
	var steps []step
	for _, u := range k.updates {
		if u.attrs.And(attrs) == 0 {
			continue
		}
		s := u.step(live.Body, after.Body, attrs)
		if u.attrs.And(attrs).And(k.detail) == 0 {
			s.proof = 0 // a new name proves nothing about a table
		}
		if s.calls > 0 {
			steps = append(steps, s)
		}
	}
	return steps
}

// unfinished returns the record to write before an attribute is changed by several calls,
// and whether that is needed. Between the calls, the attribute is neither what it was nor
// what is wanted. If the apply is interrupted there, the next plan would take that for
// somebody else's change. The record says that it is ours.
func (k *kind) unfinished(change []step, live, want *schema.Resource, attrs schema.AttrSet) (rec schema.Record, is bool) {
	rec, readable := record.Writing(live.Record)
	if k.tagWord == "" || !readable || want.Record.Applied == "" {
		return rec, false
	}
	for i := range attrs.All() {
		calls := 0
		for _, s := range change {
			if s.attrs.Has(i) {
				calls += s.calls
			}
		}
		if calls > 1 {
			return rec, true
		}
	}
	// Tags are removed by one call and set by another.
	return rec, len(k.tagsOf(live, want, attrs).drop) > 0
}

// tagsOf returns what the change does to the object's tags: the tags among attrs change,
// and so does the record if want has a complete one that differs from live's.
func (k *kind) tagsOf(live, want *schema.Resource, attrs schema.AttrSet) tagChange {
	var t tagChange
	if k.tagWord == "" {
		return t
	}
	if attrs.And(k.of.Set("tags")) != 0 {
		t = changeTags(k.tags(live.Body), k.tags(want.Body))
	}
	if want.Record.Applied != "" && want.Record != live.Record {
		t = t.with(want.Record)
	}
	return t
}

// tagSteps returns the steps that change an object's tags. Tags are removed first, so that
// the record, which says that everything is done, is written last.
func (k *kind) tagSteps(t tagChange) []step {
	arn := func(c *connection, id string) *string {
		return aws.String(c.instance.ARN + "/" + k.tagWord + "/" + id)
	}
	var steps []step
	if len(t.drop) > 0 {
		steps = append(steps, step{op: untagOperation, calls: 1, run: func(ctx context.Context, c *connection, id string) error {
			_, err := c.api.UntagResource(ctx, &connect.UntagResourceInput{ResourceArn: arn(c, id), TagKeys: t.drop})
			return err
		}})
	}
	if len(t.set) > 0 {
		steps = append(steps, step{op: tagOperation, calls: 1, run: func(ctx context.Context, c *connection, id string) error {
			_, err := c.api.TagResource(ctx, &connect.TagResourceInput{ResourceArn: arn(c, id), Tags: k.proven(c, t.set)})
			return err
		}})
	}
	return steps
}

// proven returns the tags, with all proofs that there are by now in the record among them. So
// the proofs last as long as any object of the kind.
func (k *kind) proven(c *connection, tags map[string]string) map[string]string {
	if tags[record.AppliedTag] == "" {
		return tags
	}
	tags = maps.Clone(tags)
	tags[record.AppliedTag] = record.WithProofs(tags[record.AppliedTag], c.proofs.All(k.of.Name))
	return tags
}

// cost returns the calls that a write makes, without its reads.
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

// readsBefore returns the reads that a write makes itself, before it writes.
func (k *kind) readsBefore(w providers.Write) []providers.Calls {
	var calls []providers.Calls
	if w.Live == nil && k.ops.find != "" {
		calls = append(calls, providers.Calls{Operation: k.ops.find, N: 1})
	}
	if w.Live != nil && w.Want != nil && !w.Marks && k.updates.readAgain(w.Attrs) {
		calls = append(calls, k.readCost(w.Live, k.needs(w.Attrs))...)
	}
	for _, s := range k.steps(w) {
		if s.look != "" {
			calls = append(calls, providers.Calls{Operation: s.look, N: s.pages})
		}
	}
	return calls
}

// steps returns the steps of a write, without the call that creates or deletes the object.
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

// readCost returns the calls that it takes to read the attributes attrs of one object.
func (k *kind) readCost(r *schema.Resource, attrs schema.AttrSet) []providers.Calls {
	calls := []providers.Calls{{Operation: k.ops.describe, N: 1}}
	for _, d := range k.details {
		if d.attrs.And(attrs) != 0 && d.op != k.ops.describe {
			calls = append(calls, providers.Calls{Operation: d.op, N: d.pages(r.Body)})
		}
	}
	return calls
}
