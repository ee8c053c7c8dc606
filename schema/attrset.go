package schema

import (
	"iter"
	"math/bits"
)

// An AttrSet is a set of attributes of one kind, by their position in
// [Kind.Attrs]. The zero value is empty.
type AttrSet uint64

// Attrs returns the set of the attributes at the given positions.
func Attrs(positions ...int) AttrSet {
	var s AttrSet
	for _, i := range positions {
		s = s.With(i)
	}
	return s
}

// Has reports whether the attribute at position i is in the set.
func (s AttrSet) Has(i int) bool { return s&(1<<i) != 0 }

// With returns the set and the attribute at position i.
func (s AttrSet) With(i int) AttrSet { return s | 1<<i }

// Union returns what is in s, in t or in both.
func (s AttrSet) Union(t AttrSet) AttrSet { return s | t }

// Minus returns what is in s and not in t.
func (s AttrSet) Minus(t AttrSet) AttrSet { return s &^ t }

// And returns what is in both s and t.
func (s AttrSet) And(t AttrSet) AttrSet { return s & t }

// Len returns the number of attributes in the set.
func (s AttrSet) Len() int { return bits.OnesCount64(uint64(s)) }

// All yields the positions in the set, in ascending order.
func (s AttrSet) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for rest := s; rest != 0; rest &= rest - 1 {
			if !yield(bits.TrailingZeros64(uint64(rest))) {
				return
			}
		}
	}
}
