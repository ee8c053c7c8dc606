package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// A Kind describes one kind of resource. Its Attrs are in the order a reader
// should meet them; there are at most 64.
type Kind struct {
	Name, Doc string
	Attrs     []Attr
	Single    bool       // an instance has exactly one, and its block has no label
	Label     string     // the attribute that defaults to for_each's key or the label, or ""
	Needs     []string   // single kinds that every object of this kind needs
	OneOf     []string   // objects of which one alone is given; a write of it empties the others
	Parts     []Part     // attributes of a block of this kind that describe other objects
	Home      string     // the provider block that its objects need beside the main one, or ""
	Follows   []string   // the kinds that its changes may wait for by a [Kind.Sequence], and not by reference
	Quota     int        // how many an instance allows unless raised; 0 for no limit
	New       func() any // a new *T

	position int
	slots    []Slot // in order of their codes
	names    map[string]int
	refs     AttrSet
	late     AttrSet
	bound    AttrSet
	required AttrSet
	key      func(body any) string
	check    func(r *Resource) []diag.Problem
	complete func(want, live any)
	demands  func(in Instance) (more, less []string)
	admits   func(r *Resource, in Instance, attrs AttrSet, creating bool) []diag.Problem
	fits     func(body any, outcome *State) []diag.Problem
	oppose   func(live, want any, needing []*Resource) []diag.Problem
	resize   func(live, want any) int
	sequence func(live *State, moves []Move, wait func(later, earlier int))

	retirement *retirement // nil where the service can delete
}

// A Spec is what [Define] makes a kind of.
type Spec[T any] struct {
	Name, Doc string
	Single    bool
	Label     string
	Needs     []string
	OneOf     []string
	Parts     []Part
	Home      string
	Follows   []string
	Quota     int
	Fields    []Field[T]

	// Key returns the natural key of an object; nil for a single kind.
	Key func(*T) string
	// Check reports what is wrong in an object as written, beyond the rules of its
	// fields. Has reports whether the attribute of a name is given.
	Check func(t *T, has func(name string) bool) []diag.Problem
	// Complete fills in what a desired object leaves to the service or to the live
	// object, which is nil when there is none. A nil Complete leaves it as it is.
	Complete func(want, live *T)
	// Demands returns the attributes that creating an object in the instance needs
	// beyond those that are needed anywhere, and those of them that it does not need.
	Demands func(in Instance) (more, less []string)
	// Admits reports what the instance refuses of an object that is created, or of the
	// attributes of one that are changed. Has reports whether an attribute is among those.
	Admits func(t *T, in Instance, creating bool, has func(name string) bool) []diag.Problem
	// Fits reports what is wrong with a desired object among the objects that a
	// plan leads to.
	Fits func(t *T, outcome *State) []diag.Problem
	// Oppose reports why the change from live to want may not be made while the
	// objects that need this kind exist.
	Oppose func(live, want *T, needing []*Resource) []diag.Problem
	// Resize reports, for an object that others stand on by [Kind.Needs], whether
	// the change from live to want makes room (1), takes it (-1) or neither (0).
	Resize func(live, want *T) int
	// Sequence says which moves of a plan come after which others, beyond references;
	// the kinds that wait list in Follows what they wait for.
	Sequence func(live *State, moves []Move, wait func(later, earlier int))
	// Retire says what stands for the deletion of objects that the service cannot
	// delete; nil where it can.
	Retire *Retirement[T]
}

// Define makes a kind. It panics when the table of fields is wrong.
func Define[T any](s Spec[T]) *Kind {
	k := &Kind{
		Name: s.Name, Doc: s.Doc, Single: s.Single, Label: s.Label, Needs: s.Needs, OneOf: s.OneOf, Parts: s.Parts, Home: s.Home, Follows: s.Follows, Quota: s.Quota,
		New:   func() any { return new(T) },
		names: make(map[string]int, len(s.Fields)),
		key:   func(any) string { return "" },
	}
	if s.Key != nil {
		k.key = func(body any) string { return s.Key(body.(*T)) }
	}
	if s.Check != nil {
		k.check = func(r *Resource) []diag.Problem { return s.Check(r.Body.(*T), r.Has) }
	}
	if s.Complete != nil {
		k.complete = func(want, live any) {
			l, _ := live.(*T)
			s.Complete(want.(*T), l)
		}
	}
	k.demands, k.sequence = s.Demands, s.Sequence
	if s.Admits != nil {
		k.admits = func(r *Resource, in Instance, attrs AttrSet, creating bool) []diag.Problem {
			return s.Admits(r.Body.(*T), in, creating, func(name string) bool {
				i, ok := r.Kind.Lookup(name)
				return ok && attrs.Has(i)
			})
		}
	}
	if s.Fits != nil {
		k.fits = func(body any, outcome *State) []diag.Problem { return s.Fits(body.(*T), outcome) }
	}
	if s.Oppose != nil {
		k.oppose = func(live, want any, needing []*Resource) []diag.Problem {
			return s.Oppose(live.(*T), want.(*T), needing)
		}
	}
	if s.Resize != nil {
		k.resize = func(live, want any) int { return s.Resize(live.(*T), want.(*T)) }
	}
	for _, f := range s.Fields {
		k.add(f.Attr)
	}
	k.sortSlots()
	if r := s.Retire; r != nil {
		k.retireBy(r.Attr, func(body any) bool { return r.Retired(body.(*T)) },
			func(body any) { r.Retire(body.(*T)) }, func(body any) { r.Revive(body.(*T)) })
	}
	return k
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
	k.Attrs = append(k.Attrs, a)
	k.slot(i)
	if a.Required {
		k.required = k.required.With(i)
	}
	if a.Late {
		k.late = k.late.With(i)
	}
	if a.Ref != "" || a.Shape == Table {
		k.refs = k.refs.With(i)
	}
	if a.Bound {
		k.bound = k.bound.With(i)
	}
}

