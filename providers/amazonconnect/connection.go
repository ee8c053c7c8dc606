package amazonconnect

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
	"github.com/callwright/callwright/providers/amazonconnect/internal/proof"
)

// A connection is what the functions of a kind call the service with: the SDK's clients,
// the instance, and what has to be remembered between calls. It is safe for concurrent use.
type connection struct {
	api       *connect.Client
	once      *connect.Client // for creates: never repeats a call that may have been carried out
	limits    *pacer.Limiter
	instance  providers.Instance
	indexes   map[string]*index.Index // by kind; a kind with one object has none
	passwords passwords
	agents    []string // ARNs of AI agents
	kept      kept
	proofs    proof.Book
	uneven    uneven
	work      workUnit
	patience  []time.Duration // pauses between attempts at a delete
	sleep     func(context.Context, time.Duration) error
}

// name returns the name of the object of a kind by its id. An id that no list has is its
// own name.
func (c *connection) name(ctx context.Context, kind string, id *string) (string, error) {
	return c.indexes[kind].Name(ctx, aws.ToString(id))
}

// id returns the id of the object of a kind by its name.
func (c *connection) id(ctx context.Context, kind, name string) (*string, error) {
	id, err := c.indexes[kind].ID(ctx, name)
	return aws.String(id), err
}

// idOrNone returns the id of the object of that name, or nil for the empty name. A member
// that is nil is not sent.
func (c *connection) idOrNone(ctx context.Context, kind, name string) (*string, error) {
	if name == "" {
		return nil, nil
	}
	return c.id(ctx, kind, name)
}

// ids returns the ids of the objects of a kind by their names.
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

// pause waits as long as the SDK does before it tries a call again, and tells the trace
// about it.
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

// A pager is any of the SDK's paginators.
type pager[Out any] interface {
	HasMorePages() bool
	NextPage(ctx context.Context, options ...func(*connect.Options)) (Out, error)
}

// A page is an answer of a pager.
type page[Out any] struct {
	out Out
	err error
}

// pages reads all pages, and stops at the first error. While it passes one on, the next one is
// under way, or waits for its turn.
func pages[Out any](ctx context.Context, p pager[Out], found func(Out) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	turn := func() <-chan page[Out] {
		next := make(chan page[Out], 1)
		go func() {
			out, err := p.NextPage(ctx)
			next <- page[Out]{out, err}
		}()
		return next
	}
	var of providers.Pages
	for next := turn(); next != nil; {
		got := <-next
		if got.err != nil {
			return got.err
		}
		if err := of.Next(nextToken(got.out)); err != nil {
			return fmt.Errorf("%s: %w", strings.TrimSuffix(reflect.TypeOf(got.out).Elem().Name(), "Output"), err)
		}
		next = nil
		if p.HasMorePages() {
			next = turn()
		}
		if err := found(got.out); err != nil {
			cancel()
			if next != nil {
				<-next // nobody else reads the pager
			}
			return err
		}
	}
	return nil
}

// A tokenPager pages through an operation for which the SDK has no paginator.
type tokenPager[Out any] struct {
	call  func(ctx context.Context, token *string) (Out, error)
	token *string
	done  bool
}

// HasMorePages reports whether the last page named another one.
func (p *tokenPager[Out]) HasMorePages() bool { return !p.done }

// NextPage calls the operation for the next page.
func (p *tokenPager[Out]) NextPage(ctx context.Context, _ ...func(*connect.Options)) (Out, error) {
	out, err := p.call(ctx, p.token)
	if err != nil {
		return out, err
	}
	token := nextToken(out)
	p.token, p.done = &token, token == ""
	return out, nil
}

// nextToken returns the token by which an answer names the next page, or "". Each
// operation has a type of its own for its answers; all have the same member.
func nextToken(out any) string {
	member := reflect.ValueOf(out).Elem().FieldByName("NextToken")
	if !member.IsValid() {
		return ""
	}
	token, _ := reflect.TypeAssert[*string](member)
	return aws.ToString(token)
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

// How much a page holds (API reference of each operation). A service that answers with less
// than we ask for is fine: the paginators ask again.
const (
	listPage   = 1000
	searchPage = 500
	smallPage  = 100
)
