package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema/diag"
)

// A Kind describes one kind of resource. Its Attrs are in the order in which documentation
// and plans show them; there are at most 64, because an [AttrSet] has 64 bits.
type Kind struct {
	Name, Doc    string
	Single       bool     // an instance has exactly one, and its block has no label
	Label        string   // the attribute that defaults to for_each's key or the label, or ""
	Needs        []string // single kinds that every object of this kind needs
	Alternatives []string // objects of which a resource has one; writing it empties the others
	Parts        []Part   // attributes of a block of this kind that describe other objects
	Provider     string   // the second provider block that its objects need, or ""
	Follows      []string // the kinds that its changes may wait for because of [Sequence]
	Quota        int      // how many an instance allows unless raised; 0 for no limit
	RetiredBy    string   // the attribute that takes an object out of use because the service cannot delete it, or ""

	Attrs []Attr     // by [Define]
	New   func() any // by [Define]: a new *T

	position int
	slots    []Slot              // in order of their codes
	names    map[string]int      // attribute → its position
	spelled  map[string]int      // spelling → the position of its attribute
	leaves   map[string][]string // object → its leaves
	refs     AttrSet
	late     AttrSet
	bound    AttrSet
	required AttrSet
	sharable AttrSet
}

// Define adds a table of fields to a kind. It panics if the table is wrong: a kind is
// defined when the program starts, so any test finds the mistake. Behaviour that no table
// can express, such as a rule about two attributes, is a method of T: see hooks.go.
func Define[T any](k Kind, fields []Field[T]) *Kind {
	k.New = func() any { return new(T) }
	k.names, k.spelled, k.leaves = make(map[string]int, len(fields)), map[string]int{}, map[string][]string{}
	for _, f := range fields {
		k.add(f.Attr)
	}
	k.slots = slotsOf(k.Name, k.Attrs)
	if k.RetiredBy != "" {
		k.Set(k.RetiredBy)
	}
	return &k
}

func (k *Kind) add(a Attr) {
	i := len(k.Attrs)
	if _, twice := k.names[a.Name]; twice {
		panic(fmt.Sprintf("schema: kind %q defines %q twice", k.Name, a.Name))
	}
	if i == 64 {
		panic(fmt.Sprintf("schema: kind %q has more than 64 attributes", k.Name))
	}
	k.names[a.Name] = i
	if a.Spelling.Name != "" {
		k.spelled[a.Spelling.Name] = i
	}
	for at, char := range a.Name {
		if char == '.' {
			k.leaves[a.Name[:at]] = append(k.leaves[a.Name[:at]], a.Name[at+1:])
		}
	}
	a.path = slices.Clip(diag.Path(a.Name))
	k.Attrs = append(k.Attrs, a)
	if a.Required {
		k.required = k.required.With(i)
	}
	if a.WrittenLast {
		k.late = k.late.With(i)
	}
	if a.RefersTo != "" || a.Shape == Table {
		k.refs = k.refs.With(i)
	}
	if a.Bound {
		k.bound = k.bound.With(i)
	}
	if a.share != nil {
		k.sharable = k.sharable.With(i)
	}
}

// Lookup returns the position of the attribute with the given (dotted) name.
func (k *Kind) Lookup(name string) (int, bool) {
	i, ok := k.names[name]
	return i, ok
}

// Set returns the set of the attributes with the given names. It panics if a name is
// unknown.
func (k *Kind) Set(names ...string) AttrSet {
	var s AttrSet
	for _, name := range names {
		i, ok := k.names[name]
		if !ok {
			panic(fmt.Sprintf("schema: kind %q has no attribute %q", k.Name, name))
		}
		s = s.With(i)
	}
	return s
}

// Leaves returns the leaves of the object attribute with the given name, without
// the name; none if the name is not that of an object. The leaves of phone are type,
// number and others. The caller must not change the slice.
func (k *Kind) Leaves(name string) []string { return k.leaves[name] }

// AttributeNames returns the names that a block of this kind may set, in order. The leaves of
// an object share one name, and a spelling follows its attribute.
func (k *Kind) AttributeNames() []string {
	var words []string
	for i := range k.Attrs {
		word, _, _ := strings.Cut(k.Attrs[i].Name, ".")
		if !k.Attrs[i].ReadOnly && (len(words) == 0 || words[len(words)-1] != word) {
			words = append(words, word)
		}
		if spelling := k.Attrs[i].Spelling.Name; spelling != "" {
			words = append(words, spelling)
		}
	}
	for _, p := range k.Parts {
		words = append(words, p.Name)
	}
	return words
}

// LookupSpelling returns the position of the attribute that has a [Spelling] of that name.
func (k *Kind) LookupSpelling(name string) (int, bool) {
	i, ok := k.spelled[name]
	return i, ok
}

// Copy sets the given attributes of dst to src's.
func (k *Kind) Copy(dst, src any, attrs AttrSet) {
	for i := range attrs.All() {
		k.Attrs[i].copy(dst, src)
	}
}

// References returns the set of the attributes that refer to other objects.
func (k *Kind) References() AttrSet { return k.refs }

// WrittenLast returns the set of the attributes that may be written after the rest of an
// object. A reference by one of them blocks no deletion.
func (k *Kind) WrittenLast() AttrSet { return k.late }

// ReadForAll returns the set of the attributes whose meaning depends on other objects of the
// kind.
func (k *Kind) ReadForAll() AttrSet {
	var s AttrSet
	for i := range k.Attrs {
		if k.Attrs[i].ReadForAll {
			s = s.With(i)
		}
	}
	return s
}

// Bound returns the set of the attributes that name an object whose deletion deletes this
// object, too.
func (k *Kind) Bound() AttrSet { return k.bound }

// Required returns the set of the attributes that creating an object needs. An instance may
// need others: see [RequiredIn].
func (k *Kind) Required() AttrSet { return k.required }

// Deletable reports whether the service can delete objects of the kind.
func (k *Kind) Deletable() bool { return k.RetiredBy == "" && !k.Single }

// Every returns the set of all the kind's attributes.
func (k *Kind) Every() AttrSet { return AttrSet(1)<<len(k.Attrs) - 1 }

// A Part is an attribute of a block that describes a second object, which another system
// keeps. The block
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

// within turns a problem of the part's object into a problem of the block.
func (p Part) within(problem diag.Problem) diag.Problem {
	problem = problem.Renamed(p.Attr, p.Name)
	path := problem.Path()
	if len(path) == 0 || diag.PathString(path[:1]) != "."+p.Attr {
		return problem.WithPath(diag.Path(p.Name))
	}
	return problem.WithPath(append(diag.Path(p.Name), path[1:]...))
}

// Within turns a problem of an object that a [Part] describes into a problem of the block,
// and returns other problems as they are.
func (k *Kind) Within(problem diag.Problem, kind string) diag.Problem {
	for _, p := range k.Parts {
		if p.Kind == kind {
			return p.within(problem)
		}
	}
	return problem
}

// Slots returns the slots that records of the kind's objects have, in order of their codes.
// The caller must not change the slice.
func (k *Kind) Slots() []Slot { return k.slots }

// HoldsRecords reports whether objects of the kind can hold a record.
func (k *Kind) HoldsRecords() bool {
	_, ok := k.Lookup("tags")
	return ok
}
