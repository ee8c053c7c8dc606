package schema

import "github.com/callwright/callwright/schema/diag"

// A Problem is something wrong with the resource at an address: what, but not where in
// a file. Whoever knows the file turns the address and the path into a place.
type Problem struct {
	Addr Addr // zero where no resource is meant
	diag.Problem
}

// String returns the problem in one line, for tests.
func (p Problem) String() string { return p.Addr.String() + p.Problem.String() }
