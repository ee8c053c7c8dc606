package record

import (
	"encoding/binary"
	"math/bits"
)

// A Sketch is 72 bits: the digest of one element, or the exclusive or of several.
// The zero Sketch is that of no elements. It is comparable.
type Sketch struct {
	high uint8
	low  uint64
}

// Plus returns the sketch of the elements of both. Adding one twice takes it out.
func (s Sketch) Plus(t Sketch) Sketch { return Sketch{s.high ^ t.high, s.low ^ t.low} }

// leading returns the position of the highest bit that is set, from 1; 0 for none.
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

// MostUnknowns is how many elements [Solve] tells apart. With 20 of the 72 bits to
// spare, an answer that is wrong has a chance of less than one in a million.
const MostUnknowns = sketchBits - 20

// Solve returns which of the elements the sketch was made of, as a set of their
// positions. Ok is false when it was made of none of their combinations, or when
// that cannot be told.
func Solve(s Sketch, elements []Sketch) (subset uint64, ok bool) {
	if len(elements) > MostUnknowns {
		return 0, false
	}
	// Gaussian elimination: each equation has a leading bit of its own, and knows
	// which elements it is the sum of.
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
			return 0, false // it is the sum of others: there are several answers, if any
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
