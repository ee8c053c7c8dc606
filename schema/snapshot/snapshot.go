package snapshot

import (
	"fmt"
	"slices"
	"time"

	"github.com/callwright/callwright/schema"
)

// formatVersion is the version of the format. A reader refuses another major version. It
// ignores what a later minor version added.
const formatVersion = "1.0"

// A Snapshot is the state of a contact centre at a time.
type Snapshot struct {
	Taken    time.Time // in whole seconds, UTC
	Tool     Tool      // made the snapshot
	Instance schema.Instance
	State    *schema.State  // with the things outside that were read
	Kinds    []*schema.Kind // the kinds that were read; the others are unknown
}

// A Tool is the program that made a snapshot.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Knows reports whether the snapshot has the objects of the kind, or the things outside.
func (s *Snapshot) Knows(kind string) bool {
	return s.State.OutsideIDs(kind) != nil || slices.ContainsFunc(s.Kinds, func(k *schema.Kind) bool { return k.Name == kind })
}

// Unknown returns the attributes of an object that the snapshot does not have, out of attrs.
// An attribute that the service does not tell is not unknown: no read could bring it.
func Unknown(r *schema.Resource, attrs schema.AttrSet) schema.AttrSet {
	return attrs.Minus(r.Given).Minus(r.Absent).Minus(r.Unreadable).Minus(r.Manual)
}

// An Error says what is wrong in a snapshot, and where.
type Error struct {
	Line   int    // counted from 1
	Member string // such as objects[3].attributes.name; "" for the file as a whole
	Err    error
}

func (e *Error) Error() string {
	if e.Member == "" {
		return fmt.Sprintf("line %d: %v", e.Line, e.Err)
	}
	return fmt.Sprintf("line %d: %s: %v", e.Line, e.Member, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }
