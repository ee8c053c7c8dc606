package bounded

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

const (
	mostKeys  = 10 // duplicate keys that are named, each with its items
	mostItems = 5  // items that are named for one key
)

// duplicateKey is HCL's summary of a diagnostic for a key that a for-expression made twice.
const duplicateKey = "Duplicate object key"

// nameDuplicates replaces HCL's diagnostics about duplicate keys, which do not say where the
// keys come from, by one that names the items:
//
//	agents.csv has "lee" twice: lines 2 and 4. Each key can be used only once.
//
// HCL's text also advises to group the items of a key. That is good advice for a map of
// strings, and wrong for a list of people.
func (e *loop) nameDuplicates(ctx *hcl.EvalContext, diags hcl.Diagnostics) hcl.Diagnostics {
	isDuplicate := func(d *hcl.Diagnostic) bool {
		return d.Summary == duplicateKey && d.Expression == e.KeyExpr
	}
	first := slices.IndexFunc(diags, isDuplicate)
	if first < 0 {
		return diags
	}
	one := *diags[first]
	rest := slices.DeleteFunc(diags, isDuplicate)
	keys := e.duplicates(ctx)
	if len(keys) == 0 { // the budget ended before they were found
		return append(rest, &one)
	}
	var sentences []string
	for _, k := range keys[:min(len(keys), mostKeys)] {
		sentences = append(sentences, k.sentence())
	}
	if more := len(keys) - mostKeys; more > 0 {
		sentences = append(sentences, fmt.Sprintf("The same is true of %d more keys.", more))
	}
	sentences = append(sentences, "Each key can be used only once.")
	if !e.makesObjects(one.EvalContext) {
		sentences = append(sentences, "To collect all values of a key in a list, write an ellipsis (...) after the value.")
	}
	one.Detail = strings.Join(sentences, " ")
	return append(rest, &one)
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
	rows      []Row    // the rows that the items came from
	positions []string // the items as the collection has them
}

// duplicates evaluates the keys once more, and returns those that several items have, in the
// order of their first items.
func (e *loop) duplicates(ctx *hcl.EvalContext) []*keyUse {
	source, _ := e.CollExpr.Value(ctx)
	source, _ = source.Unmark()
	if !isCollection(source) {
		return nil
	}
	uses := map[string]*keyUse{}
	var twice []*keyUse
	position := 0
	for it := source.ElementIterator(); it.Next() && !e.account.spent(); {
		name, item := it.Element()
		position++
		key, ok := e.keyOf(ctx, name, item)
		if !ok {
			continue
		}
		bare, marks := key.Unmark()
		use := uses[bare.AsString()]
		if use == nil {
			use = &keyUse{key: bare.AsString()}
			uses[use.key] = use
		}
		use.sensitive = use.sensitive || IsSensitive(marks)
		use.rows = append(use.rows, RowOf(item))
		use.positions = append(use.positions, positionOf(source, name, position))
		if len(use.rows) == 2 {
			twice = append(twice, use)
		}
	}
	return twice
}

// keyOf returns the key of an item, or false if the for-expression leaves the item out.
func (e *loop) keyOf(parent *hcl.EvalContext, name, item cty.Value) (cty.Value, bool) {
	ctx := parent.NewChild()
	ctx.Variables = map[string]cty.Value{e.ValVar: item}
	if e.KeyVar != "" {
		ctx.Variables[e.KeyVar] = name
	}
	if e.CondExpr != nil {
		if included, ok := scalar(e.CondExpr, ctx, cty.Bool); !ok || included.False() {
			return cty.NilVal, false
		}
	}
	v, diags := e.KeyExpr.Value(ctx)
	bare, marks := v.Unmark()
	if diags.HasErrors() || !bare.IsKnown() || bare.IsNull() {
		return cty.NilVal, false
	}
	key, err := convert.Convert(bare, cty.String)
	return key.WithMarks(marks), err == nil
}

// scalar evaluates an expression whose value is of a type, without its marks.
func scalar(expr hclsyntax.Expression, ctx *hcl.EvalContext, t cty.Type) (cty.Value, bool) {
	v, diags := expr.Value(ctx)
	v, _ = v.Unmark()
	if diags.HasErrors() || !v.IsKnown() || v.IsNull() {
		return cty.NilVal, false
	}
	v, err := convert.Convert(v, t)
	return v, err == nil
}

// positionOf names an item of a collection: its place in a list, or its key in a map.
func positionOf(source, name cty.Value, position int) string {
	if source.Type().IsObjectType() || source.Type().IsMapType() {
		return fmt.Sprintf("%q", name.AsString())
	}
	return fmt.Sprint(position)
}

// sentence says which items have the key.
func (k *keyUse) sentence() string {
	name := fmt.Sprintf("%q", k.key)
	if k.sensitive {
		name = "a sensitive key"
	}
	times := "twice"
	if n := len(k.rows); n > 2 {
		times = fmt.Sprintf("%d times", n)
	}
	file, lines, places := k.rows[0].File, []string{}, []string{}
	for _, r := range k.rows {
		if r.File != file {
			file = ""
		}
		lines, places = append(lines, fmt.Sprint(r.Line)), append(places, r.String())
	}
	switch {
	case file != "":
		return fmt.Sprintf("%s has %s %s: lines %s.", file, name, times, and(lines))
	case !slices.Contains(places, ""):
		return fmt.Sprintf("The rows at %s have the same key, %s.", and(places), name)
	}
	return fmt.Sprintf("The items %s have the same key, %s.", and(k.positions), name)
}

// and lists a few words for a sentence: "2, 4 and 9".
func and(words []string) string {
	if more := len(words) - mostItems; more > 0 {
		words = append(slices.Clone(words[:mostItems]), fmt.Sprintf("%d more", more))
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
