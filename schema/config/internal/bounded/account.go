package bounded

import (
	"math"
	"math/bits"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// An account is what the evaluation of one configuration has drawn from its budget.
// HCL's evaluator cannot be interrupted, and a few lines can ask it for more than any
// machine has; so expressions are wrapped (wrap.go) and draw before they work.
//
// When the budget is used up, expressions stop working and have broken values.
type account struct {
	limit func() Cost // the budget, which grows while files are read
	drawn Cost
	over  *hcl.Diagnostic // set once the budget is used up
}

// left returns what may still be drawn.
func (a *account) left() Cost {
	limit := a.limit()
	return Cost{limit.Work - a.drawn.Work, limit.Elements - a.drawn.Elements, limit.Bytes - a.drawn.Bytes}
}

// draw takes a cost from the budget for the expression at a place. It returns nil,
// or a diagnostic when that is more than is left: the first time. From then on the
// budget is spent.
func (a *account) draw(c Cost, at hcl.Range) hcl.Diagnostics {
	if a.spent() {
		return nil
	}
	left := a.left()
	if c.Work <= left.Work && c.Elements <= left.Elements && c.Bytes <= left.Bytes {
		a.drawn = a.drawn.plus(c)
		return nil
	}
	limit := a.limit()
	a.over = diag.TooLargeToEvaluate.In(at,
		"This expression would exceed the limits of evaluation: %d elements and %d MiB of text. Look for one for-expression inside another, and for values that are built from copies of themselves.",
		limit.Elements/1000*1000, limit.Bytes>>20)
	return hcl.Diagnostics{a.over}
}

func (a *account) spent() bool { return a.over != nil }

// Values nest at most this deep, and numbers have at most this exponent (of 2):
// printing one takes as many digits.
const (
	deepestValue  = 200
	largestNumber = 4096
)

// weight is what looking at all of v costs, and how many elements and bytes it has. It stops counting past what is left. A
// value that is nested too deeply, or that holds a number out of all proportion,
// costs more than there is.
func (a *account) weight(v cty.Value) Cost {
	s := &scale{limit: a.left()}
	s.weigh(v, 0)
	return s.total
}

// A scale weighs one value.
type scale struct {
	limit Cost
	total Cost
}

// tooMuch is work that no budget has. Some more can be added to it.
const tooMuch = math.MaxInt64 / 2

// bytesToLookAt is how many bytes of a text are looked at for one of work.
const bytesToLookAt = 200

func (s *scale) weigh(v cty.Value, depth int) {
	s.total.Work++
	s.total.Elements++
	v, _ = v.Unmark()
	if s.total.Work > s.limit.Work || s.total.Bytes > s.limit.Bytes || v.IsNull() || !v.IsKnown() {
		return
	}
	switch t := v.Type(); {
	case t == cty.String:
		n := int64(len(v.AsString()))
		s.total.Bytes += n
		s.total.Work += n / bytesToLookAt
	case t == cty.Number:
		s.weighNumber(v)
	case t.IsPrimitiveType(), t.IsCapsuleType():
	case depth == deepestValue:
		s.total.Work = tooMuch
	default:
		s.weighMembers(v, depth)
	}
}

func (s *scale) weighNumber(v cty.Value) {
	digits := v.AsBigFloat().MantExp(nil) / 3
	s.total.Bytes += int64(max(digits, 0))
	if digits > largestNumber/3 {
		s.total.Work = tooMuch
	}
}

func (s *scale) weighMembers(v cty.Value, depth int) {
	t := v.Type()
	if t.IsObjectType() {
		for name := range t.AttributeTypes() {
			s.total.Work++ // for its name and type
			s.weigh(v.GetAttr(name), depth+1)
		}
		return
	}
	before := s.total.Work
	for it := v.ElementIterator(); it.Next(); {
		_, e := it.Element()
		s.weigh(e, depth+1)
	}
	switch members := s.total.Work - before; {
	case t.IsMapType(), t.IsTupleType():
		s.total.Work = add(s.total.Work, int64(v.LengthInt())) // for their keys or types
	case t.IsSetType():
		s.total.Work = add(s.total.Work, toSort(members))
	}
}

// toSort is the work of sorting the members of a set, which is done anew whenever
// they are looked at.
func toSort(members int64) int64 {
	log := int64(bits.Len64(uint64(members)))
	return product(members, log*log) / 2
}
