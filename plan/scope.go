package plan

import (
	"fmt"
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

// Within returns the part of the plan that the scope asks for. What it waits for and
// the scope leaves out is a refusal.
func (p *Plan) Within(s Scope) *Plan {
	if !s.Partial() {
		return p
	}
	only, exclude := globs(s.Only), globs(s.Exclude)
	in := func(a schema.Addr) bool {
		return (len(only) == 0 || matches(only, a)) && !matches(exclude, a)
	}
	part := *p
	part.Scope = s
	part.Changes = slices.DeleteFunc(slices.Clone(p.Changes), func(c *Change) bool { return !in(c.Addr) })
	part.Records = slices.DeleteFunc(slices.Clone(p.Records), func(c *Change) bool { return !in(c.Addr) })
	part.Refusals = slices.DeleteFunc(slices.Clone(p.Refusals), func(r schema.Problem) bool { return r.Addr != (schema.Addr{}) && !in(r.Addr) })
	for _, c := range part.Changes {
		for _, w := range c.Waits {
			if !in(w.Addr) {
				part.Refusals = append(part.Refusals, schema.Problem{
					Addr: c.Addr, Summary: "Part of a plan that needs the rest",
					Detail: fmt.Sprintf("%s waits for %s, which --only and --exclude leave out. Take it in, too.", c.Addr, w.Addr),
				})
			}
		}
	}
	return &part
}

func globs(patterns []string) []*regexp.Regexp {
	list := make([]*regexp.Regexp, len(patterns))
	for i, p := range patterns {
		list[i] = regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(p), `\*`, ".*") + "$")
	}
	return list
}

func matches(list []*regexp.Regexp, a schema.Addr) bool {
	return slices.ContainsFunc(list, func(re *regexp.Regexp) bool { return re.MatchString(a.String()) })
}
