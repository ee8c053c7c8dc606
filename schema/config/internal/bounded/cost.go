package bounded

import (
	"math"

	"github.com/callwright/callwright/schema/internal/parsable"
)

// A Cost is what an evaluation uses, or would use.
type Cost struct {
	Work     int64 // elements looked at, which takes time
	Elements int64 // elements made, which takes memory
	Bytes    int64 // bytes of strings made
}

// Plus returns the sum of two costs.
func (c Cost) Plus(d Cost) Cost {
	return Cost{add(c.Work, d.Work), add(c.Elements, d.Elements), add(c.Bytes, d.Bytes)}
}

// Minus returns the cost without the part d of it.
func (c Cost) Minus(d Cost) Cost {
	return Cost{c.Work - d.Work, c.Elements - d.Elements, c.Bytes - d.Bytes}
}

// add returns the sum of two sizes, or the largest number if the sum is larger.
func add(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

// product returns the product of sizes, or the largest number if the product is larger.
func product(sizes ...int64) int64 {
	p := int64(1)
	for _, s := range sizes {
		if s > 0 && p > math.MaxInt64/s {
			return math.MaxInt64
		}
		p *= s
	}
	return p
}

const (
	digitsSquared = 64 // the square of a number's digits that one unit of work reads
)

// parsingWork returns the work of reading a text of the given length as a number. Go takes
// the square of the digits' time, so a number of a million digits takes hours.
func parsingWork(bytes int64) int64 {
	if bytes <= parsable.LongestNumber {
		return 0
	}
	return product(bytes, bytes) / digitsSquared
}
