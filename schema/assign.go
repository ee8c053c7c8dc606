package schema

import (
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// Set reads v into the attribute or object called name. The value comes from a
// configuration or from the JSON of a plan. A null sets nothing.
func (r *Resource) Set(name string, v cty.Value, names Resolver) []diag.Problem {
	if i, ok := r.Kind.names[name]; ok {
		return r.set(i, r.Kind.Attrs[i].path, v, names)
	}
	if i, ok := r.Kind.LookupSpelling(name); ok {
		return r.spell(i, v, names)
	}
	leaves := r.Kind.Leaves(name)
	if len(leaves) == 0 {
		return []diag.Problem{diag.UnsupportedAttribute.On(name, "%s blocks have no attribute %q.%s", r.Kind.Name, name, diag.Suggest(name, r.Kind.AttributeNames()))}
	}
	return r.setLeaves(name, diag.Path(name), leaves, v, names)
}

func (r *Resource) set(i int, path cty.Path, v cty.Value, names Resolver) []diag.Problem {
	if v.IsNull() {
		return nil
	}
	a := &r.Kind.Attrs[i]
	in := &reader{attr: a, names: names}
	var spelled []string // what the attribute's spelling gave before
	if a.Spelling.Name != "" && r.Given.Has(i) {
		spelled = texts(a.Value(r.Body))
	}
	a.read(in, path, r.Body, v)
	if spelled != nil {
		a.join(r.Body, spelled)
	}
	r.Given = r.Given.With(i)
	return in.problems
}

// Independent reports whether name is an attribute of the kind whose value does not depend on
// other attributes. Such attributes can be set in any order.
func Independent(k *Kind, name string) bool {
	i, ok := k.names[name]
	return ok && k.sharable.Has(i)
}

// Share gives an object the values that another object of its kind has for the attributes,
// and reports whether it did. Setting equal values would do the same, and take longer. Some
// attributes depend on others, and cannot be shared.
//
// The two objects share the members of lists and maps, which nobody may change: 100,000 users
// with the same security profiles have one list of them.
func Share(to, from *Resource, attrs AttrSet) bool {
	if attrs.Minus(to.Kind.sharable) != 0 {
		return false
	}
	for i := range attrs.All() {
		to.Kind.Attrs[i].share(to.Body, from.Body)
	}
	to.Given = to.Given.Union(attrs)
	return true
}

// spell reads v as members of the attribute at position i, by its spelling.
func (r *Resource) spell(i int, v cty.Value, names Resolver) []diag.Problem {
	if v.IsNull() {
		return nil
	}
	a := &r.Kind.Attrs[i]
	in := &reader{attr: &Attr{Name: a.Spelling.Name}, names: names}
	a.join(r.Body, a.Spelling.read(in, diag.Path(a.Spelling.Name), v))
	r.Given = r.Given.With(i)
	return in.problems
}

// setLeaves sets the leaves of the object called name, which stands at path. A leaf can be a
// channel, which the API writes as VOICE.
func (r *Resource) setLeaves(name string, path cty.Path, leaves []string, v cty.Value, names Resolver) []diag.Problem {
	if v.IsNull() {
		return nil
	}
	object := &reader{attr: &Attr{Name: name}}
	seen := map[string]bool{}
	for leaf, value := range object.members(path, v) {
		full, at := name+"."+ChannelWord(leaf), path.Copy().GetAttr(leaf)
		i, ok := r.Kind.names[full]
		below := r.Kind.Leaves(full)
		switch {
		case seen[full]:
			object.report(diag.UnsupportedAttribute, at, "%q has %q twice: once in lower case, and once as the API writes it.", name, ChannelWord(leaf))
		case ok:
			object.problems = append(object.problems, r.set(i, at, value, names)...)
		case len(below) > 0:
			object.problems = append(object.problems, r.setLeaves(full, at, below, value, names)...)
		default:
			object.report(diag.UnsupportedAttribute, at, "%q has no attribute %q.%s", name, leaf, diag.Suggest(leaf, firsts(leaves)))
		}
		seen[full] = true
	}
	return object.problems
}

// firsts returns the first word of each dotted name, without repetitions: phone for
// phone.type and phone.number.
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

// SetName gives the object another name, and with it another natural key.
func (r *Resource) SetName(name string) {
	r.Set(r.Kind.Label, cty.StringVal(name), Plain)
	r.UpdateKey()
}

// Unwritable returns the given attributes whose values in r a configuration cannot write.
// A service may hold a value that it would not accept today.
func (r *Resource) Unwritable(attrs AttrSet) AttrSet {
	var refused AttrSet
	scratch := r.Kind.New()
	for i := range attrs.All() {
		a := &r.Kind.Attrs[i]
		in := &reader{attr: a, names: Plain}
		if a.read(in, diag.Path(a.Name), scratch, a.Value(r.Body)); in.problems != nil {
			refused = refused.With(i)
		}
	}
	return refused
}

// Describe returns the object that the attribute p of owner describes, and the problems of
// its value v. A null describes no object.
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
