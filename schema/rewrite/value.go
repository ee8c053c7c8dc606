package rewrite

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// A site is where a request is: the file and the object of the block.
type site struct {
	*Editor
	file   string
	object *schema.Resource
	attr   *schema.Attr
}

// A placed splice is a splice of a file.
type placed struct {
	file string
	splice
}

// plainExpr returns the expression without parentheses.
func plainExpr(expr hclsyntax.Expression) hclsyntax.Expression {
	for {
		p, ok := expr.(*hclsyntax.ParenthesesExpr)
		if !ok {
			return expr
		}
		expr = p.Expression
	}
}

// itemOf returns the value of an item of an object; nil if it has none with this key.
func itemOf(o *hclsyntax.ObjectConsExpr, key string) hclsyntax.Expression {
	for _, item := range o.Items {
		if keyOf(item) == key {
			return item.ValueExpr
		}
	}
	return nil
}

// keyOf returns the key of an item; "" for a key that is not a literal.
func keyOf(item hclsyntax.ObjectConsItem) string {
	v, diags := item.KeyExpr.Value(nil)
	if diags.HasErrors() || v.IsNull() || v.Type() != cty.String {
		return ""
	}
	return v.AsString()
}

// value returns the splices that give the expression, which makes the value of an attribute or
// a column, another value.
func (s *site) value(expr hclsyntax.Expression, a *schema.Attr, v cty.Value) ([]placed, error) {
	expr = plainExpr(expr)
	switch a.Shape {
	case schema.Table:
		return s.rows(expr, a, v)
	case schema.Map:
		return s.items(expr, a, v)
	case schema.Set, schema.List:
		return s.members(expr, a, v)
	}
	if _, ok := s.literal(expr, a.RefersTo); ok {
		return []placed{s.replace(expr, s.text(v, a.RefersTo))}, nil
	}
	text, err := scalarText(v)
	if err != nil {
		return nil, err
	}
	return s.cell(expr, a, []string{text})
}

// replace returns the splice that puts a text in the place of an expression.
func (s *site) replace(expr hclsyntax.Expression, text string) placed {
	r := expr.Range()
	return placed{s.file, splice{r.Start.Byte, r.End.Byte, text}}
}

// scalarText returns a number, a text, or true or false, as a cell of a CSV has it.
func scalarText(v cty.Value) (string, error) {
	if v.IsNull() {
		return "", &PlaceError{Why: errExpression}
	}
	switch v.Type() {
	case cty.String:
		return v.AsString(), nil
	case cty.Number:
		return v.AsBigFloat().Text('f', -1), nil
	case cty.Bool:
		if v.True() {
			return "true", nil
		}
		return "false", nil
	}
	return "", &PlaceError{Why: errExpression}
}

// text returns a value as a configuration writes it. A reference is an address if the
// configuration describes the object, and otherwise the name.
func (s *site) text(v cty.Value, refersTo string) string {
	if refersTo != "" && !v.IsNull() && v.Type() == cty.String {
		if r, ok := s.Want.Lookup(schema.Name{Kind: refersTo, Key: v.AsString()}); ok && r.Addr.Module == s.object.Addr.Module && r.Addr.Part == "" {
			at := r.Addr
			at.Module = ""
			return at.String()
		}
	}
	return string(hclwrite.TokensForValue(v).Bytes())
}

// literal returns the value of a literal: a string, or the name of the object that an address
// means. Numbers, true and false have a value of their own types.
func (s *site) literal(expr hclsyntax.Expression, refersTo string) (cty.Value, bool) {
	switch expr := plainExpr(expr).(type) {
	case *hclsyntax.LiteralValueExpr:
		return expr.Val, true
	case *hclsyntax.TemplateExpr:
		if !expr.IsStringLiteral() && len(expr.Parts) > 0 {
			return cty.NilVal, false
		}
		v, diags := expr.Value(nil)
		return v, !diags.HasErrors()
	case *hclsyntax.ScopeTraversalExpr:
		if refersTo == "" || expr.Traversal.RootName() != refersTo {
			return cty.NilVal, false
		}
		return s.named(expr.Traversal)
	}
	return cty.NilVal, false
}

