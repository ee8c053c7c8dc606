package impact

import (
	"fmt"
	"strings"

	"github.com/callwright/callwright/plan"
)

// several names a few and counts the others.
func several(names []string) string {
	const most = 5
	quoted := make([]string, 0, most+1)
	for i, n := range names {
		if i == most {
			quoted = append(quoted, fmt.Sprintf("%d others", len(names)-most))
			break
		}
		quoted = append(quoted, plan.Quote(n))
	}
	return strings.Join(quoted, ", ")
}

// mostNames is how many names a sentence has.
const mostNames = 50

// named names up to mostNames users and counts the rest: `ana, bo (2 users)`.
func named(names []string) string {
	n := len(names)
	if n <= mostNames {
		return fmt.Sprintf("%s (%s)", strings.Join(names, ", "), counted(n, "user"))
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:mostNames], ", "), n-mostNames)
}

// counted returns a number with its word: 1 user, 2 users.
func counted(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
