package bounded

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/callwright/callwright/schema/diag"
)

const (
	mostKeys  = 10 // duplicate keys that are named, each with its items
	mostItems = 5  // items that are named for one key
)

// A loopKey is the key of a for-expression. It finds the keys that several items have, and is
// unknown for all but the first of these items. HCL would report each of them, without saying
// where it comes from, and take a kilobyte for that: 100 MB for the rows of a large file. Its
// text also advises to group the items of a key, which is good advice for a map of strings,
// and wrong for a list of people.
type loopKey struct {
	*hclsyntax.ParenthesesExpr
	*keys
}

// keys are the keys of one evaluation of a for-expression.
type keys struct {
	seen  map[string]bool  // whether several items have the key
	first []*keyUse        // the first of those that several items have
	more  int              // how many others there are
	again *hcl.EvalContext // of the first item with a duplicate key; nil if there is none
}

func (e *loopKey) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := e.Expression.Value(ctx)
	key, ok := keyText(v, diags)
	if !ok {
		return v, diags // HCL says why
	}
	several, known := e.seen[key]
	e.seen[key] = known
	switch {
	case !known:
		return v, diags
	case several:
	case len(e.first) < mostKeys:
		e.first = append(e.first, &keyUse{key: key})
	default:
		e.more++
	}
	if e.again == nil {
		e.again = ctx
	}
	return cty.UnknownVal(cty.String), diags
}

// KeyColumn returns the column that a wrapped for-expression takes its keys from, or "". It
// is username for { for row in csvdecode(file("agents.csv")) : row.username => row }.
func KeyColumn(expr hclsyntax.Expression) string {
	if e, ok := expr.(*loop); ok && e.key != nil {
		return e.keyColumn()
	}
	return ""
}

// keyColumn is [KeyColumn] of a for-expression.
func (e *loop) keyColumn() string {
	expr := e.key.Expression
	if r, ok := expr.(*repeated); ok {
		expr = r.Expression
	}
	return attributeOf(expr, e.ValVar)
}

// keyText returns the text of a key, or false if it cannot be a key.
func keyText(v cty.Value, diags hcl.Diagnostics) (string, bool) {
	v, _ = v.Unmark()
	if diags.HasErrors() || !v.IsKnown() || v.IsNull() {
		return "", false
	}
	v, err := convert.Convert(v, cty.String)
	if err != nil || !v.IsKnown() || v.IsNull() {
		return "", false
	}
	return v.AsString(), true
}

// duplicateKeys returns the diagnostic about the keys that several items have:
//
//	agents.csv has "lee" twice: lines 2 and 4. Each key can be used only once.
func (e *loop) duplicateKeys(ctx *hcl.EvalContext) *hcl.Diagnostic {
	e.findItems(ctx)
	var sentences []string
	for _, k := range e.key.first {
		if k.count > 1 { // else the budget ended before all items were found
			sentences = append(sentences, k.sentence(e.keyColumn()))
		}
	}
	if len(sentences) == 0 {
		sentences = append(sentences, "Several items have the same key.")
	}
	if e.key.more > 0 {
		sentences = append(sentences, fmt.Sprintf("The same is true of %d more keys.", e.key.more))
	}
	sentences = append(sentences, "Each key can be used only once.")
	if !e.makesObjects(e.key.again) {
		sentences = append(sentences, "To collect all values of a key in a list, write an ellipsis (...) after the value.")
	}
	d := diag.DuplicateKey.In(e.KeyExpr.Range(), "%s", strings.Join(sentences, " "))
	d.Context, d.Expression, d.EvalContext = &e.SrcRange, e.KeyExpr, e.key.again
	return d
}

// makesObjects reports whether the value of an item is an object. The items of such a map
// are often people.
func (e *loop) makesObjects(ctx *hcl.EvalContext) bool {
	v, _ := e.ValExpr.Value(ctx)
	t := v.Type()
	return t.IsObjectType() || t.IsMapType()
}

// A keyUse is a key of a for-expression, with the items that have it.
type keyUse struct {
	key       string
	sensitive bool
	count     int      // of the items
	rows      []Row    // the rows that the first of the items came from
	positions []string // the first of the items, as the collection has them
}

// add adds an item to those that have the key.
func (k *keyUse) add(r Row, position string, sensitive bool) {
	k.count++
	k.sensitive = k.sensitive || sensitive
	if k.count <= mostItems {
		k.rows, k.positions = append(k.rows, r), append(k.positions, position)
	}
}

// findItems evaluates the keys again, and adds the items to the duplicate keys that have them.
func (e *loop) findItems(parent *hcl.EvalContext) {
	source, _ := e.source.value.Unmark()
	ctx, n := parent.NewChild(), 0
	ctx.Variables = map[string]cty.Value{}
	for it := source.ElementIterator(); it.Next() && !e.account.spent(); {
		name, item := it.Element()
		n++
		key, sensitive, ok := e.keyOf(ctx, name, item)
		i := slices.IndexFunc(e.key.first, func(k *keyUse) bool { return k.key == key })
		if ok && i >= 0 {
			e.key.first[i].add(RowOf(item), positionOf(source, name, n), sensitive)
		}
	}
}

// keyOf returns the key of an item, and whether it is sensitive. Ok is false if the
// for-expression leaves the item out. The scope is for this item alone.
func (e *loop) keyOf(ctx *hcl.EvalContext, name, item cty.Value) (key string, sensitive, ok bool) {
	ctx.Variables[e.ValVar] = item
	if e.KeyVar != "" {
		ctx.Variables[e.KeyVar] = name
	}
	if e.CondExpr != nil {
		v, diags := e.CondExpr.Value(ctx)
		if text, told := keyText(v, diags); !told || text != "true" {
			return "", false, false
		}
	}
	v, diags := e.key.Expression.Value(ctx)
	key, ok = keyText(v, diags)
	_, marks := v.Unmark()
	return key, IsSensitive(marks), ok
}

// positionOf names an item of a collection: its place in a list, or its key in a map.
func positionOf(source, name cty.Value, position int) string {
	if source.Type().IsObjectType() || source.Type().IsMapType() {
		return fmt.Sprintf("%q", name.AsString())
	}
	return fmt.Sprint(position)
}

// sentence says which items have the key, which is in the column if a row has one.
func (k *keyUse) sentence(column string) string {
	name := fmt.Sprintf("%q", k.key)
	if k.sensitive {
		name = "a sensitive key"
	}
	times := "twice"
	if k.count > 2 {
		times = fmt.Sprintf("%d times", k.count)
	}
	file, lines, places := k.rows[0].File, []string{}, []string{}
	for _, r := range k.rows {
		if r.File != file {
			file = ""
		}
		lines, places = append(lines, fmt.Sprint(r.Line)), append(places, r.String())
	}
	switch {
	case file != "" && k.key == "" && column != "":
		return fmt.Sprintf("The column %q of %s is empty in lines %s.", column, file, k.and(lines))
	case file != "":
		return fmt.Sprintf("%s has %s %s: lines %s.", file, name, times, k.and(lines))
	case !slices.Contains(places, ""):
		return fmt.Sprintf("The rows at %s have the same key, %s.", k.and(places), name)
	}
	return fmt.Sprintf("The items %s have the same key, %s.", k.and(k.positions), name)
}

// and lists the items of the key for a sentence: "2, 4 and 9", or "2, 3, 6, 7, 8 and 2 more".
func (k *keyUse) and(items []string) string {
	if more := k.count - len(items); more > 0 {
		items = append(slices.Clone(items), fmt.Sprintf("%d more", more))
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " and " + items[last]
}
