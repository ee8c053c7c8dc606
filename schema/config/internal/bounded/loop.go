package bounded

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// A loop is a wrapped for-expression. Its value has no marks of rows, because each element
// has its own.
//
// HCL makes a scope for each element, and collects the marks of all rows before it merges
// them. Most for-expressions have nothing to report, so the loop first evaluates itself with
// one scope for all elements. If anything is wrong with an element, HCL evaluates the
// for-expression, and says what.
type loop struct {
	*hclsyntax.ForExpr
	account *account
	source  *loopSource
	key     *loopKey // nil if keys may be duplicate
}

func (e *loop) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	r, v, diags := e.evaluate(ctx)
	if r != nil {
		return r.whole(), nil
	}
	return v, diags
}

// evaluate evaluates the for-expression. It returns a loopResult, or else the value and the
// diagnostics of HCL's evaluation.
func (e *loop) evaluate(ctx *hcl.EvalContext) (*loopResult, cty.Value, hcl.Diagnostics) {
	if e.account.spent() {
		return nil, Broken, nil
	}
	// Nothing evaluates a loop inside of its own evaluation: values cannot need themselves, and
	// templates cannot call templates.
	e.source.evaluate(ctx)
	defer e.source.forget() // its value may be large
	drawn, over := e.account.drawn, e.account.over
	if r := e.collect(ctx); r != nil {
		return r, cty.NilVal, nil
	}
	e.account.drawn, e.account.over = drawn, over // HCL's evaluation draws the same again
	v, diags := e.inHCL(ctx)
	return nil, v, diags
}

// inHCL lets HCL evaluate the for-expression.
func (e *loop) inHCL(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.key == nil {
		v, diags := e.ForExpr.Value(ctx)
		return WithoutRow(v), diags
	}
	e.key.keys = &keys{seen: map[string]bool{}}
	v, diags := e.ForExpr.Value(ctx)
	if e.key.again != nil {
		diags = append(diags, e.duplicateKeys(ctx))
	}
	e.key.keys = nil
	return WithoutRow(v), diags
}

// collect evaluates the for-expression with one scope for all elements. It returns nil if
// something is to be reported.
func (e *loop) collect(ctx *hcl.EvalContext) *loopResult {
	source, marks := e.source.value.Unmark()
	if len(e.source.diags) > 0 || !isCollection(source) || e.Group {
		return nil
	}
	r := &loopResult{loop: e, scope: ctx.NewChild(), marks: withoutRows(marks)}
	r.scope.Variables = map[string]cty.Value{}
	if e.CondExpr != nil && !r.tryCondition() {
		return nil
	}
	for it := source.ElementIterator(); it.Next(); {
		name, item := it.Element()
		r.enter(name, item)
		if !r.add() {
			return nil
		}
	}
	return r
}

// A loopResult is the object or tuple that a loop makes.
type loopResult struct {
	*loop
	scope   *hcl.EvalContext // of the current element
	marks   cty.ValueMarks   // of the conditions and keys; without the marks of rows
	keys    []string         // of an object
	members []cty.Value
	seen    map[string]bool // the keys

	item cty.Value // the current element; NilVal if it has other marks than those of rows
}

// whole returns the object or tuple.
func (r *loopResult) whole() cty.Value {
	v := structure(r.keys, r.members)
	if r.KeyExpr != nil && len(r.keys) == 0 {
		v = cty.EmptyObjectVal
	}
	return v.WithMarks(r.marks)
}

// entries returns the members of an object.
func (r *loopResult) entries() []Entry {
	entries := make([]Entry, len(r.keys))
	for i, key := range r.keys {
		entries[i] = Entry{key, r.members[i]}
	}
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.Key, b.Key) })
	return entries
}

// enter gives the scope an element.
func (r *loopResult) enter(name, item cty.Value) {
	if r.KeyVar != "" {
		r.scope.Variables[r.KeyVar] = name
	}
	r.scope.Variables[r.ValVar] = item
	if r.item, _ = SplitRow(item); r.item.IsMarked() {
		r.item = cty.NilVal
	}
}

