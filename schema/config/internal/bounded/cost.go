package bounded

import "math"

// A Cost is what an evaluation takes.
type Cost struct {
	Work     int64 // elements looked at
	Elements int64 // elements made
	Bytes    int64 // of strings made
}

// plus returns the sum of two costs.
func (c Cost) plus(d Cost) Cost {
	return Cost{add(c.Work, d.Work), add(c.Elements, d.Elements), add(c.Bytes, d.Bytes)}
}

// add returns the sum of two sizes, or the largest number.
func add(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

// product returns the product of sizes, or the largest number.
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
	longestNumber  = 400 // characters of a number that is written
	digitsToNumber = 64  // reading a number takes its digits' square divided by this
)

// toNumber is the work of reading a text of so many bytes as a number.
func toNumber(bytes int64) int64 {
	if bytes <= longestNumber {
		return 0
	}
	return product(bytes, bytes) / digitsToNumber
}
