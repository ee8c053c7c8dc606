package bounded

import (
	"math"
	"math/bits"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// An account keeps count of what expressions have drawn from the budget of one
// configuration. Wrapped expressions (wrap.go) draw before they do their work. When the
// budget is used up, they do no more work, and their values are broken.
type account struct {
	limit func() Cost     // the budget, which grows while files are read
	stop  <-chan struct{} // closed when evaluation must end; nil if it need not
	drawn Cost
	over  *hcl.Diagnostic // set when the budget is used up, or evaluation was stopped
}

// left returns the part of the budget that nobody has drawn.
func (a *account) left() Cost {
	limit := a.limit()
	return Cost{limit.Work - a.drawn.Work, limit.Elements - a.drawn.Elements, limit.Bytes - a.drawn.Bytes}
}

// affords reports whether as much is left as the cost.
func (a *account) affords(c Cost) bool {
	left := a.left()
	return c.Work <= left.Work && c.Elements <= left.Elements && c.Bytes <= left.Bytes
}

// draw takes a cost from the budget for the expression at a place. The first time that
// less is left than that, or that evaluation was stopped, it returns a diagnostic, and the
// budget is spent. After that it returns nil: one diagnostic is enough, and callers ask
// spent.
func (a *account) draw(c Cost, at hcl.Range) hcl.Diagnostics {
	if a.spent() {
		return nil
	}
	select {
	case <-a.stop: // looked at here because every long evaluation draws often
		a.over = diag.EvaluationStopped.In(at, "The evaluation was stopped at this expression.")
		return hcl.Diagnostics{a.over}
	default:
	}
	if a.affords(c) {
		a.drawn = a.drawn.Plus(c)
		return nil
	}
	limit := a.limit()
	a.over = diag.TooLargeToEvaluate.In(at,
		"This expression would exceed the limits of evaluation: %d elements and %d MiB of text. Look for one for-expression inside another, and for values that are built from copies of themselves.",
		limit.Elements/1000*1000, limit.Bytes>>20)
	return hcl.Diagnostics{a.over}
}

// spent reports whether the budget is used up, or evaluation was stopped.
func (a *account) spent() bool { return a.over != nil }

// The limits of one value. A number of 4096 bits has about 1200 digits, which is far more
// than anybody needs; 10^(10^9) would take a gigabyte to print.
const (
	deepestValue  = 200  // lists and objects inside one another
	largestNumber = 4096 // the binary exponent of a number
)

// weight returns the cost of looking at all of v: its work, elements and bytes. It stops
// counting when the cost is more than is left. A value that breaks a limit of values costs
// more than any budget has.
func (a *account) weight(v cty.Value) Cost {
	s := &scale{limit: a.left()}
	s.weigh(v, 0)
	return s.total
}

// A scale weighs one value.
type scale struct {
	limit Cost // where to stop
	total Cost
}

// tooMuch is more work than any budget has. It is half of the largest number, so that
// adding to it does not overflow.
const tooMuch = math.MaxInt64 / 2

// bytesToLookAt is the number of bytes of a text that one unit of work looks at.
const bytesToLookAt = 200

// weigh adds the cost of v to the total. V is inside of as many values as depth says.
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

// weighNumber adds the digits of a number, as if it were printed.
func (s *scale) weighNumber(v cty.Value) {
	digits := v.AsBigFloat().MantExp(nil) / 3
	s.total.Bytes += int64(max(digits, 0))
	if digits > largestNumber/3 {
		s.total.Work = tooMuch
	}
}

// weighMembers adds the cost of the members of v, and of what cty does with them beside
// looking: it compares the names of attributes, and sorts the members of sets.
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
		s.total.Work = add(s.total.Work, sortingWork(members))
	}
}

// sortingWork returns the work of sorting the members of a set. Cty sorts a set each time
// that somebody looks at its members.
func sortingWork(members int64) int64 {
	log := int64(bits.Len64(uint64(members)))
	return product(members, log*log) / 2
}
