package plan

import (
	"github.com/callwright/callwright/schema"
)

// A Scope is the part of a plan that the user asked for, as patterns (see [schema.Pattern]).
// For example, --only user --exclude 'user.agents["ana"]' asks for all users except one. The
// zero Scope is everything.
type Scope struct {
	Only    []string `json:"only"`
	Exclude []string `json:"exclude"`
}

// Partial reports whether the scope leaves anything out.
func (s Scope) Partial() bool { return len(s.Only)+len(s.Exclude) > 0 }

// Filter returns a function that reports whether an address is in the scope.
func (s Scope) Filter() func(schema.Addr) bool {
	only, exclude := patterns(s.Only), patterns(s.Exclude)
	return func(a schema.Addr) bool { return (len(s.Only) == 0 || only.TakeIn(a)) && !exclude.TakeIn(a) }
}

// patterns returns the patterns of the texts.
func patterns(texts []string) *schema.Patterns {
	list := make([]schema.Pattern, len(texts))
	for i, text := range texts {
		list[i] = schema.NewPattern(text)
	}
	return schema.NewPatterns(list...)
}
