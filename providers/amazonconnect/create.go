package amazonconnect

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/smithy-go"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/failure"
	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// createAttempts is how often a create is sent, at most, while its answers are lost.
const createAttempts = 4

// make creates the object and returns its id. When a later call of the creation fails, it
// returns the id and the error: the object exists, and the next plan completes it as an
// update. Until the later calls are made, the record says nothing about the attributes that
// they write.
func (w writer) make(ctx context.Context, want *schema.Resource) (string, error) {
	steps, later := w.finish(want)
	id, err := w.insert(ctx, want.WithRecord(record.Without(want.Record, w.of, later)))
	if err != nil {
		return "", err
	}
	if x := w.c.indexes[w.of.Name]; x != nil {
		x.Put(id, want.Key)
	}
	return id, w.take(ctx, id, steps)
}

// errNoID is as bad as a lost answer: the object may exist.
var errNoID = errors.New("the service's answer has no ID")

// insert makes the create call. No create of Amazon Connect has a token that would make it
// safe to send twice. So when an answer is lost, insert looks the object up by its name,
// and sends the call again only if there is none.
//
// For example, CreateQueue "Night" times out. If ListQueues has "Night" with our record,
// that is the queue which the call created. If it has "Night" without our record, somebody
// else created it, and the create fails. If it has no "Night", the call is sent again.
func (w writer) insert(ctx context.Context, want *schema.Resource) (string, error) {
	given := want.WithRecord(want.Record)
	given.Body = w.of.New()
	w.of.Copy(given.Body, want.Body, want.Given)
	doubt := false
	for attempt := 1; ; attempt++ {
		id, err := w.create(ctx, w.c, given)
		if err == nil && id == "" {
			err = errNoID
		}
		switch {
		case err == nil:
			return id, nil
		case w.open(err):
			doubt = true // the object may exist
		case !doubt || !failure.IsExists(err):
			return "", err // the service refused the call
		}
		// The call may have been carried out, now or at an earlier attempt.
		id, lookErr := w.lookUp(ctx, want)
		if lookErr != nil {
			return "", fmt.Errorf("%w; whether the service carried it out is not known: %w", failure.Explain(err), failure.Explain(lookErr))
		}
		switch {
		case id != "":
			return id, nil
		case attempt == createAttempts:
			return "", err
		}
		if cut := w.c.pause(ctx, w.ops.create, attempt, err); cut != nil {
			return "", cut
		}
	}
}

// open reports whether a create that failed may have been carried out.
func (w writer) open(err error) bool {
	op, ok := errors.AsType[*smithy.OperationError](err)
	return errors.Is(err, errNoID) || ok && op.Operation() == w.ops.create && pacer.Lost(err)
}

// lookUp returns the id of the object that we wanted to create, or "" when there is none.
// If somebody else made an object of that name, the error is [providers.ErrExists].
func (w writer) lookUp(ctx context.Context, want *schema.Resource) (string, error) {
	title := w.title(want.Body)
	var ids []string
	err := w.list(ctx, w.c, func(i index.Item) {
		if i.Name == title {
			ids = append(ids, i.ID)
		}
	})
	if err != nil {
		return "", err
	}
	for _, id := range ids {
		live, err := w.one(ctx, id, want.Given)
		if failure.IsNotFound(err) || err == nil && live.Key != want.Key {
			continue // gone by now, or of the same name below another parent
		}
		if err == nil && !w.ours(live, want) {
			err = fmt.Errorf("%s: %w", want.Name(), providers.ErrExists)
		}
		return id, err
	}
	return "", nil
}

// ours reports whether the create call of want made live. The record tells; without one,
// the attributes have to be those that the call sent.
func (w writer) ours(live, want *schema.Resource) bool {
	if want.Record != (schema.Record{}) {
		return live.Record == want.Record
	}
	return w.of.Changed(live, w.newborn(want)) == 0
}
