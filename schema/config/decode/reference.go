package decode

import (
	"fmt"
	"reflect"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A reference leads to an object: by its address, or by its name if somebody put names and
// references into one list, as in [queue.sales, "Billing"].
type reference struct {
	addr schema.Addr
	name string // if addr is zero
}

// referenceType is the type of references in expressions. A string converts to it, so that
// lists and conditionals can mix references and names. It converts to no other type, so
// that nobody can build a string from a reference.
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

// referenceTo returns a reference to the object at the address.
func referenceTo(a schema.Addr) cty.Value { return cty.CapsuleVal(referenceType, &reference{addr: a}) }

// hasNoAttributes returns a diagnostic for a step after a reference, as in user.ada.email.
// What names the reference at the beginning of the message.
func hasNoAttributes(at hcl.Range, what string) *hcl.Diagnostic {
	return diag.ReferenceHasNoAttributes.In(at, "%s means the object itself, so its attributes cannot be read. Put a value that several blocks use into a locals block.", what)
}
