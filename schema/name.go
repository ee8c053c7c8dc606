package schema

import (
	"fmt"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// A Name is a kind and the natural key of one object of it. It is comparable.
type Name struct{ Kind, Key string }

// String returns the name as diagnostics print it: `queue "Premium 1"`.
func (n Name) String() string {
	if n.Key == "" {
		return n.Kind
	}
	return fmt.Sprintf("%s %q", n.Kind, n.Key)
}

// Folded returns the name in the form in which people compare names: without differences in
// case, in spaces and in Unicode form. For example, "Basic Queue", "basic  queue" and
// "Basic Queue " are three names to a service, and look the same to people.
func (n Name) Folded() Name {
	n.Key = tidy(n.Key)
	if isASCII(n.Key) {
		n.Key = strings.ToLower(n.Key)
		return n
	}
	n.Key = norm.NFC.String(cases.Fold().String(n.Key))
	return n
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
