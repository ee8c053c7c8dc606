package schema

import "github.com/callwright/callwright/schema/diag"

// What a kind does that its table of fields does not say is a method of its objects'
// type: a hook. It is written in two places, as a method of that type and in the function
// of this file that calls it. A kind whose type lacks the method goes without.
//
// For example, a user needs an e-mail address only where the instance keeps its users
// itself: User has a method creationNeeds, and [RequiredIn] calls it.

// Check reports what is wrong in r beyond the rules of single attributes.
func (r *Resource) Check() []diag.Problem {
	problems := duplicateSettings(r)
	if body, ok := r.Body.(interface {
		check(has func(name string) bool) []diag.Problem
	}); ok {
		problems = append(problems, body.check(r.Has)...)
	}
	return problems
}

// duplicateSettings reports the settings that are written in two ways.
func duplicateSettings(r *Resource) []diag.Problem {
	var problems []diag.Problem
	for i := range r.Given.All() {
		a := &r.Kind.Attrs[i]
		for _, twin := range a.SameSettingAs {
			if r.Has(twin) {
				problems = append(problems, diag.DuplicateSetting.On(a.Name, "%s and %s are one setting. Write one of the two.", a.Name, twin))
			}
		}
	}
	return problems
}

// Complete returns want with what it leaves to the service or to the live object
// filled in. Live is nil when there is no such object. Want is not changed.
func Complete(want, live *Resource) *Resource {
	if _, ok := want.Body.(completer); !ok {
		return want
	}
	full := want.Clone()
	var body any
	if live != nil {
		body = live.Body
	}
	full.Body.(completer).complete(body)
	return full
}

// A completer fills in what it leaves to live, which is of its own type, or nil.
type completer interface{ complete(live any) }

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

// Refusals reports what the instance refuses of r, which is to be created, or of the
// given attributes of it that are to be changed.
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

// Conflicts reports what is wrong with r among the objects that a plan leads to.
func Conflicts(r *Resource, outcome *State) []diag.Problem {
	body, ok := r.Body.(interface {
		conflicts(outcome *State) []diag.Problem
	})
	if !ok {
		return nil
	}
	return body.conflicts(outcome)
}

// Obstacles reports why live, of a kind that others need, may not be changed to want
// while the needing objects exist.
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
// (1), takes room from them (-1), or neither (0). A hierarchy with one level more makes
// room for groups on that level.
func Room(live, want *Resource) int {
	body, ok := live.Body.(interface{ room(want any) int })
	if !ok {
		return 0
	}
	return body.room(want.Body)
}

// A Move is what a plan does to one object, as far as the order of changes depends on
// it.
type Move struct {
	Live  *Resource // as it is; nil for an object that is made
	Want  *Resource // as it is to be; nil for one that is deleted
	Attrs AttrSet   // what is written
}

// after returns the object as the move leaves it; nil for one that is deleted.
func (m Move) after() *Resource {
	if m.Live == nil || m.Want == nil {
		return m.Want
	}
	r := m.Live.Clone()
	r.Kind.Copy(r.Body, m.Want.Body, m.Attrs)
	return r
}

// of reports whether the move is of an object of the kind.
func (m Move) of(k *Kind) bool {
	if m.Want != nil {
		return m.Want.Kind == k
	}
	return m.Live.Kind == k
}

// Sequence tells wait which moves, by their positions, come after which others for a
// reason of the kind's own. The kinds that wait list in Follows what they wait for. These waits come on top of those by references and names.
func Sequence(k *Kind, live *State, moves []Move, wait func(later, earlier int)) {
	body, ok := k.New().(interface {
		sequence(live *State, moves []Move, wait func(later, earlier int))
	})
	if ok {
		body.sequence(live, moves, wait)
	}
}

// A service may be unable to delete objects of a kind. An attribute of theirs then takes
// them out of use: see [Kind.RetiredBy]. Such a kind's type is a retirer.
type retirer interface {
	retired() bool
	retire() // takes it out of use
	revive() // puts it back into use
}

// Retired reports whether r is an object that the service cannot delete and that is
// out of use.
func (r *Resource) Retired() bool {
	body, ok := r.Body.(retirer)
	return ok && r.Has(r.Kind.RetiredBy) && body.retired()
}

// Retire returns r, of a kind that the service cannot delete, out of use and without
// a record, and the attribute that differs; none when it is out of use already.
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

// Revive returns r, which is to be, back in use unless it says itself whether it is,
// and the attribute that this gives it.
func (r *Resource) Revive() (*Resource, AttrSet) {
	if r.Kind.RetiredBy == "" || r.Has(r.Kind.RetiredBy) {
		return r, 0
	}
	attr := r.Kind.Set(r.Kind.RetiredBy)
	in := r.Clone()
	in.Body.(retirer).revive()
	in.Given = in.Given.Union(attr)
	return in, attr
}