// tryCondition evaluates the condition without an element, as HCL does. It returns false if
// the condition is wrong for every element.
func (r *loopResult) tryCondition() bool {
	r.enter(cty.DynamicVal, cty.DynamicVal)
	v, diags := r.CondExpr.Value(r.scope)
	if len(diags) > 0 || v.IsNull() {
		return false
	}
	_, err := convert.Convert(v, cty.Bool)
	return err == nil
}

// add adds the current element, unless the condition leaves it out. It returns false if
// something is to be reported.
func (r *loopResult) add() bool {
	if r.CondExpr != nil {
		include, ok := r.part(r.CondExpr, cty.Bool)
		if !ok || include.False() {
			return ok
		}
	}
	if r.KeyExpr != nil {
		key, ok := r.part(r.key.Expression, cty.String)
		if !ok || r.seen[key.AsString()] {
			return false
		}
		if r.seen == nil {
			r.seen = map[string]bool{}
		}
		r.seen[key.AsString()] = true
		r.keys = append(r.keys, key.AsString())
	}
	v, diags := r.ValExpr.Value(r.scope)
	r.members = append(r.members, v)
	return len(diags) == 0
}

// part evaluates the condition or the key of the current element. It keeps the marks, and
// returns false if the value is not of the type.
func (r *loopResult) part(expr hclsyntax.Expression, t cty.Type) (cty.Value, bool) {
	v, diags := r.value(expr)
	if len(diags) > 0 {
		return v, false
	}
	v, marks := v.Unmark()
	for m := range marks {
		if _, ok := m.(Row); !ok {
			r.marks[m] = struct{}{}
		}
	}
	v, err := convert.Convert(v, t)
	return v, err == nil && v.IsKnown() && !v.IsNull()
}

// value evaluates a part of the for-expression. If that is an attribute of the element, such as
// row.username, it need not look for the element in the scopes. Then the value lacks the marks
// of rows.
func (r *loopResult) value(expr hclsyntax.Expression) (cty.Value, hcl.Diagnostics) {
	drawn, ok := expr.(*repeated)
	if !ok {
		return expr.Value(r.scope)
	}
	name := attributeOf(drawn.Expression, r.ValVar)
	if t := r.item.Type(); name == "" || r.item == cty.NilVal || !isCollection(r.item) || !t.IsObjectType() || !t.HasAttribute(name) {
		return expr.Value(r.scope)
	}
	if diags := drawn.draw(); diags != nil || r.account.spent() {
		return Broken, diags
	}
	return r.item.GetAttr(name), nil
}

// attributeOf returns the name of the attribute of a variable that an expression is, or "": it is
// username for row.username.
func attributeOf(expr hclsyntax.Expression, variable string) string {
	t, ok := expr.(*hclsyntax.ScopeTraversalExpr)
	if !ok || len(t.Traversal) != 2 || t.Traversal.RootName() != variable {
		return ""
	}
	attr, _ := t.Traversal[1].(hcl.TraverseAttr)
	return attr.Name
}

// A loopSource is the collection of a for-expression. It draws the cost of sorting a set.
type loopSource struct {
	*hclsyntax.ParenthesesExpr
	account *account

	known bool // whether the for-expression is being evaluated
	value cty.Value
	diags hcl.Diagnostics
}

// evaluate evaluates the collection, before the loop looks at the elements.
func (e *loopSource) evaluate(ctx *hcl.EvalContext) {
	e.value, e.diags = e.Expression.Value(ctx)
	e.known = true
	if bare, _ := e.value.Unmark(); bare.Type().IsSetType() && isCollection(bare) {
		if over := e.account.draw(Cost{Work: sortingWork(int64(bare.LengthInt()))}, e.Range()); over != nil {
			e.value, e.diags = Broken, append(e.diags, over...)
		}
	}
}

// forget drops the value.
func (e *loopSource) forget() { e.known, e.value, e.diags = false, cty.NilVal, nil }

func (e *loopSource) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if !e.known {
		e.evaluate(ctx)
		defer e.forget()
	}
	return e.value, e.diags
}
