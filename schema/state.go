package schema

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
)

// A State is a set of resources with one resource for a name, sorted by kind (in
// the order of [Kinds]) and natural key. It does not change once made.
type State struct {
	list  []*Resource
	kinds []*ofKind // by the position of the kind

	outside map[string]map[string]string // ids by kind and name
	agents  map[string][]string          // the security profiles of AI agents, by agent; nil if not known
}

// An ofKind is the part of a state with the resources of one kind.
type ofKind struct {
	from, to int // positions in the list

	once  sync.Once
	index map[string]int // positions by natural key; made when somebody looks for the first one
}

// NewState returns the state of the given resources. Two resources with the same name are an
// error; the state keeps the first.
func NewState(resources []*Resource) (*State, error) {
	s := &State{list: slices.Clone(resources), kinds: make([]*ofKind, len(kinds))}
	if !slices.IsSortedFunc(s.list, Compare) {
		slices.SortStableFunc(s.list, Compare)
	}
	var err error
	s.list = slices.CompactFunc(s.list, func(a, b *Resource) bool {
		if a.Kind != b.Kind || a.Key != b.Key {
			return false
		}
		if err == nil {
			err = fmt.Errorf("two objects would be %s", a.Name())
		}
		return true
	})
	for at := range s.kinds {
		from, _ := slices.BinarySearchFunc(s.list, at, byPosition)
		to, _ := slices.BinarySearchFunc(s.list, at+1, byPosition)
		s.kinds[at] = &ofKind{from: from, to: to}
	}
	return s, err
}

// byPosition compares the position of a resource's kind with another.
func byPosition(r *Resource, position int) int { return cmp.Compare(r.Kind.position, position) }

// Compare orders resources by kind, then natural key.
func Compare(a, b *Resource) int {
	return cmp.Or(cmp.Compare(a.Kind.position, b.Kind.position), cmp.Compare(a.Key, b.Key))
}

// All returns the resources in order. The slice must not be changed.
func (s *State) All() []*Resource { return s.list }

// Lookup returns the resource of that name.
func (s *State) Lookup(n Name) (*Resource, bool) {
	i, ok := s.Position(n)
	if !ok {
		return nil, false
	}
	return s.list[i], true
}

// Position returns the position in [State.All] of the resource of that name. It is safe for
// concurrent use.
func (s *State) Position(n Name) (int, bool) {
	k, ok := KindOf(n.Kind)
	if !ok {
		return 0, false
	}
	of := s.kinds[k.position]
	of.once.Do(func() { // most plans look for no user, of whom there are most
		of.index = make(map[string]int, of.to-of.from)
		for i := of.from; i < of.to; i++ {
			of.index[s.list[i].Key] = i
		}
	})
	i, ok := of.index[n.Key]
	return i, ok
}

// Of returns the resources of one kind, in order of their keys.
func (s *State) Of(k *Kind) []*Resource {
	of := s.kinds[k.position]
	return s.list[of.from:of.to]
}

// Beside yields the resources of one kind in two states, in order of their keys. Two with the same
// key come together, and nil stands for one that a state lacks. It goes through both lists once,
// which is several times faster than to look each key up if there are 100,000.
func Beside(k *Kind, before, after *State) iter.Seq2[*Resource, *Resource] {
	return func(yield func(was, is *Resource) bool) {
		a, b := before.Of(k), after.Of(k)
		for len(a)+len(b) > 0 {
			var was, is *Resource
			order := 0
			switch {
			case len(a) == 0:
				order = 1
			case len(b) == 0:
				order = -1
			default:
				order = cmp.Compare(a[0].Key, b[0].Key)
			}
			if order <= 0 {
				was, a = a[0], a[1:]
			}
			if order >= 0 {
				is, b = b[0], b[1:]
			}
			if !yield(was, is) {
				return
			}
		}
	}
}

// A CheckResult is the result of one check of the planned state.
type CheckResult struct {
	Check   string      `json:"rule"` // the check's label
	Status  CheckStatus `json:"level"`
	Message string      `json:"message"`           // why the check failed; "" if it passed
	Address string      `json:"address,omitempty"` // of the described object that the check asks about, if there is exactly one
}

// A CheckStatus says how a check ended.
type CheckStatus string

// The results of a check.
const (
	Passed  CheckStatus = "pass"
	Warned  CheckStatus = "warning"
	Refused CheckStatus = "error" // the plan may not be applied
)

// ErrNotRead says that a question about a state has no answer because something was not
// read. That differs from the answer none.
var ErrNotRead = errors.New("not read")

// Some attributes name things that no configuration describes, such as flows and phone
// numbers: things outside. A state may know their names and ids.

// Outside returns the kinds of things that objects of kind k refer to and that no
// configuration describes, each with the attributes that refer to it: of a queue, the
// flow and the phone number of its outbound caller.
func Outside(k *Kind) map[string]AttrSet {
	var outside map[string]AttrSet
	for i := range k.Attrs {
		ref := k.Attrs[i].RefersTo
		if _, described := KindOf(ref); ref == "" || described {
			continue
		}
		if outside == nil {
			outside = map[string]AttrSet{}
		}
		outside[ref] = outside[ref].With(i)
	}
	return outside
}

// WithOutside returns a copy of the state that knows all things outside of one kind: their
// ids by name.
func (s *State) WithOutside(kind string, ids map[string]string) *State {
	known := *s
	known.outside = map[string]map[string]string{kind: ids}
	for k, ids := range s.outside {
		if k != kind {
			known.outside[k] = ids
		}
	}
	return &known
}

// WithOutsideOf returns a copy of the state that knows the things outside that by knows.
func (s *State) WithOutsideOf(by *State) *State {
	informed := *s
	informed.outside, informed.agents = by.outside, by.agents
	return &informed
}

// WithAIAgents returns a copy of the state that knows which security profiles AI agents have:
// the names of the profiles, by the ARN of the agent.
func (s *State) WithAIAgents(profiles map[string][]string) *State {
	known := *s
	known.agents = profiles
	return &known
}

// AIAgents returns the security profiles of AI agents, as far as the state knows them.
func (s *State) AIAgents() map[string][]string { return s.agents }

// OutsideID returns the id of a thing outside. If the state does not know the things of that
// kind, it returns the name in place of the id.
func (s *State) OutsideID(n Name) (id string, ok bool) {
	if _, described := KindOf(n.Kind); described {
		return "", false
	}
	ids, known := s.outside[n.Kind]
	if !known {
		return n.Key, true
	}
	id, ok = ids[n.Key]
	return id, ok
}

// OutsideIDs returns the ids of all things outside of one kind by their names; nil if they were
// not read. The map must not be changed.
func (s *State) OutsideIDs(kind string) map[string]string { return s.outside[kind] }

// Names returns the names of all that the state knows of a kind, in no particular order.
func (s *State) Names(kind string) []string {
	var names []string
	for name := range s.outside[kind] {
		names = append(names, name)
	}
	if k, ok := KindOf(kind); ok {
		for _, r := range s.Of(k) {
			names = append(names, r.Key)
		}
	}
	return names
}

// A ServiceFilter narrows down which agents serve a queue, for the question which agents do.
type ServiceFilter struct {
	Channel     string // "" for any
	Workload    string // a workload type of the channel; "" for any
	MaxDelay    int    // seconds that a contact must have waited at most; negative for any
	MaxPriority int    // the last priority that counts, since 1 is served first; 0 for any
}

// AnyService counts every agent who serves a queue.
func AnyService() ServiceFilter { return ServiceFilter{MaxDelay: -1} }
