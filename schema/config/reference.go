package config

import (
	"fmt"
	"reflect"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// A reference stands for the object at an address, or, where references and names
// meet, for the object of a name.
type reference struct {
	addr schema.Addr
	name string // when addr is zero
}

// referenceType is the type of references in expressions. Strings convert to it, so
// that lists and conditionals may mix references and names; it converts to nothing.
var referenceType = cty.CapsuleWithOps("reference", reflect.TypeFor[reference](), &cty.CapsuleOps{
	RawEquals: func(a, b any) bool { return *a.(*reference) == *b.(*reference) },
	HashKey: func(v any) string {
		r := v.(*reference)
		return fmt.Sprintf("%s %q", r.addr, r.name)
	},
	GoString:     func(v any) string { return v.(*reference).addr.String() },
	TypeGoString: func(reflect.Type) string { return "reference" },
	ConversionTo: func(from cty.Type) func(cty.Value, cty.Path) (any, error) {
		if from != cty.String {
			return nil
		}
		return func(v cty.Value, _ cty.Path) (any, error) { return &reference{name: v.AsString()}, nil }
	},
})

func refer(a schema.Addr) cty.Value { return cty.CapsuleVal(referenceType, &reference{addr: a}) }

// resolve is the [schema.Resolver] of the configuration: a string is a name, and a
// reference stands for the natural key of its object.
func (l *loader) resolve(v cty.Value, kind string) (string, error) {
	if v.Type() == cty.String {
		return v.AsString(), nil
	}
	if v.Type() != referenceType {
		return "", fmt.Errorf("a %s belongs here, or the name of one", kind)
	}
	r := v.EncapsulatedValue().(*reference)
	switch r.addr.Kind {
	case "":
		return r.name, nil
	case kind:
		return l.nameOf(r.addr), nil
	}
	return "", fmt.Errorf("a %s stands where a %s belongs: %s", r.addr.Kind, kind, r.addr)
}

// nameOf returns the natural key of the object at an address, which exists. Where
// it cannot be worked out, which is reported elsewhere, it is the address.
func (l *loader) nameOf(a schema.Addr) string {
	b := l.blocks[a.Kind][a.Label]
	i, ok := b.position(a.Key)
	if !ok {
		return a.String()
	}
	it := &b.instances[i]
	switch it.stage {
	case done:
		return it.name
	case busy:
		l.cycle(a.String())
		it.name = a.String()
		return it.name
	}
	if !l.enter(a.String(), b.identityRange()) {
		return a.String()
	}
	it.stage = busy
	name := l.identify(b, it)
	if it.name == "" { // no cycle
		it.name = name
	}
	it.stage = done
	l.leave()
	return it.name
}

// identify works out an object's natural key from the attributes that make it. What
// is wrong with them is reported when the object is decoded.
func (l *loader) identify(b *block, it *instance) string {
	r := &schema.Resource{Kind: b.kind, Body: b.kind.New(), Desired: &schema.Desired{Addr: it.addr}}
	scope := l.scope(b.forEach != nil)
	for _, attr := range b.identity() {
		if !scope.quietly(attr.Expr) {
			continue
		}
		v, diags := l.eval.Eval(attr.Expr, scope.of(it))
		if v, _ = v.UnmarkDeep(); !diags.HasErrors() && v.IsWhollyKnown() {
			r.Set(attr.Name, v, l.resolve)
		}
	}
	b.label(r)
	r.Settle()
	return r.Key
}

// identityRange is the place to show when an object's name needs itself.
func (b *block) identityRange() hcl.Range {
	for _, attr := range b.identity() {
		if attr.Name != b.kind.Label {
			return attr.Expr.Range()
		}
	}
	return b.header
}
