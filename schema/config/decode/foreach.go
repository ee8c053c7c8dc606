package decode

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// expand returns the block's instances. It returns none if something is wrong with for_each.
func (e *evaluator) expand(b *block) []instance {
	if b.expansion.isKnown() {
		return b.expansion.value
	}
	if b.forEach() == nil { // one object
		b.expansion = knownValue([]instance{{addr: b.addr}})
		return b.expansion.value
	}
	return b.expansion.get(&e.chain, b.addr.String()+"'s for_each", b.forEach().Expr.Range(), nil, func() []instance { return e.evaluateForEach(b) })
}

// evaluateForEach evaluates the block's for_each, and returns an instance for each key. A
// value that came from a row of a file keeps that row beside it, and not as a mark, so that
// evaluating each.value.email does not carry the mark along.
func (e *evaluator) evaluateForEach(b *block) []instance {
	expr, scope := b.forEach().Expr, e.scope(false)
	if problems := scope.admit(expr); len(problems) > 0 {
		e.report(problems...)
		return nil
	}
	v, entries, diags := e.budget.EvalEntries(expr, scope.context())
	diags = e.explained(diags, bounded.Row{})
	e.report(diags...)
	v, marks := v.Unmark()
	if diags.HasErrors() || !v.IsKnown() {
		return nil
	}
	if problem := badForEach(v, marks, expr.Range()); problem != nil {
		e.report(syntax.Within(b.forEach().SrcRange, problem))
		return nil
	}
	if over := e.budget.Draw(bounded.Cost{Elements: int64(len(entries))}, expr.Range()); over != nil || e.exhausted() {
		return nil
	}
	instances := make([]instance, 0, len(entries))
	for _, entry := range entries {
		value, row := bounded.SplitRow(entry.Value)
		if entry.Key == "" && row.Line > 0 {
			e.report(syntax.Within(b.forEach().SrcRange, emptyKey(row, b, expr)))
			return nil
		}
		addr := b.addr
		addr.Keyed, addr.Key = true, entry.Key
		instances = append(instances, instance{addr: addr, row: row, value: value})
	}
	return instances
}

// emptyKey returns the diagnostic for a row of a CSV file whose cell is empty in the column
// that gives the keys. Elsewhere, somebody may write an empty key on purpose.
func emptyKey(row bounded.Row, b *block, expr hclsyntax.Expression) *hcl.Diagnostic {
	return diag.EmptyKey.In(expr.Range(), "%s is empty. It is the key of for_each, and part of the address, so the %s needs one.", cellOf(row, bounded.KeyColumn(expr)), diag.KindWords(b.Type))
}

// cellOf names a cell for a sentence: `agents.csv line 2, column "team",`. Without the name
// of the column, it is `The key of agents.csv line 2`.
func cellOf(row bounded.Row, column string) string {
	if column == "" {
		return fmt.Sprintf("The key of %s line %d", row.File, row.Line)
	}
	return fmt.Sprintf("%s line %d, column %q,", row.File, row.Line, column)
}

// badForEach returns the reason why for_each cannot take v, or nil. Marks are the marks of v.
func badForEach(v cty.Value, marks cty.ValueMarks, at hcl.Range) *hcl.Diagnostic {
	t := v.Type()
	switch {
	case bounded.IsSensitive(marks):
		return diag.SensitiveValue.In(at, "Plans show the keys of for_each, so it cannot use a sensitive value.")
	case v.IsNull():
		return diag.NullForEach.In(at, "for_each is null. For no objects, write {}.")
	case t.IsObjectType(), t.IsMapType():
		return nil
	case t.IsSetType() && t.ElementType() == cty.String:
		return badMembers(v, at)
	case t.IsSetType() && v.LengthInt() == 0:
		return nil
	case t.IsSetType():
		return diag.InvalidForEach.In(at, "The members of this set are not strings, so they cannot be keys. Write a map: { for x in … : KEY => x }.")
	case t.IsListType(), t.IsTupleType():
		return diag.ForEachOverList.In(at, "The members of a list have no keys, so inserting one would change the addresses of all that follow. Give them keys: { for x in … : x.username => x }, or use toset(…) for a list of distinct strings.")
	}
	return diag.InvalidForEach.In(at, "for_each needs a map or a set of strings, but this is a %s.", t.FriendlyName())
}

// badMembers returns a diagnostic if a member of the set is null, and nil otherwise.
func badMembers(set cty.Value, at hcl.Range) *hcl.Diagnostic {
	for it := set.ElementIterator(); it.Next(); {
		if _, e := it.Element(); e.IsNull() {
			return diag.NullKey.In(at, "A member of the set is null, so it cannot be a key.")
		}
	}
	return nil
}
