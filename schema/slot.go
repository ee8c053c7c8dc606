package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Slot is the attribute that one entry of a record is about, or the object with all its
// leaves. The slot p of a user is the object phone.
type Slot struct {
	Code   byte
	Was    string // earlier codes, from before the canonical form changed
	Name   string // the attribute's, or the object's
	Attrs  AttrSet
	Object bool // whether it is an object: its attributes are the leaves
	Wide   bool // whether its entry is a sketch of its elements, not a digest of one value
}

// slotsOf returns the slots of a kind's records, in order of their codes. It panics if two
// attributes share a code and are not leaves of one object.
func slotsOf(kind string, attrs []Attr) []Slot {
	var slots []Slot
	for i := range attrs {
		slots = enter(slots, kind, i, &attrs[i])
	}
	slices.SortFunc(slots, func(a, b Slot) int { return cmp.Compare(a.Code, b.Code) })
	return slots
}

// enter adds the attribute at position i to the slots: to that of its object, or as one of
// its own.
func enter(slots []Slot, kind string, i int, a *Attr) []Slot {
	for _, code := range string(a.Code) + a.Was {
		if !isLetter(code) && !isDigit(code) {
			panic(fmt.Sprintf("schema: kind %q: %q has the code %q, which is not a letter or digit", kind, a.Name, code))
		}
	}
	if strings.ContainsRune(a.Was, rune(a.Code)) {
		panic(fmt.Sprintf("schema: kind %q: the code of %q is what it was", kind, a.Name))
	}
	name, _, leaf := strings.Cut(a.Name, ".")
	for j := range slots {
		s := &slots[j]
		switch {
		case leaf && s.Object && s.Name == name && s.Code == a.Code && s.Was == a.Was:
			s.Attrs = s.Attrs.With(i)
			return slots
		case strings.ContainsAny(string(s.Code)+s.Was, string(a.Code)+a.Was):
			panic(fmt.Sprintf("schema: kind %q gives a code of %q to %q, too", kind, s.Name, a.Name))
		case leaf && s.Name == name:
			panic(fmt.Sprintf("schema: kind %q has two codes for the leaves of %q", kind, name))
		}
	}
	return append(slots, Slot{Code: a.Code, Was: a.Was, Name: name, Attrs: Attrs(i), Object: leaf, Wide: leaf || a.Shape != Scalar})
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
