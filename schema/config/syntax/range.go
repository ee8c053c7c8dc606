package syntax

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// mostLines is how many lines of a file a diagnostic shows.
const mostLines = 5

// Within returns the diagnostic with the wider range that it is shown in, unless that
// has more lines than people read.
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
