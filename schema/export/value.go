package export

import (
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// A cell is an attribute of an object with its expression. The name of a leaf is dotted:
// phone.number.
type cell struct {
	name  string
	value *node
}

// A speller writes the values of objects as expressions. Refer returns the expression that
// refers to an object, and false if no block describes it.
type speller struct {
	refer func(schema.Name) (string, bool)
}

// cells returns the attributes of an object as a block writes them, in the order of the kind.
// The attribute with the name is not among them.
func (s speller) cells(o *object) []cell {
	k := o.want.Kind
	var cells []cell
	for i := range k.Attrs {
		if o.want.Given.Has(i) && k.Attrs[i].Name != k.Label {
			cells = append(cells, s.spell(o, i)...)
		}
	}
	for _, p := range k.Parts {
		if part := o.parts[p.Name]; part != nil {
			i, _ := part.Kind.Lookup(p.Attr)
			cells = append(cells, cell{p.Name, s.value(&part.Kind.Attrs[i], part.Value(i))})
		}
	}
	return cells
}

// spell returns an attribute as a block writes it, perhaps by its other spelling.
func (s speller) spell(o *object, i int) []cell {
	a, v := &o.want.Kind.Attrs[i], o.want.Value(i)
	switch {
	case a.Spelling.Name == accessWord:
		return access(a.Name, texts(v))
	case a.Shape == schema.Table:
		return []cell{{a.Name, s.table(o, a, v)}}
	case strings.Contains(a.Name, ".") && a.Shape == schema.Set && len(a.OneOf) > 1 && v.LengthInt() == len(a.OneOf):
		return []cell{{a.Name, text("all")}} // every level of a permission of ConnectPath
	}
	return []cell{{a.Name, s.value(a, v)}}
}

// value returns the value of an attribute, or of a column of a table.
func (s speller) value(a *schema.Attr, v cty.Value) *node {
	switch a.Shape {
	case schema.Set, schema.List:
		n := &node{}
		for _, member := range texts(v) {
			n.items = append(n.items, item{value: s.word(a, member)})
		}
		return n
	case schema.Map:
		return s.mapping(a, v)
	}
	if a.RefersTo != "" && v.Type() == cty.String {
		return s.word(a, v.AsString())
	}
	return literal(v)
}

// word returns a string, or the reference that it stands for.
func (s speller) word(a *schema.Attr, word string) *node {
	if _, described := schema.KindOf(a.RefersTo); described && word != "" {
		if leaf, ok := s.refer(schema.Name{Kind: a.RefersTo, Key: word}); ok {
			return &node{leaf: leaf}
		}
	}
	return text(word)
}

// mapping returns a map as an object. Its keys are in the order of the words that they can be:
// the days of the week, for example.
func (s speller) mapping(a *schema.Attr, v cty.Value) *node {
	n := &node{object: true}
	values := v.AsValueMap()
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(x, y string) int {
		if byRank := slices.Index(a.OneOf, x) - slices.Index(a.OneOf, y); byRank != 0 {
			return byRank
		}
		return strings.Compare(x, y)
	})
	for _, key := range keys {
		if values[key].Type().IsPrimitiveType() {
			n.pair(key, literal(values[key]))
			continue
		}
		n.pair(key, s.value(&schema.Attr{Shape: schema.List}, values[key]))
	}
	n.tall = n.nested()
	return n
}

// nested reports whether a member of the list or object is a list or object itself.
func (n *node) nested() bool {
	return slices.ContainsFunc(n.items, func(it item) bool { return it.value.leaf == "" })
}

// texts returns the members of a list of strings.
func texts(v cty.Value) []string {
	var list []string
	if v.IsNull() {
		return nil
	}
	for _, member := range v.AsValueSlice() {
		list = append(list, member.AsString())
	}
	return list
}
