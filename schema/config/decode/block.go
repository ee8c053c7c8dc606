package decode

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A block describes one object, or several with for_each, or it is a queue table.
type block struct {
	*syntax.Block
	addr schema.Addr
	kind *schema.Kind // nil for a queue table

	looked bool                 // whether each is known
	each   *hclsyntax.Attribute // for_each; nil if the block has none

	expansion lazy[[]instance]
	positions map[string]int  // key → position of the instance; made by position
	value     lazy[cty.Value] // the value of queue.sales in expressions
}

// An instance is one object of a block: the only object, or the object of one key of
// for_each.
type instance struct {
	addr  schema.Addr
	value cty.Value    // each.value
	row   bounded.Row  // the row that each.value came from
	name  lazy[string] // the natural key
}

func newBlock(b *syntax.Block, module string) *block {
	kind, _ := schema.KindOf(b.Type)
	return &block{
		Block: b, kind: kind,
		addr: schema.Addr{Module: module, Kind: b.Type, Label: b.Label()},
	}
}

// forEach returns the attribute for_each, or nil if the block has none.
func (b *block) forEach() *hclsyntax.Attribute {
	if !b.looked {
		b.looked, b.each = true, b.Attribute("for_each")
	}
	return b.each
}

// input returns the value of each.key, or of a cell such as each.value.team. Ok is false if
// the value is not a text, or if the traversal leads elsewhere.
func (it *instance) input(t hcl.Traversal) (v cty.Value, ok bool) {
	member, _, _ := memberOf(t)
	switch {
	case member == "key" && len(t) == 2:
		return cty.StringVal(it.addr.Key), true
	case len(t) != 3 || it.value.IsMarked() || !isMap(it.value) || !it.value.Type().IsObjectType():
		return cty.NilVal, false
	}
	cell, ok := t[2].(hcl.TraverseAttr)
	if !ok || it.value.Type().AttributeTypes()[cell.Name] != cty.String {
		return cty.NilVal, false
	}
	v = it.value.GetAttr(cell.Name)
	return v, !v.IsMarked() && isText(v)
}

// about returns the About for diagnostics of the instance.
func (it *instance) about() About { return About{it.addr, it.row.String()} }

// position returns the position of the instance with a key. Without for_each, the key of
// the only instance is "". Ok is false if there is no such instance, or if nobody knows the
// instances yet.
func (b *block) position(key string) (position int, ok bool) {
	instances := b.expansion.value
	if b.positions == nil && b.expansion.isKnown() { // most blocks are never asked
		b.positions = make(map[string]int, len(instances))
		for i := range instances {
			b.positions[instances[i].addr.Key] = i
		}
	}
	i, ok := b.positions[key]
	return i, ok
}

// setDefaultName sets the name of an object whose block does not: to the key of for_each,
// or to the label. So queue "sales" {} describes the queue "sales".
func (b *block) setDefaultName(r *schema.Resource) []diag.Problem {
	if b.kind.Label == "" || r.Has(b.kind.Label) {
		return nil
	}
	name := r.Addr.Label
	if r.Addr.Keyed {
		name = r.Addr.Key
	}
	return r.Set(b.kind.Label, cty.StringVal(name), schema.Plain)
}

// nameAttributes returns the attributes that make the natural key of the block's objects:
// the name, and a reference to an object of the same kind. For example, the natural key of
// a hierarchy group is its name after that of its parent.
func (b *block) nameAttributes() []*hclsyntax.Attribute {
	var attrs []*hclsyntax.Attribute
	written := b.Syntax().Body.Attributes
	for i := range b.kind.Attrs {
		a := &b.kind.Attrs[i]
		if attr := written[a.Name]; attr != nil && (a.Name == b.kind.Label || a.RefersTo == b.kind.Name) {
			attrs = append(attrs, attr)
		}
	}
	return attrs
}

// nameRange returns the place to show when a natural key needs itself, as with two groups
// that are each other's parent.
func (b *block) nameRange() hcl.Range {
	for _, attr := range b.nameAttributes() {
		if attr.Name != b.kind.Label {
			return attr.Expr.Range()
		}
	}
	return b.Header
}
