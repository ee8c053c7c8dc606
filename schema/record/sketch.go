package record

import (
	"encoding/binary"
	"math/bits"
)

// A Sketch is the digest of one element, in 72 bits, or the exclusive or of the digests
// of several elements. The zero Sketch has no elements. It is comparable.
type Sketch struct {
	high uint8
	low  uint64
}

// Plus returns the sketch of the elements of s and t. An element that is in both is not
// in the result, because exclusive or removes what is added twice.
func (s Sketch) Plus(t Sketch) Sketch { return Sketch{s.high ^ t.high, s.low ^ t.low} }

// leading returns the position of the highest bit that is set, counted from 1. It returns
// 0 for the zero sketch.
func (s Sketch) leading() int {
	if s.high != 0 {
		return 64 + bits.Len8(s.high)
	}
	return bits.Len64(s.low)
}

const sketchBits, sketchBytes = 72, 9

func (s Sketch) bytes() [sketchBytes]byte {
	var b [sketchBytes]byte
	b[0] = s.high
	binary.BigEndian.PutUint64(b[1:], s.low)
	return b
}

func sketchOf(b []byte) Sketch {
	return Sketch{b[0], binary.BigEndian.Uint64(b[1:sketchBytes])}
}

// MostUnknowns is the largest number of elements that [Solve] takes. It leaves 20 of the
// 72 bits to spare, so a wrong answer is less likely than one in a million.
const MostUnknowns = sketchBits - 20

// Solve returns which of the elements the sketch s was made of: bit i of subset is set if
// elements[i] is among them. Ok is false when no combination of the elements has the
// sketch s, or when several may have it.
//
// For example, a user had skills a and b when the record was made, and has b and c now. The
// exclusive or of the old and the new sketch is the sketch of a and c, so these two changed.
func Solve(s Sketch, elements []Sketch) (subset uint64, ok bool) {
	if len(elements) > MostUnknowns {
		return 0, false
	}
	// This is Gaussian elimination over bits. No two equations have the same leading bit,
	// and each says of which elements it is the sum.
	var equations [sketchBits + 1]struct {
		sum  Sketch
		from uint64
	}
	for i, e := range elements {
		from := uint64(1) << i
		at := e.leading()
		for ; at > 0 && equations[at].from != 0; at = e.leading() {
			e, from = e.Plus(equations[at].sum), from^equations[at].from
		}
		if at == 0 {
			return 0, false // e is the sum of other elements, so the answer would not be unique
		}
		equations[at].sum, equations[at].from = e, from
	}
	for at := s.leading(); at > 0; at = s.leading() {
		if equations[at].from == 0 {
			return 0, false
		}
		s, subset = s.Plus(equations[at].sum), subset^equations[at].from
	}
	return subset, true
}