// Lookup returns the position of the attribute with the given (dotted) name.
func (k *Kind) Lookup(name string) (int, bool) {
	i, ok := k.names[name]
	return i, ok
}

// Set returns the set of the attributes with the given names. It panics when
// there is none of a name.
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
// the name; empty when it is no object.
func (k *Kind) Leaves(name string) []string {
	var leaves []string
	for i := range k.Attrs {
		if leaf, ok := strings.CutPrefix(k.Attrs[i].Name, name+"."); ok {
			leaves = append(leaves, leaf)
		}
	}
	return leaves
}

// Words returns the names that a block of this kind may set, in order: an
// object's name stands once for its leaves, and a spelling follows its attribute.
func (k *Kind) Words() []string {
	var words []string
	for i := range k.Attrs {
		word, _, _ := strings.Cut(k.Attrs[i].Name, ".")
		if !k.Attrs[i].ShownOnly && (len(words) == 0 || words[len(words)-1] != word) {
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

// Spelled returns the position of the attribute that is also written by the given
// name, a [Spelling].
func (k *Kind) Spelled(name string) (int, bool) {
	i := slices.IndexFunc(k.Attrs, func(a Attr) bool { return a.Spelling.Name == name })
	return i, i >= 0 && name != ""
}

// Set reads v, as the language or a plan document has it, into the attribute or
// object named name. A null is not given; so is a null leaf of an object.
func (r *Resource) Set(name string, v cty.Value, names Resolver) []diag.Problem {
	if i, ok := r.Kind.names[name]; ok {
		return r.set(i, diag.Path(name), v, names)
	}
	if i, ok := r.Kind.Spelled(name); ok {
		return r.spell(i, v, names)
	}
	leaves := r.Kind.Leaves(name)
	if len(leaves) == 0 {
		return []diag.Problem{diag.UnsupportedAttribute.On(name, "A %s has no attribute %q.%s", r.Kind.Name, name, Suggest(name, r.Kind.Words()))}
	}
	return r.setLeaves(name, leaves, v, names)
}

func (r *Resource) set(i int, path cty.Path, v cty.Value, names Resolver) []diag.Problem {
	if v.IsNull() {
		return nil
	}
	a := &r.Kind.Attrs[i]
	reading := &reading{attr: a, names: names}
	var spelled []string // what the attribute's spelling gave before
	if a.Spelling.Name != "" && r.Given.Has(i) {
		spelled = texts(a.Value(r.Body))
	}
	a.read(reading, path, r.Body, v)
	if spelled != nil {
		a.join(r.Body, spelled)
	}
	r.Given = r.Given.With(i)
	return reading.problems
}

// spell reads v as members of the attribute at position i, by its spelling.
func (r *Resource) spell(i int, v cty.Value, names Resolver) []diag.Problem {
	if v.IsNull() {
		return nil
	}
	a := &r.Kind.Attrs[i]
	reading := &reading{attr: &Attr{Name: a.Spelling.Name}, names: names}
	a.join(r.Body, a.Spelling.read(reading, diag.Path(a.Spelling.Name), v))
	r.Given = r.Given.With(i)
	return reading.problems
}

func (r *Resource) setLeaves(name string, leaves []string, v cty.Value, names Resolver) []diag.Problem {
	if v.IsNull() {
		return nil
	}
	object := &reading{attr: &Attr{Name: name}}
	for leaf, value := range object.entries(diag.Path(name), v) {
		full := name + "." + leaf
		i, ok := r.Kind.names[full]
		below := r.Kind.Leaves(full)
		switch {
		case ok:
			object.problems = append(object.problems, r.set(i, diag.Path(full), value, names)...)
		case len(below) > 0:
			object.problems = append(object.problems, r.setLeaves(full, below, value, names)...)
		default:
			object.report(diag.UnsupportedAttribute, diag.Path(name).GetAttr(leaf), "%q has no attribute %q.%s", name, leaf, Suggest(leaf, firsts(leaves)))
		}
	}
	return object.problems
}

// firsts returns the first word of each dotted name, once.
func firsts(names []string) []string {
	var words []string
	for _, name := range names {
		word, _, _ := strings.Cut(name, ".")
		if len(words) == 0 || words[len(words)-1] != word {
			words = append(words, word)
		}
	}
	return words
}

// SetName gives the object another name: the attribute that the kind's labels stand
// for, and so another natural key.
func (r *Resource) SetName(name string) {
	r.Set(r.Kind.Label, cty.StringVal(name), Plain)
	r.Settle()
}

// Settle computes the natural key from what was set.
func (r *Resource) Settle() { r.Key = r.Kind.key(r.Body) }

// Check reports what is wrong in r beyond the rules of single attributes.
func (r *Resource) Check() []diag.Problem {
	problems := r.checkTwins()
	if r.Kind.check != nil {
		problems = append(problems, r.Kind.check(r)...)
	}
	return problems
}

// checkTwins reports the settings that are written in two ways.
func (r *Resource) checkTwins() []diag.Problem {
	var problems []diag.Problem
	for i := range r.Given.All() {
		a := &r.Kind.Attrs[i]
		for _, twin := range a.Twins {
			if r.Has(twin) {
				problems = append(problems, diag.DuplicateSetting.On(a.Name, "%s and %s are one setting. Write one of the two.", a.Name, twin))
			}
		}
	}
	return problems
}

// Missing returns the attributes that r needs to be created and does not give.
func (r *Resource) Missing() AttrSet { return r.Kind.required.Minus(r.Given) }

// MissingIn returns the attributes that r needs to be created in the instance and does
// not give.
func (r *Resource) MissingIn(in Instance) AttrSet {
	needed := r.Kind.required
	if r.Kind.demands != nil {
		more, less := r.Kind.demands(in)
		needed = needed.Union(r.Kind.Set(more...)).Minus(r.Kind.Set(less...))
	}
	return needed.Minus(r.Given)
}

// Admitted reports what the instance refuses of r, which is to be created, or of the
// given attributes of it that are to be changed.
func (r *Resource) Admitted(in Instance, attrs AttrSet, creating bool) []diag.Problem {
	if r.Kind.admits == nil {
		return nil
	}
	return r.Kind.admits(r, in, attrs, creating)
}

// Complete returns want with what it leaves to the service or to the live object
// filled in. Live is nil when there is no such object. Want is not changed.
func Complete(want, live *Resource) *Resource {
	if want.Kind.complete == nil {
		return want
	}
	full := want.Clone()
	var body any
	if live != nil {
		body = live.Body
	}
	full.Kind.complete(full.Body, body)
	return full
}

// Fits reports what is wrong with r among the objects that a plan leads to.
func (r *Resource) Fits(outcome *State) []diag.Problem {
	if r.Kind.fits == nil {
		return nil
	}
	return r.Kind.fits(r.Body, outcome)
}

// Oppose reports why the change from live to want may not be made while the given
// objects, whose kinds need this one, exist.
func (k *Kind) Oppose(live, want *Resource, needing []*Resource) []diag.Problem {
	if k.oppose == nil {
		return nil
	}
	return k.oppose(live.Body, want.Body, needing)
}

// Refused returns those of the given attributes whose values in r a configuration
// could not write: a service may hold what it does not accept.
func (r *Resource) Refused(attrs AttrSet) AttrSet {
	var refused AttrSet
	scratch := r.Kind.New()
	for i := range attrs.All() {
		a := &r.Kind.Attrs[i]
		reading := &reading{attr: a, names: Plain}
		if a.read(reading, diag.Path(a.Name), scratch, a.Value(r.Body)); reading.problems != nil {
			refused = refused.With(i)
		}
	}
	return refused
}

// Changed returns the attributes that want gives and that differ in live.
func (k *Kind) Changed(live, want *Resource) AttrSet {
	var changed AttrSet
	for i := range want.Given.All() {
		if !live.Given.Has(i) || !k.Attrs[i].equal(live.Body, want.Body) {
			changed = changed.With(i)
		}
	}
	return changed
}

// Copy sets the given attributes of dst to src's.
func (k *Kind) Copy(dst, src any, attrs AttrSet) {
	for i := range attrs.All() {
		k.Attrs[i].copy(dst, src)
	}
}

// Resize reports whether the change from live to want makes room for the objects
// that need this one (1), takes room from them (-1), or neither (0).
func (k *Kind) Resize(live, want *Resource) int {
	if k.resize == nil {
		return 0
	}
	return k.resize(live.Body, want.Body)
}

// Referring returns the set of the attributes that refer to other objects.
func (k *Kind) Referring() AttrSet { return k.refs }

// Late returns the set of the attributes that may be written after all else, and that
// keep nothing from being deleted.
func (k *Kind) Late() AttrSet { return k.late }

// Joint returns the set of the attributes whose meaning hangs on what other objects of
// the kind have.
func (k *Kind) Joint() AttrSet {
	var s AttrSet
	for i := range k.Attrs {
		if k.Attrs[i].Joint {
			s = s.With(i)
		}
	}
	return s
}

// Bound returns the set of the attributes with whose referents an object goes.
func (k *Kind) Bound() AttrSet { return k.bound }

// Every returns the set of all the kind's attributes.
func (k *Kind) Every() AttrSet { return AttrSet(1)<<len(k.Attrs) - 1 }
