package amazonconnect

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/smithy-go"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// createAttempts bounds how often a create is sent whose answer was lost.
const createAttempts = 4

// make makes the object and returns its id, with an error when a later call of
// the same creation failed: the object then exists, and is finished as an update. Its
// record says nothing of what later calls write until they are made.
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

var errNoID = errors.New("the service answered without an id")

// insert makes the create call. No create has a token that would make it safe to
// send twice. So when the answer is lost, the object is looked up by its name, and
// the call sent again only when there is none.
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
			doubt = true
		case !doubt || !isExists(err):
			return "", err
		}
		id, lookErr := w.lookUp(ctx, want)
		if lookErr != nil {
			return "", fmt.Errorf("%w; whether it was carried out is not known: %w", explain(err), explain(lookErr))
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

// open reports whether a failed create may have been carried out.
func (w writer) open(err error) bool {
	op, ok := errors.AsType[*smithy.OperationError](err)
	return errors.Is(err, errNoID) || ok && op.Operation() == w.ops.create && pacer.Lost(err)
}

// lookUp returns the id of the object that was to be created, "" when there is
// none. One of its name that somebody else made is [providers.ErrExists].
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
		if isNotFound(err) || err == nil && live.Key != want.Key {
			continue
		}
		if err == nil && !w.ours(live, want) {
			err = fmt.Errorf("%s: %w", want.Name(), providers.ErrExists)
		}
		return id, err
	}
	return "", nil
}

// ours reports whether live is what the create call of want made: by its record,
// or without one by its attributes.
func (w writer) ours(live, want *schema.Resource) bool {
	if want.Record != (schema.Record{}) {
		return live.Record == want.Record
	}
	return w.of.Changed(live, w.newborn(want)) == 0
}
