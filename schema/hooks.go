package schema

import "github.com/callwright/callwright/schema/diag"

// A hook is behaviour of a kind that its table of fields cannot express. It is a method of
// the Go type of the kind's objects, and a function of this file calls it. A type that lacks
// the method has no such behaviour.
//
// For example, a user needs an e-mail address only where the instance keeps its users
// itself: User has a method creationNeeds, and [RequiredIn] calls it.

// Check reports the problems of r that no rule of a single attribute finds.
func (r *Resource) Check() []diag.Problem {
	problems := duplicateSettings(r)
	if body, ok := r.Body.(interface {
		check(has func(name string) bool) []diag.Problem
	}); ok {
		problems = append(problems, body.check(r.Has)...)
	}
	return problems
}

// duplicateSettings reports settings that a block writes twice, under two names.
func duplicateSettings(r *Resource) []diag.Problem {
	var problems []diag.Problem
	for i := range r.Given.All() {
		a := &r.Kind.Attrs[i]
		for _, twin := range a.SameSettingAs {
			if r.Has(twin) {
				problems = append(problems, diag.DuplicateSetting.On(a.Name, "%s and %s are the same setting. Write only one of them.", a.Name, twin))
			}
		}
	}
	return problems
}

// Complete returns a copy of want in which the values are filled in that the service sets or
// that stay as they are in live. Live is nil if the object does not exist yet.
func Complete(want, live *Resource) *Resource {
	var body any
	if live != nil {
		body = live.Body
	}
	switch want.Body.(type) {
	case completer:
		full := want.Clone()
		full.Body.(completer).complete(body)
		return full
	case givenCompleter:
		full := want.Clone()
		full.Body.(givenCompleter).completeGiven(want.Has, body)
		return full
	}
	return want
}

// A completer fills in the values that it leaves to live, which has its own type or is nil.
type completer interface{ complete(live any) }

// A givenCompleter does so depending on which attributes it is given.
type givenCompleter interface {
	completeGiven(has func(name string) bool, live any)
}

// Defaults returns the attributes of r that have the value which the service gives an object
// created without them, such as the status "enabled" of a queue. Required attributes are never
// among them.
func Defaults(r *Resource) AttrSet {
	fresh := r.Kind.New()
	r.Kind.Copy(fresh, r.Body, r.Kind.required)
	if body, ok := fresh.(interface{ created() }); ok {
		body.created()
	}
	var same AttrSet
	for i := range r.Given.Minus(r.Kind.required).All() {
		if a := &r.Kind.Attrs[i]; a.equal(r.Body, fresh) || a.value(r.Body).RawEquals(a.value(fresh)) {
			same = same.With(i)
		}
	}
	return same
}

// RequiredIn returns the attributes that creating an object of the kind in the instance
// needs.
func RequiredIn(in Instance, k *Kind) AttrSet {
	body, ok := k.New().(interface {
		creationNeeds(in Instance) (more, less []string)
	})
	if !ok {
		return k.required
	}
	more, less := body.creationNeeds(in)
	return k.required.Union(k.Set(more...)).Minus(k.Set(less...))
}

// Refusals reports what the instance refuses when r is created, or when the given
// attributes of r are changed.
func Refusals(in Instance, r *Resource, attrs AttrSet, creating bool) []diag.Problem {
	body, ok := r.Body.(interface {
		refusals(in Instance, creating bool, has func(name string) bool) []diag.Problem
	})
	if !ok {
		return nil
	}
	return body.refusals(in, creating, func(name string) bool {
		i, ok := r.Kind.Lookup(name)
		return ok && attrs.Has(i)
	})
}

// Conflicts reports the problems of the described object r in outcome, the state after the plan: a
// hierarchy group, for example, for which the hierarchy has no level. After is the object as it is
// in outcome; nil if it is not there.
func Conflicts(r, after *Resource, outcome *State) []diag.Problem {
	body, ok := r.Body.(interface {
		conflicts(after *Resource, outcome *State) []diag.Problem
	})
	if !ok {
		return nil
	}
	return body.conflicts(after, outcome)
}

// Obstacles reports why live may not be changed to want while the objects exist that need
// it. For example, a level of the hierarchy cannot be dropped while groups are on it.
func Obstacles(live, want *Resource, needing []*Resource) []diag.Problem {
	body, ok := live.Body.(interface {
		obstacles(want any, needing []*Resource) []diag.Problem
	})
	if !ok {
		return nil
	}
	return body.obstacles(want.Body, needing)
}

// Room reports whether the change from live to want makes room for objects that need it
// (1), takes room away (-1), or neither (0). For example, a new level of the hierarchy makes
// room for groups on that level.
func Room(live, want *Resource) int {
	body, ok := live.Body.(interface{ room(want any) int })
	if !ok {
		return 0
	}
	return body.room(want.Body)
}

// A Move is a change to one object, in the terms that decide the order of changes.
type Move struct {
	Live  *Resource // the object before the move; nil if the move creates it
	Want  *Resource // the object after the move; nil if the move deletes it
	Attrs AttrSet   // what is written
}

// after returns the object after the move; nil if the move deletes it.
func (m Move) after() *Resource {
	if m.Live == nil || m.Want == nil {
		return m.Want
	}
	r := m.Live.Clone()
	r.Kind.Copy(r.Body, m.Want.Body, m.Attrs)
	return r
}

// of reports whether the move changes an object of kind k.
func (m Move) of(k *Kind) bool {
	if m.Want != nil {
		return m.Want.Kind == k
	}
	return m.Live.Kind == k
}

// Sequence calls wait for each pair of moves, given by their positions, whose order the kind
// k demands. These constraints come on top of references and names. [Kind.Follows] lists the
// kinds that a kind may wait for in this way.
func Sequence(k *Kind, live *State, moves []Move, wait func(later, earlier int)) {
	body, ok := k.New().(interface {
		sequence(live *State, moves []Move, wait func(later, earlier int))
	})
	if ok {
		body.sequence(live, moves, wait)
	}
}

// A retirer is an object that the service cannot delete. An attribute takes it out of use
// instead: see [Kind.RetiredBy]. For example, an agent status is disabled.
type retirer interface {
	retired() bool
	retire() // takes it out of use
}

// Retired reports whether r is an object that the service cannot delete and that is
// out of use.
func (r *Resource) Retired() bool {
	body, ok := r.Body.(retirer)
	return ok && r.Has(r.Kind.RetiredBy) && body.retired()
}

// Retire returns a copy of r that is out of use and has no record, and the attribute that
// differs from r: none if r is out of use already.
func (r *Resource) Retire() (*Resource, AttrSet) {
	out := r.WithRecord(Record{}).Clone()
	if r.Retired() {
		return out, 0
	}
	attr := r.Kind.Set(r.Kind.RetiredBy)
	out.Body.(retirer).retire()
	out.Given = out.Given.Union(attr)
	return out, attr
}
