package schema

import (
	"fmt"
	"strings"

	"github.com/callwright/callwright/schema/diag"
)

// A PredefinedAttribute is a name with its possible values. Agents are proficient in it, or
// flows route contacts by it: Language with the values English and French.
type PredefinedAttribute struct {
	Name           string
	Values         []string // sorted
	Purposes       []string // sorted
	ValidateValues bool
}

// predefinedAttribute follows the Amazon Connect API reference,
// CreatePredefinedAttribute: names and values of 1 to 100 characters, 500 values, 10
// purposes; and the administrator guide, "Create predefined attributes": names are
// unique regardless of case, and limited to some characters.
var predefinedAttribute = Define(Kind{
	Name:  "predefined_attribute",
	Doc:   "A name with a list of values: what agents are proficient in, or what flows route contacts by. It has no tags, so callwright cannot record who manages it: it finds one by its name, and deletes one only for a `delete` block.",
	Label: "name",
	Quota: 150,
}, []Field[PredefinedAttribute]{
	String("name", "The name; defaults to for_each's key or the label. It is not case-sensitive.", func(a *PredefinedAttribute) *string { return &a.Name }).Code('n').
		Required().Immutable().Length(100).Match(`[\p{L}\p{N} _.:/=+\-@']+`, "made of letters, digits, spaces and _.:/=+-@'").Rule(ownName),
	StringSet("values", "The values; the set is complete.", func(a *PredefinedAttribute) *[]string { return &a.Values }).Code('v').
		Required().Count(0, 500).Length(100),
	StringSet("purposes", "What the attribute is for, as the console groups attributes; the set is complete.", func(a *PredefinedAttribute) *[]string { return &a.Purposes }).Code('p').
		Count(0, 10).Length(100).NotEmpty("remove the empty member"),
	Bool("validate_values", "Whether contacts keep only those values for the attribute that are in `values`. Otherwise, a flow can give them any value.",
		func(a *PredefinedAttribute) *bool { return &a.ValidateValues }).Code('c'),
})

func (a *PredefinedAttribute) naturalKey() string { return a.Name }

// conflicts refuses a second attribute whose name differs only in case.
func (a *PredefinedAttribute) conflicts(after *Resource, outcome *State) []diag.Problem {
	if after == nil {
		return nil
	}
	for _, r := range outcome.Of(after.Kind) {
		if r != after && strings.EqualFold(r.Key, a.Name) {
			return []diag.Problem{diag.NameDiffersInCase.On("name", "The predefined attribute %q exists, and the service does not accept another one whose name differs only in case. Write its name exactly like that, or choose another name.", r.Key)}
		}
	}
	return nil
}

// ownName says why a name is reserved, or returns "". Only the service creates and changes
// attributes with such names.
func ownName(name string) string {
	for _, prefix := range []string{ReservedTagPrefix, "connect:"} {
		if strings.HasPrefix(strings.ToLower(name), prefix) {
			return fmt.Sprintf("%q is one of the service's own attributes. You can refer to names that begin with %q, but you cannot create or change them.", name, prefix)
		}
	}
	return ""
}
