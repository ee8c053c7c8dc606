package impact

import (
	"fmt"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema/diag"
)

// several names the first five and counts the others: `"ana", "ben", …, 12 others`.
func several(names []string) string {
	const most = 5
	quoted := make([]string, 0, most+1)
	for i, n := range names {
		if i == most {
			quoted = append(quoted, Count(len(names)-most, "other"))
			break
		}
		quoted = append(quoted, plan.Quote(n))
	}
	return strings.Join(quoted, ", ")
}

// mostNames is the most names in one sentence.
const mostNames = 50

// named names up to mostNames users and counts the rest: `ana, bo (2 users)`.
func named(names []string) string {
	n := len(names)
	if n <= mostNames {
		return fmt.Sprintf("%s (%s)", strings.Join(names, ", "), Count(n, "user"))
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:mostNames], ", "), n-mostNames)
}

// Count returns a number and its noun: `1 queue`, `2 queues`.
func Count(n int, noun string) string { return diag.Count(n, noun) }

// countKind counts objects of a kind: `1 agent status`, `2 hours of operation`.
func countKind(n int, kind string) string { return Count(n, diag.KindWords(kind)) }
