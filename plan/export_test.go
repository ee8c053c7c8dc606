package plan

import (
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// Compare is open to the tests of this folder, which hold it against a table of what was
// applied, is live and is wanted.
var Compare = compare

// Difference is what Compare returns.
type Difference = difference

// AppliedOf returns the value that was last applied, and whether it is known.
func AppliedOf(f Finding, a *schema.Attr, live, want cty.Value) (cty.Value, bool) {
	return f.applied(a, live, want)
}
