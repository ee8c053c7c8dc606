package plan

import (
	"iter"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// Options say what a plan is made for.
type Options struct {
	Instance schema.Instance
	Stack    string                                  // the stack that the configuration describes
	Formerly []string                                // former names of the stack
	Release  func(owner string, at schema.Addr) bool // whether a release block names the address; nil if there are no such blocks
	Gone     []schema.Name                           // the objects that delete blocks name
	Scope    Scope                                   // the part of the plan that is asked for
}

// Ours reports whether this is the stack's name, or a former one.
func (o Options) Ours(stack string) bool {
	return stack != "" && (stack == o.Stack || slices.Contains(o.Formerly, stack))
}

// owners yields the owners that the record of the described object may name: one for the
// stack's name, and one for each of its former names.
func (o Options) owners(w *schema.Resource) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(w.Record.Owner) {
			return
		}
		for _, stack := range o.Formerly {
			if !yield(record.Owner(stack, w.Addr)) {
				return
			}
		}
	}
}

// isOwner reports whether the record of the described object may name the owner.
func (o Options) isOwner(owner string, w *schema.Resource) bool {
	for other := range o.owners(w) {
		if other == owner {
			return true
		}
	}
	return false
}

// released reports whether a release block names where l was described.
func (o Options) released(l *schema.Resource) bool {
	return o.Release != nil && o.Release(l.Record.Owner, Origin(l))
}

// Origin returns the address of the block that described the live object, as its record has
// it. A record holds only the beginning of a long address; Origin then adds the object's
// name, to tell it from others with the same beginning. For an object without an address in
// its record, Origin makes one of its name.
func Origin(l *schema.Resource) schema.Addr {
	_, a, ok := record.ParseOwner(l.Record.Owner)
	switch {
	case ok && record.OwnerIsCut(l.Record.Owner):
		a.Key, a.Keyed = strings.TrimSpace(a.Key+" "+l.Key), true
		return a
	case ok:
		return a
	case hclsyntax.ValidIdentifier(l.Key):
		return schema.Addr{Kind: l.Kind.Name, Label: l.Key}
	}
	return schema.Named(l.Name())
}
