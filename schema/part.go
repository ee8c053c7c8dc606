package schema

import (
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
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
func (p Part) Describe(owner *Resource, v cty.Value, names Resolver) (*Resource, []diag.Problem) {
	if v.IsNull() {
		return nil, nil
	}
	kind, _ := KindOf(p.Kind)
	r := &Resource{Kind: kind, Body: kind.New(), Desired: &Desired{Source: owner.Source, Addr: owner.Addr.WithPart(p.Kind)}}
	problems := r.Set(p.Attr, v, names)
	for i := range problems {
		problems[i] = p.within(problems[i])
	}
	r.Set(p.Owner, cty.StringVal(owner.Key), Plain)
	r.UpdateKey()
	return r, problems
}

// within returns the problem of the part's object as one of the block that describes
// it.
func (p Part) within(problem diag.Problem) diag.Problem {
	path := problem.Path()
	if len(path) == 0 || diag.PathString(path[:1]) != "."+p.Attr {
		return problem.WithPath(diag.Path(p.Name))
	}
	return problem.WithPath(append(diag.Path(p.Name), path[1:]...))
}

// Within returns the problem of an object that a block of the kind describes by a
// part, as a problem of that block; other problems as they are.
func (k *Kind) Within(problem diag.Problem, kind string) diag.Problem {
	for _, p := range k.Parts {
		if p.Kind == kind {
			return p.within(problem)
		}
	}
	return problem
}
