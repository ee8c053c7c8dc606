package bounded

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema/config/internal/source"
)

// An Evaluator evaluates the expressions of one configuration, which share one budget.
type Evaluator struct {
	account *account
	library *library
	again   int64 // bytes that were added by Grow
}

// New returns an evaluator whose functions read the files. Its budget grows with the bytes
// that are read from them. Closing stop ends evaluation, as if the budget were used up; it
// may be nil.
func New(files *source.Files, b Budget, stop <-chan struct{}) *Evaluator {
	e := &Evaluator{}
	var read int64
	limit := b.after(read)
	e.account = &account{stop: stop, limit: func() Cost {
		if now := files.Total() + e.again; now != read {
			read, limit = now, b.after(now)
		}
		return limit
	}}
	e.library = newLibrary(files, e.account)
	return e
}

// Grow adds to the budget as if this many bytes more were read. The text of a module counts
// again for each call of it: a small module that is called for a thousand sites describes as
// much as a large file.
func (e *Evaluator) Grow(bytes int) { e.again += int64(bytes) }

// Wrap returns the expression wrapped: it draws on the budget when it is evaluated. Wrap
// changes the expression in place, so nobody must wrap it twice.
func (e *Evaluator) Wrap(expr hclsyntax.Expression) hclsyntax.Expression {
	return e.account.wrap(expr)
}

// WrapBody wraps all expressions of a body. Several goroutines can call it for different
// bodies.
func (e *Evaluator) WrapBody(body *hclsyntax.Body) { e.account.wrapBody(body) }

// Functions returns the functions that expressions in files of the folder can call. It
// needs the folder because file("x.csv") is relative to it. A caller adds its own functions
// in a child of the context.
func (e *Evaluator) Functions(folder string) map[string]function.Function {
	return e.library.in(folder)
}

// Eval returns the value of a wrapped expression.
func (e *Evaluator) Eval(expr hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := expr.Value(ctx)
	for _, d := range diags {
		showFault(d)
	}
	return v, diags
}

// An Entry is a member of a map or an object, or of a set of strings, which are their own keys.
type Entry struct {
	Key   string
	Value cty.Value
}

// EvalEntries is [Evaluator.Eval] for a caller who wants the members of a map, an object or a
// set, in the order of their keys. If the expression is a for-expression, it does not make an
// object of the members first: then the value is an object that has only the marks.
func (e *Evaluator) EvalEntries(expr hclsyntax.Expression, ctx *hcl.EvalContext) (cty.Value, []Entry, hcl.Diagnostics) {
	if l, ok := expr.(*loop); ok && l.key != nil {
		r, v, diags := l.evaluate(ctx)
		if r != nil {
			return cty.EmptyObjectVal.WithMarks(r.marks), r.entries(), nil
		}
		for _, d := range diags {
			showFault(d)
		}
		return v, entriesOf(v), diags
	}
	v, diags := e.Eval(expr, ctx)
	return v, entriesOf(v), diags
}

// entriesOf returns the members of a value, or nil if they have no keys.
func entriesOf(v cty.Value) []Entry {
	v, _ = v.Unmark()
	t := v.Type()
	ofTexts := t.IsSetType() && t.ElementType() == cty.String
	if !isCollection(v) || !t.IsObjectType() && !t.IsMapType() && !ofTexts {
		return nil
	}
	entries := make([]Entry, 0, v.LengthInt())
	for it := v.ElementIterator(); it.Next(); {
		key, member := it.Element()
		if !key.IsKnown() || key.IsNull() {
			return nil
		}
		entries = append(entries, Entry{key.AsString(), member})
	}
	return entries
}

// Draw takes from the budget the cost of the caller's own work with values. It returns a
// diagnostic the first time that less is left than that. After that it returns nil, and
// [Evaluator.Exhausted] has the diagnostic.
func (e *Evaluator) Draw(c Cost, at hcl.Range) hcl.Diagnostics { return e.account.draw(c, at) }

// Affords reports whether as much is left of the budget as the cost.
func (e *Evaluator) Affords(c Cost) bool { return e.account.affords(c) }

// Drawn returns what was taken from the budget so far.
func (e *Evaluator) Drawn() Cost { return e.account.drawn }

// Weigh returns the cost of looking at all of v.
func (e *Evaluator) Weigh(v cty.Value) Cost { return e.account.weight(v) }

// CostToKeep returns the cost of converting v to a field of an object: this makes a copy
// of each member, and may read a text as a number.
func (e *Evaluator) CostToKeep(v cty.Value) Cost {
	if v.Type() == cty.String && v.IsKnown() && !v.IsNull() && !v.IsMarked() {
		return Cost{Work: add(1, parsingWork(int64(len(v.AsString()))))}
	}
	w := e.account.weight(v)
	if v.Type().IsPrimitiveType() {
		return Cost{Work: add(1, parsingWork(w.Bytes))}
	}
	return Cost{Work: w.Work, Elements: w.Elements}
}

// Exhausted returns the diagnostic about the expression that used up the budget, or at
// which evaluation was stopped, or nil. After that, all expressions are [Broken].
func (e *Evaluator) Exhausted() *hcl.Diagnostic { return e.account.over }

// Refill gives the evaluator its whole budget again. Each check gets a whole budget, so that
// a check that uses up its own does not break the next one.
func (e *Evaluator) Refill() { e.account.drawn, e.account.over = Cost{}, nil }

// Uniform turns large tuples and objects in v into lists and maps, so that converting v
// costs no more than looking at it. It draws the cost of converting those that it cannot
// turn.
func (e *Evaluator) Uniform(v cty.Value, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	v, c := uniform(v)
	return v, e.account.draw(c, at)
}

// CalledFunctions returns the names of the functions that a wrapped expression calls, in
// order, with duplicates.
func CalledFunctions(expr hclsyntax.Expression) []string {
	var names []string
	_ = hclsyntax.VisitAll(expr, func(n hclsyntax.Node) hcl.Diagnostics {
		if c, ok := n.(*call); ok {
			names = append(names, c.Name)
		}
		return nil
	})
	return names
}
