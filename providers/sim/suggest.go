package sim

import (
	"fmt"
	"strings"

	"github.com/callwright/callwright/schema/diag"
)

// unknown is the error for a word that is none of those known.
func unknown(what, word string, known []string) error {
	if near, ok := diag.Nearest(word, known); ok {
		return fmt.Errorf("there is no %s %q; did you mean %q?", what, word, near)
	}
	if len(known) > 20 {
		return fmt.Errorf("there is no %s %q", what, word)
	}
	return fmt.Errorf("there is no %s %q; there are %s", what, word, strings.Join(known, ", "))
}
