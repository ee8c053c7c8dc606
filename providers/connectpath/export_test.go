package connectpath

import "slices"

// Required returns the members that each object of an operation's answer must have.
func Required(operation string) (list string, members []string, ok bool) {
	r, ok := rules[operation]
	return r.list, slices.Concat(r.filled, r.has, r.null), ok
}
