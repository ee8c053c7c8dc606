package plan

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// Options are what a plan is made for.
type Options struct {
	Instance schema.Instance
	Stack    string                                  // whose objects are described
	Formerly []string                                // the names that the stack had
	Release  func(owner string, at schema.Addr) bool // whether a release block names what was described there; nil for none
	Gone     []schema.Name                           // the objects that delete blocks name
	Scope    Scope                                   // the part of the plan that is asked for
}

// Ours reports whether the stack is this one, or was.
func (o Options) Ours(stack string) bool {
	return stack != "" && (stack == o.Stack || slices.Contains(o.Formerly, stack))
}

// owners returns the owner that the described object has, and those that it had under
// this stack's former names.
func (o Options) owners(w *schema.Resource) []string {
	owners := []string{w.Record.Owner}
	for _, stack := range o.Formerly {
		owners = append(owners, record.Owner(stack, w.Addr))
	}
	return owners
}

// released reports whether a release block names where l was described.
func (o Options) released(l *schema.Resource) bool {
	return o.Release != nil && o.Release(l.Record.Owner, Origin(l))
}

// Origin returns where the live object was described, by its record. A record holds
// only the beginning of a long address; the object's name is added to it then, to tell
// it from others with the same beginning. An object whose record has no address is
// called by its name.
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
