package decode

import (
	"fmt"
	"reflect"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
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

// hasNoAttributes says of a step after a reference that nothing can follow one.
func hasNoAttributes(at hcl.Range, what string) *hcl.Diagnostic {
	return diag.ReferenceHasNoAttributes.In(at, "%s means the object itself, so its attributes cannot be read. Put a value that several blocks use into a locals block.", what)
}
