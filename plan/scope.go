package plan

import (
	"github.com/callwright/callwright/schema"
)

// A Scope is the part of a plan that is asked for, by the texts of patterns (see
// [schema.Pattern]). The zero Scope is everything.
type Scope struct {
	Only    []string `json:"only"`
	Exclude []string `json:"exclude"`
}

// Partial reports whether the scope leaves anything out.
func (s Scope) Partial() bool { return len(s.Only)+len(s.Exclude) > 0 }

// Filter returns the function that reports whether the scope asks for an address.
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
