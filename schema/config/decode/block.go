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

// A block describes one object, or with for_each some. A queue table is one, too.
type block struct {
	*syntax.Block
	addr    schema.Addr
	kind    *schema.Kind         // nil for a queue table
	forEach *hclsyntax.Attribute // nil when there is none

	expansion lazy[[]instance]
	positions map[string]int  // of instances by key; made when first needed
	value     lazy[cty.Value] // what expressions see
}

// An instance is one object of a block: its only one, or that of one of for_each's
// keys.
type instance struct {
	addr  schema.Addr
	value cty.Value    // each.value
	row   bounded.Row  // where each.value came from
	name  lazy[string] // natural key
}

func newBlock(b *syntax.Block, module string) *block {
	kind, _ := schema.KindOf(b.Type)
	return &block{
		Block: b, kind: kind, forEach: b.Attribute("for_each"),
		addr: schema.Addr{Module: module, Kind: b.Type, Label: b.Label()},
	}
}

// about returns what a diagnostic of the instance is about.
func (it *instance) about() About { return About{it.addr, it.row.String()} }

// position returns the place of the instance with a key. Without for_each, the key of
// the only instance is "".
func (b *block) position(key string) (int, bool) {
	instances := b.expansion.value
	if b.positions == nil && b.expansion.isKnown() {
		b.positions = make(map[string]int, len(instances))
		for i := range instances {
			b.positions[instances[i].addr.Key] = i
		}
	}
	i, ok := b.positions[key]
	return i, ok
}

// setDefaultName gives an object that does not set its name the key of for_each or the
// label.
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

// nameAttributes returns the attributes that make the object's natural key: its name, and what
// refers to an object of its own kind, such as the parent of a hierarchy group.
func (b *block) nameAttributes() []*hclsyntax.Attribute {
	var attrs []*hclsyntax.Attribute
	for i := range b.kind.Attrs {
		a := &b.kind.Attrs[i]
		if attr := b.Attribute(a.Name); attr != nil && (a.Name == b.kind.Label || a.RefersTo == b.kind.Name) {
			attrs = append(attrs, attr)
		}
	}
	return attrs
}

// nameRange is the place to show when an object's name needs itself.
func (b *block) nameRange() hcl.Range {
	for _, attr := range b.nameAttributes() {
		if attr.Name != b.kind.Label {
			return attr.Expr.Range()
		}
	}
	return b.Header
}

// releaseWhenNamed releases the block's syntax when nothing will ask for it again: all
// of its objects' names are known.
func (b *block) releaseWhenNamed() {
	for i := range b.expansion.value {
		if !b.expansion.value[i].name.isKnown() {
			return
		}
	}
	b.Release()
}