// named returns the name of the object that an address means.
func (s *site) named(t hcl.Traversal) (cty.Value, bool) {
	at, rest := schema.AddrOf(t)
	at.Module = s.object.Addr.Module
	r, ok := s.byAddr[at]
	if !ok || len(rest) > 0 {
		return cty.NilVal, false
	}
	return cty.StringVal(r.Key), true
}

// items returns the splices that give an object the entries of a map.
func (s *site) items(expr hclsyntax.Expression, a *schema.Attr, v cty.Value) ([]placed, error) {
	object, ok := expr.(*hclsyntax.ObjectConsExpr)
	if !ok {
		return nil, &PlaceError{Why: errExpression}
	}
	element := schema.Attr{Name: a.Name, RefersTo: a.RefersTo, Shape: schema.Scalar}
	if v.Type().ElementType().IsListType() {
		element.Shape = schema.Set
	}
	var all []placed
	values := v.AsValueMap()
	var nodes []hcl.Range
	var gone []int
	for i, item := range object.Items {
		key := s.word(keyOf(item))
		nodes = append(nodes, hcl.RangeBetween(item.KeyExpr.Range(), item.ValueExpr.Range()))
		value, stays := values[key]
		delete(values, key)
		if key == "" {
			return nil, &PlaceError{Why: errExpression}
		}
		if !stays {
			gone = append(gone, i)
			continue
		}
		if now, ok := s.literal(item.ValueExpr, a.RefersTo); ok && now.RawEquals(value) {
			continue
		}
		made, err := s.value(item.ValueExpr, &element, value)
		if err != nil {
			return nil, err
		}
		all = append(all, made...)
	}
	var more []string
	for key, value := range values {
		text := hclwrite.TokensForValue(cty.StringVal(key)).Bytes()
		if hclsyntax.ValidIdentifier(key) {
			text = []byte(key)
		}
		more = append(more, string(text)+" = "+s.text(value, a.RefersTo))
	}
	slices.Sort(more)
	return append(all, s.relist(object.SrcRange, nodes, gone, more, true)...), nil
}

// word returns our word for a key that the API writes otherwise.
func (s *site) word(key string) string {
	if slices.Contains(s.attr.OneOf, key) {
		return key
	}
	if slices.Contains(schema.Channels, strings.ToLower(key)) && !slices.Contains(schema.Channels, key) {
		return schema.ChannelWord(key)
	}
	return key
}

// members returns the splices that give a list or set other members.
func (s *site) members(expr hclsyntax.Expression, a *schema.Attr, v cty.Value) ([]placed, error) {
	var want []string
	for it := v.ElementIterator(); it.Next(); {
		_, e := it.Element()
		want = append(want, e.AsString())
	}
	tuple, ok := expr.(*hclsyntax.TupleConsExpr)
	if !ok {
		return s.cell(expr, a, want)
	}
	var nodes []hcl.Range
	var gone []int
	var loose []hclsyntax.Expression // elements that are not literals
	left := slices.Clone(want)
	for i, element := range tuple.Exprs {
		nodes = append(nodes, element.Range())
		now, ok := s.literal(element, a.RefersTo)
		switch {
		case !ok:
			loose = append(loose, element)
		case now.Type() == cty.String && slices.Contains(left, now.AsString()):
			left = slices.DeleteFunc(left, func(m string) bool { return m == now.AsString() })
		default:
			gone = append(gone, i)
		}
	}
	if len(loose) > 0 { // only one cell of a CSV can be told apart: it has what the literals lack
		if len(loose) > 1 || len(gone) > 0 || len(left) != 1 {
			return nil, &PlaceError{Why: errExpression}
		}
		return s.cell(loose[0], a, left)
	}
	if a.Shape == schema.List && (len(gone) > 0 || len(left) > 0) {
		texts := make([]string, len(want))
		for i, m := range want {
			texts[i] = s.text(cty.StringVal(m), a.RefersTo)
		}
		return []placed{s.replace(expr, "["+strings.Join(texts, ", ")+"]")}, nil
	}
	more := make([]string, len(left))
	for i, m := range left {
		more[i] = s.text(cty.StringVal(m), a.RefersTo)
	}
	return s.relist(tuple.SrcRange, nodes, gone, more, false), nil
}
