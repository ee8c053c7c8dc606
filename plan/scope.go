package plan

import (
	"regexp"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// A Scope is the part of a plan that is asked for, by patterns of addresses in which
// a star stands for any run of characters. The zero Scope is everything.
type Scope struct {
	Only    []string `json:"only"`
	Exclude []string `json:"exclude"`
}

// Partial reports whether the scope leaves anything out.
func (s Scope) Partial() bool { return len(s.Only)+len(s.Exclude) > 0 }

// Filter returns the function that reports whether the scope asks for an address.
func (s Scope) Filter() func(schema.Addr) bool {
	only, exclude := globs(s.Only), globs(s.Exclude)
	return func(a schema.Addr) bool { return (len(only) == 0 || matchesAny(only, a)) && !matchesAny(exclude, a) }
}

func globs(patterns []string) []*regexp.Regexp {
	list := make([]*regexp.Regexp, len(patterns))
	for i, p := range patterns {
		list[i] = regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(p), `\*`, ".*") + "$")
	}
	return list
}

func matchesAny(list []*regexp.Regexp, a schema.Addr) bool {
	return slices.ContainsFunc(list, func(re *regexp.Regexp) bool { return re.MatchString(a.String()) || re.MatchString(a.Whole().String()) })
}
