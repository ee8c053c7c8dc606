package amazonconnect

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/smithy-go"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// createAttempts bounds how often a create is sent whose answer was lost.
const createAttempts = 4

// create makes the object and returns its id, with an error when a later call of
// the same creation failed: the object then exists, and is finished as an update. Its
// record says nothing of what later calls write until they are made.
func (a *api[T]) create(ctx context.Context, c *Client, want *schema.Resource) (string, error) {
	born := a.newborn(want)
	later := a.kind.Changed(born, want)
	id, err := a.insert(ctx, c, want.With(want.Record.Without(a.kind, later)))
	if err != nil {
		return "", err
	}
	if x := c.indexes[a.kind.Name]; x != nil {
		x.put(id, want.Key)
	}
	born.ID = id
	if err := a.apply(ctx, c, a.change(born, want, later)); err != nil || !a.recordsLater(want, later) {
		return id, err
	}
	return id, a.mark(ctx, c, id, want.Record)
}

// recordsLater reports whether the record is written again after a create, of which
// later calls write the given attributes.
func (a *api[T]) recordsLater(want *schema.Resource, later schema.AttrSet) bool {
	return later != 0 && a.tags != nil && want.Record.Applied != ""
}

// newborn returns the object as the create call alone leaves it.
func (a *api[T]) newborn(want *schema.Resource) *schema.Resource {
	born := &schema.Resource{Kind: a.kind, Key: want.Key, Body: a.kind.New(), Given: want.Given, Record: want.Record, Live: &schema.Live{}}
	a.kind.Copy(born.Body, want.Body, want.Given)
	if a.born != nil {
		a.born(born.Body.(*T))
	}
	return born
}

// insert makes the create call. No create has a token that would make it safe to
// send twice. So when the answer is lost, the object is looked up by its name, and
// the call sent again only when there is none.
func (a *api[T]) insert(ctx context.Context, c *Client, want *schema.Resource) (string, error) {
	given := &schema.Resource{Kind: a.kind, Body: a.kind.New()}
	a.kind.Copy(given.Body, want.Body, want.Given)
	o := object[T]{body: given.Body.(*T), given: want.Given, record: want.Record}
	doubt := false
	for attempt := 1; ; attempt++ {
		id, err := a.make(ctx, c, o)
		if err == nil && id == "" {
			err = errNoID
		}
		switch {
		case err == nil:
			return id, nil
		case a.open(err):
			doubt = true
		case !doubt || !isExists(err):
			return "", err
		}
		id, lookErr := a.lookUp(ctx, c, want)
		if lookErr != nil {
			return "", fmt.Errorf("%w; whether it was carried out is not known: %w", explain(err), explain(lookErr))
		}
		switch {
		case id != "":
			return id, nil
		case attempt == createAttempts:
			return "", err
		}
		if cut := c.pause(ctx, a.creates, attempt, err); cut != nil {
			return "", cut
		}
	}
}

var errNoID = errors.New("the service answered without an id")

// open reports whether a failed create may have been carried out.
func (a *api[T]) open(err error) bool {
	op, ok := errors.AsType[*smithy.OperationError](err)
	return errors.Is(err, errNoID) || ok && op.Operation() == a.creates && lost(err)
}

// pause waits as long as the SDK does before it tries again, and tells of it.
func (c *Client) pause(ctx context.Context, operation string, attempt int, why error) error {
	delay, err := c.once.Options().Retryer.RetryDelay(attempt, why)
	if err != nil {
		return err
	}
	if err = c.sleep(ctx, delay); err == nil {
		providers.TraceOf(ctx).Retry(providers.Retry{Operation: operation, Attempt: attempt + 1, Waited: delay, Reason: outcome(why)})
	}
	return err
}

// lookUp returns the id of the object that was to be created, "" when there is
// none. One of its name that somebody else made is [providers.ErrExists].
func (a *api[T]) lookUp(ctx context.Context, c *Client, want *schema.Resource) (string, error) {
	title := a.title(want.Body.(*T))
	var ids []string
	err := a.listed(ctx, c, func(e entry) {
		if e.name == title {
			ids = append(ids, e.id)
		}
	})
	if err != nil {
		return "", err
	}
	for _, id := range ids {
		live, err := a.read(ctx, c, id, want.Given)
		if isNotFound(err) || err == nil && live.Key != want.Key {
			continue
		}
		if err == nil && !a.ours(live, want) {
			err = fmt.Errorf("%s: %w", want.Name(), providers.ErrExists)
		}
		return id, err
	}
	return "", nil
}

// ours reports whether live is what the create call of want made: by its record,
// or without one by its attributes.
func (a *api[T]) ours(live, want *schema.Resource) bool {
	if want.Record != (schema.Record{}) {
		return live.Record == want.Record
	}
	return a.kind.Changed(live, a.newborn(want)) == 0
}
