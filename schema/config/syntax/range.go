package syntax

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// mostLines is the largest number of lines that a diagnostic shows.
const mostLines = 5

// Within sets the context of the diagnostic, the lines that are shown around its place,
// unless the context has more lines than people read. It returns the diagnostic.
func Within(context hcl.Range, d *hcl.Diagnostic) *hcl.Diagnostic {
	if context.End.Line-context.Start.Line < mostLines {
		d.Context = &context
	}
	return d
}

// LineOf returns the file and the line where a range begins: `main.hcl:12`.
func LineOf(r hcl.Range) string {
	return fmt.Sprintf("%s:%d", strings.TrimSpace(r.Filename), r.Start.Line)
}
