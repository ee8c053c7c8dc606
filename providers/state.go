package providers

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// ReadState reads the live objects of every kind that r has, several kinds at a time. How
// much it reads of an object depends on the object:
//
//   - one that the configuration describes, even if its name changed: the attributes that
//     the configuration manages, except those for which the object's record vouches;
//   - one of this stack that the configuration no longer describes: everything, because the
//     plan deletes it, and undoing that takes all of its attributes;
//   - any other: what a bulk read brings along.
//
// Some attributes mean something only together with the same attribute of other objects.
// If the configuration manages such an attribute anywhere, every object's is read.
func ReadState(ctx context.Context, r Reader, stack string, want *schema.State) (*schema.State, error) {
	return readState(ctx, r, func() (question, error) { return questionOf(ctx, r, stack, want) })
}

// ReadStateAnew is [ReadState] without trust in records: it reads all managed attributes
// from the service.
func ReadStateAnew(ctx context.Context, r Reader, stack string, want *schema.State) (*schema.State, error) {
	return readState(ctx, r, func() (question, error) { return questionAnewOf(r, stack, want), nil })
}

// ReadEverything reads all that r can tell: every attribute of every object, whoever manages
// it, the names of all things outside, and the security profiles of AI agents.
func ReadEverything(ctx context.Context, r Reader) (*schema.State, error) {
	var outside []string
	for _, k := range r.Kinds() {
		outside = slices.AppendSeq(outside, maps.Keys(schema.Outside(k)))
	}
	var s *schema.State
	var agents map[string][]string
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		s, err = readState(gctx, r, func() (question, error) {
			return question{schema.SortedSet(outside), func(live *schema.Resource) schema.AttrSet { return live.Kind.Every() }, nil}, nil
		})
		return err
	})
	a, hasAgents := As[AgentReader](r, "security_profile")
	if hasAgents {
		g.Go(func() (err error) {
			if agents, err = a.AIAgents(gctx); err != nil {
				return fmt.Errorf("read AI agents: %w", err)
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	if hasAgents {
		s = s.WithAIAgents(agents)
	}
	return s, nil
}

// A described has what a configuration describes, and finds it by live objects.
type described struct {
	stack string
	want  *schema.State
	owned map[string]*schema.Resource     // by the owner in their records
	given map[*schema.Kind]schema.AttrSet // that some object of the kind gives
	joint map[*schema.Kind]schema.AttrSet // that are read of all objects, because some object gives them
}

func newDescribed(stack string, want *schema.State) *described {
	d := &described{
		stack: stack, want: want, owned: make(map[string]*schema.Resource, len(want.All())),
		given: map[*schema.Kind]schema.AttrSet{}, joint: map[*schema.Kind]schema.AttrSet{},
	}
	for _, w := range want.All() {
		d.owned[w.Record.Owner] = w
		d.given[w.Kind] = d.given[w.Kind].Union(w.Given)
		d.joint[w.Kind] = d.joint[w.Kind].Union(w.Given.And(w.Kind.ReadForAll()))
	}
	return d
}

// find returns the description of a live object, by its name or its record; nil if there is
// none. Ours says that the record is of this stack.
func (d *described) find(live *schema.Resource) (w *schema.Resource, ours bool) {
	w, named := d.want.Lookup(live.Name())
	if ours = record.Stack(live.Record) == d.stack; !named && ours {
		w = d.owned[live.Record.Owner]
	}
	return w, ours
}

// needs returns a function that tells which attributes of a live object to read. Vouched
// returns those that the object's record vouches for. It is also given the description, or
// nil.
func (d *described) needs(vouched func(live, w *schema.Resource) schema.AttrSet) func(*schema.Resource) schema.AttrSet {
	return func(live *schema.Resource) schema.AttrSet {
		w, ours := d.find(live)
		unread := vouched(live, w)
		switch {
		case w != nil:
			return w.Given.Minus(unread).Union(d.joint[live.Kind])
		case ours:
			return live.Kind.Every()
		}
		return d.joint[live.Kind]
	}
}

// settled reports whether a search of the kind leaves no doubt: it found all described
// objects, and none that the plan would delete.
func (d *described) settled(k *schema.Kind, found []*schema.Resource) bool {
	seen := make(map[*schema.Resource]bool, len(found))
	for _, live := range found {
		w, ours := d.find(live)
		if w == nil && ours {
			return false
		}
		if w != nil {
			seen[w] = true
		}
	}
	return len(seen) == len(d.want.Of(k))
}

// A question says what is to be read: the names of the things outside of these kinds, and of
// each live object the attributes that need returns, besides those that a bulk read brings.
// Expected is what the configuration describes; nil if all objects matter.
type question struct {
	things   []string
	need     func(live *schema.Resource) schema.AttrSet
	expected *described
}

// questionOf returns the question of [ReadState].
func questionOf(ctx context.Context, r Reader, stack string, want *schema.State) (question, error) {
	in, err := r.Instance(ctx)
	if err != nil {
		return question{}, err
	}
	digester := record.Digester{Salt: in.ID, ID: func(n schema.Name) (string, bool) { return KnownID(ctx, r, n) }}
	expected := newDescribed(stack, want)
	return question{outsideKinds(r.Kinds(), want), expected.needs(func(live, w *schema.Resource) schema.AttrSet {
		digester.Fill(live, w)
		return record.Unread(live)
	}), expected}, nil
}

// questionAnewOf returns the question of [ReadStateAnew].
func questionAnewOf(r Reader, stack string, want *schema.State) question {
	need := newDescribed(stack, want).needs(func(_, _ *schema.Resource) schema.AttrSet { return 0 })
	return question{outsideKinds(r.Kinds(), want), need, nil}
}

// query returns the query for a kind. It answers when the question is known. If asking fails,
// it answers anything: somebody else returns the error.
func query(k *schema.Kind, ask func() (question, error)) Query {
	return Query{
		Kind: k,
		Need: func(live *schema.Resource) schema.AttrSet {
			if q, err := ask(); err == nil {
				return q.need(live)
			}
			return 0
		},
		Managed: func() schema.AttrSet {
			if q, err := ask(); err == nil && q.expected != nil {
				return q.expected.given[k]
			}
			return k.Every()
		},
		Settled: func(found []*schema.Resource) bool {
			q, err := ask()
			return err != nil || q.expected != nil && q.expected.settled(k, found)
		},
	}
}

// readState reads the objects of each kind and the names of things outside, all at the same
// time. It begins before it knows the question, which ask returns: searches do not depend on
// it.
func readState(ctx context.Context, r Reader, ask func() (question, error)) (*schema.State, error) {
	ask = sync.OnceValues(ask)
	g, ctx := errgroup.WithContext(ctx)
	parts := make([][]*schema.Resource, len(r.Kinds()))
	for i, kind := range r.Kinds() {
		g.Go(func() error {
			tally := newTally(ctx, kind)
			for live, err := range r.List(WithTrace(ctx, tally.trace()), query(kind, ask)) {
				if err != nil {
					return fmt.Errorf("read %s: %w", kind.Name, err)
				}
				parts[i] = append(parts[i], live)
			}
			tally.reach(ReadComplete, Reads{Done: len(parts[i]), Total: len(parts[i])})
			return nil
		})
	}
	var outside map[string]map[string]string
	g.Go(func() error {
		q, err := ask()
		if err == nil {
			outside, err = readOutside(ctx, r, q.things)
		}
		return err
	})
	if err := g.Wait(); err != nil {
		return nil, err
	}
	s, err := schema.NewState(slices.Concat(parts...))
	if err != nil {
		return nil, err
	}
	for kind, ids := range outside {
		s = s.WithOutside(kind, ids)
	}
	return s, nil
}

// readOutside reads the names of things outside, of those kinds, at the same time. It returns
// their ids by kind and name.
func readOutside(ctx context.Context, r Reader, kinds []string) (map[string]map[string]string, error) {
	g, ctx := errgroup.WithContext(ctx)
	var mu sync.Mutex
	outside := map[string]map[string]string{}
	for _, kind := range kinds {
		o, ok := As[outsider](r, kind)
		if !ok {
			continue
		}
		g.Go(func() error {
			ids, err := o.Outside(ctx, kind)
			if err != nil {
				return fmt.Errorf("read the names of each %s: %w", kind, err)
			}
			mu.Lock()
			defer mu.Unlock()
			outside[kind] = ids
			return nil
		})
	}
	return outside, g.Wait()
}

// outsideKinds returns the kinds of things that the configuration refers to and that no
// configuration describes. Where nothing refers to a flow, the flows are not listed.
func outsideKinds(kinds []*schema.Kind, want *schema.State) []string {
	var found []string
	for _, k := range kinds {
		for kind, attrs := range schema.Outside(k) {
			refers := func(w *schema.Resource) bool { return w.Given.And(attrs) != 0 }
			if !slices.Contains(found, kind) && slices.ContainsFunc(want.Of(k), refers) {
				found = append(found, kind)
			}
		}
	}
	return found
}
