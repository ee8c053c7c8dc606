package schema

import (
	"slices"
	"strings"
)

// Excluded returns the leaves of the alternatives that a block did not choose. For example,
// if a quick connect has a phone, its user and queue are excluded: nobody manages them.
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

// Implied returns want together with the attributes that the service empties when the
// given ones are written: the alternatives that live has and want does not choose.
// It returns these attributes, too.
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
