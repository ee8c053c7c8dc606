package providers

import (
	"context"
	"time"

	"github.com/callwright/callwright/schema"
)

// As returns the power P of the provider for the objects of a kind, and whether it has it.
// P is one of the interfaces below. The kind may be one that no configuration describes,
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

// An outsider is a Reader that knows the names of things that no configuration describes
// and that objects refer to, such as flows and phone numbers.
type outsider interface {
	// Outside returns the id of each thing of that kind by its name.
	Outside(ctx context.Context, kind string) (map[string]string, error)
}

// An AgentReader is a Reader that knows which security profiles some AI agents have.
type AgentReader interface {
	// AIAgents returns the names of the security profiles of each AI agent that the
	// configuration names.
	AIAgents(ctx context.Context) (map[string][]string, error)
}

// A TrafficReader is a Reader of a service that records how many contacts came.
type TrafficReader interface {
	// Traffic returns what the service recorded from one time to another: an interval for each
	// queue, channel and half hour in which there were contacts, sorted by them.
	Traffic(ctx context.Context, from, to time.Time) ([]Recorded, error)
}

// Recorded is what a service recorded of the contacts of a queue on a channel in an interval.
// Times are mean seconds; 0 if the service does not tell.
type Recorded struct {
	Queue, Channel string
	From, To       time.Time

	Queued, Handled, Abandoned          float64
	HandleTime, AnswerTime, AbandonTime float64
}

// KnownID returns the id of the object of that name, if the provider keeps the names of the
// objects that it listed. An unknown name costs no call.
func KnownID(ctx context.Context, r Reader, n schema.Name) (id string, ok bool) {
	if of, is := As[namer](r, n.Kind); is {
		return of.Known(ctx, n)
	}
	return "", false
}

// A namer is a Reader that keeps the names of the objects that it listed.
type namer interface {
	// Known returns the id of the object of that name, among the objects that were listed.
	// It waits until they are listed, and does not list them again for an unknown name.
	Known(ctx context.Context, n schema.Name) (id string, ok bool)
}

// A Dater is a provider of a service that says when an object last changed. Thanks to it,
// a plan need not read an object again that did not change since the last plan did.
type Dater interface {
	// Dated returns the attributes of the kind that cannot change without the service
	// giving the object a later time, and the service's present time in Unix seconds. It
	// is the service's clock that counts, because this machine's may be wrong. Where the
	// service does not tell, or has not shown that its times can be trusted, there are no
	// attributes and the time is 0.
	Dated(k *schema.Kind) (attrs schema.AttrSet, now int64)
}

// A Confirmer is a provider of a service whose API lacks some writes, and does not show what
// they change either. A person makes those writes on a screen and confirms them. What was
// last confirmed is then taken to be live.
type Confirmer interface {
	// Manual returns what a person has to do for the write; nil when the API can make it.
	// It does no I/O, because a plan asks it for every change.
	Manual(w Write) *ManualError

	// Confirm keeps that the attributes attrs of the object live have the values of want,
	// and the record of want. It does not write the object.
	Confirm(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error

	// Outdated returns names of confirmations about objects that no longer exist. It
	// leaves out confirmations of stacks that mine does not report, because another
	// configuration looks after them. Forget drops the confirmations of those names.
	Outdated(ctx context.Context, mine func(stack string) bool) ([]string, error)
	Forget(ctx context.Context, names []string) error
}

// A ReadCoster is a provider that tells what reading costs. An estimate without it counts
// only writes.
type ReadCoster interface {
	// ReadCost returns the calls that it takes to read the attributes attrs of one object.
	// What is known of the object tells how many pages there are: a routing profile with
	// 250 rows takes three.
	ReadCost(r *schema.Resource, attrs schema.AttrSet) []Calls

	// ReadsBefore returns the reads that a write makes itself before it writes. Cost does
	// not count them. For example, an update looks up the ids of a queue's quick connects
	// before it removes some.
	ReadsBefore(w Write) []Calls
}

// A Pacer is a provider that limits how often it calls each operation, because the service
// refuses calls that come too often. An estimate of time needs the limits.
type Pacer interface {
	// Rate returns how many calls of the operation are made a second, and how many may be
	// made at once before that. The rate adapts later, to what the service refuses. It is 0
	// when there is no limit.
	Rate(operation string) (perSecond float64, burst int)
}
