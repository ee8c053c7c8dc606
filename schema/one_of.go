package schema

import (
	"slices"
	"strings"
)

// Excluded returns the leaves of objects of which there is one of several, where
// another one is given: they are nobody's to manage.
func (k *Kind) Excluded(given AttrSet) AttrSet {
	var all, other AttrSet
	chosen := ""
	for i := range k.Attrs {
		object, _, leaf := strings.Cut(k.Attrs[i].Name, ".")
		if !leaf || !slices.Contains(k.Alternatives, object) {
			continue
		}
		all = all.With(i)
		if given.Has(i) {
			chosen = object
		}
	}
	for i := range all.All() {
		if object, _, _ := strings.Cut(k.Attrs[i].Name, "."); chosen != "" && object != chosen {
			other = other.With(i)
		}
	}
	return other
}

// Implied returns want with what the service changes together with the given
// attributes, and those attributes: of objects of which there is one of several, the
// others are emptied by a write of one. They are those that live has.
func Implied(want, live *Resource, attrs AttrSet) (*Resource, AttrSet) {
	k, empty := want.Kind, want.Kind.New()
	var implied AttrSet
	for i := range k.Excluded(attrs).Minus(want.Given).And(live.Given).All() {
		if !k.Attrs[i].equal(live.Body, empty) {
			implied = implied.With(i)
		}
	}
	if implied == 0 {
		return want, 0
	}
	full := want.Clone()
	k.Copy(full.Body, empty, implied)
	full.Given = full.Given.Union(implied)
	return full, implied
}
