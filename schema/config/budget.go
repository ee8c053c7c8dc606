package config

import (
	"math"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// A budget is what the evaluation of one configuration may cost. HCL's evaluator
// cannot be interrupted, and a few lines can ask it for more than any machine has;
// so expressions are wrapped (wrap.go) and draw on a budget before they work.
//
// When the budget is used up, expressions stop working and have broken values.
type budget struct {
	left cost
	over *hcl.Diagnostic // set once the budget is used up
}

// A cost is what an evaluation takes.
type cost struct {
	work     int64 // elements looked at
	elements int64 // elements made
	bytes    int64 // of strings made
}

// The budget is generous: a hundred thousand users from a CSV file need a
// twentieth of it.
const (
	mostWork     = 50_000_000
	mostElements = 8_000_000
	mostBytes    = 256 << 20
)

func newBudget() *budget {
	return &budget{left: cost{work: mostWork, elements: mostElements, bytes: mostBytes}}
}

func (c cost) plus(d cost) cost {
	return cost{saturate(c.work, d.work), saturate(c.elements, d.elements), saturate(c.bytes, d.bytes)}
}

func saturate(a, b int64) int64 {
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

// draw takes a cost from the budget for the expression at a place. It returns nil,
// or a diagnostic when that is more than is left: the first time. From then on the
// budget is spent.
func (b *budget) draw(c cost, at hcl.Range) hcl.Diagnostics {
	if b.spent() {
		return nil
	}
	if c.work <= b.left.work && c.elements <= b.left.elements && c.bytes <= b.left.bytes {
		b.left.work -= c.work
		b.left.elements -= c.elements
		b.left.bytes -= c.bytes
		return nil
	}
	b.over = wrong(at, "Configuration too large to evaluate",
		"This expression would take the evaluation past its limits: %d elements and %d MiB of text. Look for for-expressions inside one another, and for values that are put together from copies of themselves.",
		int64(mostElements), int64(mostBytes>>20))
	return hcl.Diagnostics{b.over}
}

func (b *budget) spent() bool { return b.over != nil }

// Values nest at most this deep, and numbers have at most this exponent (of 2):
// printing one takes as many digits.
const (
	deepestValue   = 200
	largestNumber  = 4096
	digitsToNumber = 64 // reading a number takes its digits' square divided by this
)

// weight is what looking at all of v costs. It stops counting past what is left. A
// value that is nested too deeply, or that holds a number out of all proportion,
// costs more than there is.
func (b *budget) weight(v cty.Value) cost {
	var c cost
	b.weigh(v, 0, &c)
	return c
}

func (b *budget) weigh(v cty.Value, depth int, c *cost) {
	c.work++
	v, _ = v.Unmark()
	if c.work > b.left.work || c.bytes > b.left.bytes || v.IsNull() || !v.IsKnown() {
		return
	}
	switch t := v.Type(); {
	case t == cty.String:
		c.bytes += int64(len(v.AsString()))
	case t == cty.Number:
		digits := v.AsBigFloat().MantExp(nil) / 3
		c.bytes += int64(max(digits, 0))
		if digits > largestNumber/3 {
			c.work = math.MaxInt64
		}
	case t.IsPrimitiveType(), t.IsCapsuleType():
	case depth == deepestValue:
		c.work = math.MaxInt64
	case t.IsObjectType():
		for name := range t.AttributeTypes() {
			b.weigh(v.GetAttr(name), depth+1, c)
		}
	default:
		for it := v.ElementIterator(); it.Next(); {
			_, e := it.Element()
			b.weigh(e, depth+1, c)
		}
	}
}
