package providers

import (
	"context"

	"github.com/callwright/callwright/schema"
)

// As returns the power P of the provider for the objects of a kind, and whether it has it.
// P is one of the interfaces below. The kind may be one of things that nobody describes,
// such as "flow", or "" for the instance as a whole. For example:
//
//	if d, ok := providers.As[providers.Dater](r, live.Kind.Name); ok {
//		attrs, now := d.Dated(live.Kind)
//	}
func As[P any](r Reader, kind string) (power P, ok bool) {
	if several, is := r.(interface{ For(kind string) Provider }); is {
		r = several.For(kind)
	}
	power, ok = r.(P)
	return power, ok
}

// An outsider is a Reader that knows the names of things that objects refer to and
// that no configuration describes, such as flows and phone numbers.
type outsider interface {
	// Outside returns the id of each thing of that kind by its name.
	Outside(ctx context.Context, kind string) (map[string]string, error)
}

// A Dater is a provider of a service that says when an object last changed.
type Dater interface {
	// Dated returns the attributes of the kind that cannot change without the service
	// giving the object a later time, and the service's present time in Unix seconds.
	// There are none, and the time is 0, where it is not known.
	Dated(k *schema.Kind) (attrs schema.AttrSet, now int64)
}

// A Confirmer is a provider of a service that has no way to make some writes, or to
// show what they made. A person makes them and confirms it; what was last confirmed is
// what the live object is, as far as anyone knows.
type Confirmer interface {
	// Manual returns what a person has to do for the write; nil when the service can
	// make it. It does no I/O.
	Manual(w Write) *ManualError

	// Confirm keeps that the attributes attrs of the object live are as in want, and the
	// record of want, without writing the object.
	Confirm(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error

	// Outdated returns what names the things that were confirmed of objects that are
	// gone, by the stacks that mine reports, and Forget drops them.
	Outdated(ctx context.Context, mine func(stack string) bool) ([]string, error)
	Forget(ctx context.Context, names []string) error
}

// A ReadCoster is a provider that tells what reading costs.
type ReadCoster interface {
	// ReadCost returns the calls that reading one object takes that is to have attrs.
	// What is known of the object tells how many pages there are.
	ReadCost(r *schema.Resource, attrs schema.AttrSet) []Calls

	// Looks returns the calls by which a write itself reads, beside those of its cost.
	Looks(w Write) []Calls
}

// A Pacer is a provider of a service that takes calls of each operation only so often.
type Pacer interface {
	// Rate returns how many calls of the operation are made a second, at first, after a
	// burst of as many at once; 0 when there is no limit.
	Rate(operation string) (perSecond float64, burst int)
}
