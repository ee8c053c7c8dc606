package connectpath

import (
	"context"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// A user is a user whom ConnectPath knows.
type user struct {
	id        string
	username  string
	group     string         // its id; "" while nobody gave the user one
	protected bool           // an account for emergencies, which is never moved
	etag      string         // "" where the API has no validators
	raw       map[string]any // everything that the API said, for an update that sends it back
}

// A driver speaks one of ConnectPath's APIs. Its errors are the errors of package providers.
type driver interface {
	instance(ctx context.Context) (providers.Instance, error)
	groups(ctx context.Context) ([]group, error)
	group(ctx context.Context, id string) (group, error)
	users(ctx context.Context) ([]user, error)
	user(ctx context.Context, id string) (user, error)
	// assign puts the user into a group, or into none for "". It fails with ErrStale when
	// somebody changed the user since u was read, if the API has validators.
	assign(ctx context.Context, u user, group string) error
	syncUsers(ctx context.Context) error

	// unreadable returns the attributes of the kind that the API does not show, and that
	// callwright has no way to learn. manual returns those that it does not show either,
	// but that a person writes and confirms.
	unreadable(k *schema.Kind) schema.AttrSet
	manual(k *schema.Kind) schema.AttrSet
}

// A completeDriver speaks an API that shows groups and the default group, and writes
// them. The writes of something that was read before fail with ErrStale when somebody
// changed it since.
type completeDriver interface {
	driver
	createGroup(ctx context.Context, g group) (group, error)
	replaceGroup(ctx context.Context, g group) error
	deleteGroup(ctx context.Context, g group) error
	defaultGroup(ctx context.Context) (id, etag string, err error)
	setDefaultGroup(ctx context.Context, id, etag string) error
}

// calls returns one call of each operation, for estimates.
func calls(operations ...string) []providers.Calls {
	list := make([]providers.Calls, len(operations))
	for i, o := range operations {
		list[i] = providers.Calls{Operation: o, N: 1}
	}
	return list
}
