package bounded

import (
	"math"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// A budget is what the evaluation of one configuration may cost. HCL's evaluator
// cannot be interrupted, and a few lines can ask it for more than any machine has;
// so expressions are wrapped (wrap.go) and draw on a budget before they work.
//
// When the budget is used up, expressions stop working and have broken values.
type budget struct {
	whole Cost
	left  Cost
	over  *hcl.Diagnostic // set once the budget is used up
}

// The budget is generous: a hundred thousand users from a CSV file need a
// twentieth of it.
const (
	mostWork     = 50_000_000
	mostElements = 8_000_000
	mostBytes    = 256 << 20
)

// Whole returns the budget of one configuration.
func Whole() Cost { return Cost{Work: mostWork, Elements: mostElements, Bytes: mostBytes} }

// draw takes a cost from the budget for the expression at a place. It returns nil,
// or a diagnostic when that is more than is left: the first time. From then on the
// budget is spent.
func (b *budget) draw(c Cost, at hcl.Range) hcl.Diagnostics {
	if b.spent() {
		return nil
	}
	if c.Work <= b.left.Work && c.Elements <= b.left.Elements && c.Bytes <= b.left.Bytes {
		b.left.Work -= c.Work
		b.left.Elements -= c.Elements
		b.left.Bytes -= c.Bytes
		return nil
	}
	b.over = diag.TooLargeToEvaluate.In(at,
		"This expression would take the evaluation past its limits: %d elements and %d MiB of text. Look for for-expressions inside one another, and for values that are put together from copies of themselves.",
		int64(mostElements), int64(mostBytes>>20))
	return hcl.Diagnostics{b.over}
}

func (b *budget) spent() bool { return b.over != nil }

// Values nest at most this deep, and numbers have at most this exponent (of 2):
// printing one takes as many digits.
const (
	deepestValue  = 200
	largestNumber = 4096
)

// weight is what looking at all of v costs. It stops counting past what is left. A
// value that is nested too deeply, or that holds a number out of all proportion,
// costs more than there is.
func (b *budget) weight(v cty.Value) Cost {
	var c Cost
	b.weigh(v, 0, &c)
	return c
}

func (b *budget) weigh(v cty.Value, depth int, c *Cost) {
	c.Work++
	v, _ = v.Unmark()
	if c.Work > b.left.Work || c.Bytes > b.left.Bytes || v.IsNull() || !v.IsKnown() {
		return
	}
	switch t := v.Type(); {
	case t == cty.String:
		c.Bytes += int64(len(v.AsString()))
	case t == cty.Number:
		digits := v.AsBigFloat().MantExp(nil) / 3
		c.Bytes += int64(max(digits, 0))
		if digits > largestNumber/3 {
			c.Work = math.MaxInt64
		}
	case t.IsPrimitiveType(), t.IsCapsuleType():
	case depth == deepestValue:
		c.Work = math.MaxInt64
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
