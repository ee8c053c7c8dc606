package amazonconnect

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
)

// A connection is what the functions of a kind make their calls by: the SDK's clients, the
// instance, and what is known of it besides. It is safe for concurrent use.
type connection struct {
	api       *connect.Client
	once      *connect.Client // for creates: does not send again what may have been carried out
	instance  providers.Instance
	indexes   map[string]*index.Index // by kind; the single one has none
	passwords passwords
	voices    voices
	patience  []time.Duration // pauses between attempts at a delete
	sleep     func(context.Context, time.Duration) error
}

// name returns the name of the object of a kind with the given id.
func (c *connection) name(ctx context.Context, kind string, id *string) (string, error) {
	return c.indexes[kind].Name(ctx, aws.ToString(id))
}

// id returns the id of the object of a kind with the given name.
func (c *connection) id(ctx context.Context, kind, name string) (*string, error) {
	id, err := c.indexes[kind].ID(ctx, name)
	return aws.String(id), err
}

// idOrNone returns the id of the object of that name, nil for the empty name.
func (c *connection) idOrNone(ctx context.Context, kind, name string) (*string, error) {
	if name == "" {
		return nil, nil
	}
	return c.id(ctx, kind, name)
}

// ids returns the ids of the objects of a kind with the given names.
func (c *connection) ids(ctx context.Context, kind string, names []string) ([]string, error) {
	ids := make([]string, len(names))
	for i, name := range names {
		id, err := c.id(ctx, kind, name)
		if err != nil {
			return nil, err
		}
		ids[i] = *id
	}
	return ids, nil
}

// pause waits as long as the SDK does before it tries again, and tells of it.
func (c *connection) pause(ctx context.Context, operation string, attempt int, why error) error {
	delay, err := c.once.Options().Retryer.RetryDelay(attempt, why)
	if err != nil {
		return err
	}
	if err = c.sleep(ctx, delay); err == nil {
		providers.TraceOf(ctx).Retry(providers.Retry{Operation: operation, Attempt: attempt + 1, Waited: delay, Reason: pacer.Outcome(why)})
	}
	return err
}

// A pager is one of the SDK's paginators.
type pager[Out any] interface {
	HasMorePages() bool
	NextPage(ctx context.Context, options ...func(*connect.Options)) (Out, error)
}

// pages reads all pages.
func pages[Out any](ctx context.Context, p pager[Out], found func(Out) error) error {
	for p.HasMorePages() {
		out, err := p.NextPage(ctx)
		if err != nil {
			return err
		}
		if err := found(out); err != nil {
			return err
		}
	}
	return nil
}

// every calls f for each member of a page, and stops at the first error.
func every[T any](members []T, f func(*T) error) error {
	for i := range members {
		if err := f(&members[i]); err != nil {
			return err
		}
	}
	return nil
}

// The most that a page of a bulk read holds (API reference; the others are at
// their calls).
const (
	listPage   = 1000
	searchPage = 500
	smallPage  = 100
)
