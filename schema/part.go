package schema

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// A Part is an attribute of a block that describes an object apart from the block's
// own: one that belongs to it, and is kept in another system. The block
//
//	user "ada" { permission_group = permission_group.agent }
//
// describes the permission_group_assignment of ada, too.
type Part struct {
	Name, Doc string
	Kind      string // of the object that is described
	Owner     string // its attribute that names the block's object
	Attr      string // its attribute that has the value
}

// PartOf returns the part of that name.
func (k *Kind) PartOf(name string) (Part, bool) {
	for _, p := range k.Parts {
		if p.Name == name {
			return p, true
		}
	}
	return Part{}, false
}

// Describe returns the object that the part of owner describes with the value v, and
// what is wrong with it. A null describes none.
func (p Part) Describe(owner *Resource, v cty.Value, names Resolver) (*Resource, []Problem) {
	if v.IsNull() {
		return nil, nil
	}
	kind, _ := KindOf(p.Kind)
	r := &Resource{Kind: kind, Body: kind.New(), Desired: &Desired{Source: owner.Source, Addr: owner.Addr.Part(p.Kind)}}
	problems := r.Set(p.Attr, v, names)
	for i := range problems {
		problems[i] = p.within(problems[i])
	}
	r.Set(p.Owner, cty.StringVal(owner.Key), Plain)
	r.Settle()
	return r, problems
}

// within returns the problem of the part's object as one of the block that describes
// it.
func (p Part) within(problem Problem) Problem {
	if len(problem.Path) == 0 || PathString(problem.Path[:1]) != "."+p.Attr {
		problem.Path = At(p.Name)
		return problem
	}
	problem.Path = append(At(p.Name), problem.Path[1:]...)
	return problem
}

// Within returns the problem of an object that a block of the kind describes by a
// part, as a problem of that block; other problems as they are.
func (k *Kind) Within(problem Problem, kind string) Problem {
	for _, p := range k.Parts {
		if p.Kind == kind {
			return p.within(problem)
		}
	}
	return problem
}

// Part returns the address of the object of another kind that the block at a
// describes, too. No block of its own can have it: a label has no dot.
func (a Addr) Part(kind string) Addr {
	a.Label = strings.TrimSuffix(a.Kind+"."+a.Label, ".")
	a.Kind = kind
	return a
}

// Whole returns the address of the block that describes the object at a by a part; a
// itself when a block of its own describes it.
func (a Addr) Whole() Addr {
	if kind, label, is := strings.Cut(a.Label, "."); is {
		a.Kind, a.Label = kind, label
	}
	return a
}
