package schema

import (
	"fmt"
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
