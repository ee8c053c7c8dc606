package record

import (
	"strings"

	"github.com/callwright/callwright/schema"
)

// Whether a service gives an object a later time when one of its tables is written is not
// documented for most operations. So a stamp counts only on an instance that has shown it:
// callwright wrote a table by an operation, and the object's time was later afterwards. The
// record keeps that as a proof, which is a capital letter among its flags. Each kind gives
// each of its operations a letter. One object's proof counts for all objects of its kind.
//
// For example, the routing profile "Sales" has the record
//
//	1:vm9uT5Ws:c5802WPD7ZauU.dhj7i:+Ap:@BqJe3-
//
// The A says: AssociateRoutingProfileQueues gave this profile a later time, on the instance
// for which the record was made.

// Proofs returns the letters of the proofs in the object's record; none if the record was
// made for another object or instance. Salt is the instance's id.
func Proofs(r *schema.Resource, salt string) string {
	a, err := ParseApplied(r.Record.Applied)
	if err != nil || !strings.ContainsFunc(a.Flags, isProof) || !Fits(r.Record, salt, r) {
		return ""
	}
	return strings.TrimFunc(a.Flags, func(c rune) bool { return !isProof(c) }) // capitals come first
}

// WithProofs returns the value of an applied tag with the letters of further proofs. A value
// that is not readable is returned unchanged.
func WithProofs(applied, letters string) string {
	a, err := ParseApplied(applied)
	if err != nil {
		return applied
	}
	for _, c := range letters {
		a.Flags = withFlag(a.Flags, string(c), true)
	}
	return a.String()
}

// withoutProofs returns the flags that are not proofs.
func withoutProofs(flags string) string {
	return strings.Map(func(c rune) rune {
		if isProof(c) {
			return -1
		}
		return c
	}, flags)
}

// isProof reports whether a flag is the letter of a proof.
func isProof(c rune) bool { return 'A' <= c && c <= 'Z' }
