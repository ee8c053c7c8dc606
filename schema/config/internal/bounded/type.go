package bounded

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// typeFunc is the function type. It returns the type of a value as the type of a variable
// is written: "list(string)", "object({name=string})".
var typeFunc = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "value", Type: cty.DynamicPseudoType, AllowNull: true, AllowDynamicType: true}},
	Type:   function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		var b strings.Builder
		writeType(&b, args[0].Type())
		return cty.StringVal(b.String()), nil
	},
})

// primitives are the names of the types without parts. The type of null is any.
var primitives = map[cty.Type]string{cty.String: "string", cty.Number: "number", cty.Bool: "bool", cty.DynamicPseudoType: "any"}

// writeType writes a type as the type of a variable is written.
func writeType(b *strings.Builder, t cty.Type) {
	switch {
	case t.IsListType():
		writePart(b, "list(", t.ElementType(), ")")
	case t.IsSetType():
		writePart(b, "set(", t.ElementType(), ")")
	case t.IsMapType():
		writePart(b, "map(", t.ElementType(), ")")
	case t.IsTupleType():
		separator := "tuple(["
		for _, e := range t.TupleElementTypes() {
			writePart(b, separator, e, "")
			separator = ","
		}
		if separator != "," {
			b.WriteString(separator)
		}
		b.WriteString("])")
	case t.IsObjectType():
		writeObjectType(b, t.AttributeTypes())
	case t.IsCapsuleType():
		b.WriteString(t.FriendlyName()) // reference: variables cannot have this type, but any
	default:
		b.WriteString(primitives[t])
	}
}

// writeObjectType writes the type of an object with the attributes.
func writeObjectType(b *strings.Builder, attrs map[string]cty.Type) {
	b.WriteString("object({")
	for i, name := range slices.Sorted(maps.Keys(attrs)) {
		if i > 0 {
			b.WriteByte(',')
		}
		word := name
		if !hclsyntax.ValidIdentifier(name) {
			word = `"` + name + `"`
		}
		writePart(b, word+"=", attrs[name], "")
	}
	b.WriteString("})")
}

// writePart writes a type that is part of another.
func writePart(b *strings.Builder, before string, t cty.Type, after string) {
	b.WriteString(before)
	writeType(b, t)
	b.WriteString(after)
}
