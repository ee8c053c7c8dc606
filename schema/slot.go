package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Slot is what one entry of a record stands for: an attribute, or an object with
// its leaves.
type Slot struct {
	Code   byte
	Was    string // the codes that it had when its canonical form was another
	Name   string // the attribute's, or the object's
	Attrs  AttrSet
	Object bool // whether it is an object: its attributes are the leaves
	Wide   bool // whether its entry is a sketch of its elements, not a digest of one value
}

// Slots returns what records of the kind's objects have entries for, in order of
// their codes. It must not be changed.
func (k *Kind) Slots() []Slot { return k.slots }

// HoldsRecords reports whether objects of the kind can hold a record.
func (k *Kind) HoldsRecords() bool {
	_, ok := k.Lookup("tags")
	return ok
}

// slot enters the attribute at position i under its code.
func (k *Kind) slot(i int) {
	a := &k.Attrs[i]
	for _, code := range string(a.Code) + a.Was {
		if !isLetter(code) && !isDigit(code) {
			panic(fmt.Sprintf("schema: kind %q: %q has the code %q, which is no letter or digit", k.Name, a.Name, code))
		}
	}
	if strings.ContainsRune(a.Was, rune(a.Code)) {
		panic(fmt.Sprintf("schema: kind %q: the code of %q is what it was", k.Name, a.Name))
	}
	name, _, leaf := strings.Cut(a.Name, ".")
	for j := range k.slots {
		s := &k.slots[j]
		switch {
		case leaf && s.Object && s.Name == name && s.Code == a.Code && s.Was == a.Was:
			s.Attrs = s.Attrs.With(i)
			return
		case strings.ContainsAny(string(s.Code)+s.Was, string(a.Code)+a.Was):
			panic(fmt.Sprintf("schema: kind %q gives a code of %q to %q, too", k.Name, s.Name, a.Name))
		case leaf && s.Name == name:
			panic(fmt.Sprintf("schema: kind %q has two codes for the leaves of %q", k.Name, name))
		}
	}
	k.slots = append(k.slots, Slot{Code: a.Code, Was: a.Was, Name: name, Attrs: Attrs(i), Object: leaf, Wide: leaf || a.Shape != Scalar})
}

func (k *Kind) sortSlots() {
	slices.SortFunc(k.slots, func(a, b Slot) int { return cmp.Compare(a.Code, b.Code) })
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }
