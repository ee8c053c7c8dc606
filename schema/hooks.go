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
