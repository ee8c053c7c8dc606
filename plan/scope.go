package plan

import (
	"regexp"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A Scope is the part of a plan that is asked for, by patterns of addresses in which
// a star stands for any run of characters. The zero Scope is everything.
type Scope struct {
	Only    []string `json:"only"`
	Exclude []string `json:"exclude"`
}

// Partial reports whether the scope leaves anything out.
func (s Scope) Partial() bool { return len(s.Only)+len(s.Exclude) > 0 }

// within leaves out of the draft what the scope does not ask for. What it waits for
// and the scope leaves out is a refusal.
func (d *drafting) within(o Options) {
	s := o.Scope
	if !s.Partial() {
		return
	}
	d.Scope = s
	out := func(c *Change) bool { return !d.in(c.Addr) }
	d.Changes = slices.DeleteFunc(d.Changes, out)
	d.Records = slices.DeleteFunc(d.Records, out)
	d.Refusals = slices.DeleteFunc(d.Refusals, func(r schema.Problem) bool { return !d.in(r.Addr) })
	for _, c := range d.Changes {
		for _, w := range c.Waits {
			if !o.Alone && !d.in(w.Addr) {
				d.refuse(c.Addr, diag.IncompletePart.Problem("%s waits for %s, which --only and --exclude leave out. Take it in, too.", c.Addr, w.Addr))
			}
		}
	}
}

// filter returns what reports whether the scope asks for an address.
func (s Scope) filter() func(schema.Addr) bool {
	only, exclude := globs(s.Only), globs(s.Exclude)
	return func(a schema.Addr) bool { return (len(only) == 0 || matches(only, a)) && !matches(exclude, a) }
}

func globs(patterns []string) []*regexp.Regexp {
	list := make([]*regexp.Regexp, len(patterns))
	for i, p := range patterns {
		list[i] = regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(p), `\*`, ".*") + "$")
	}
	return list
}

func matches(list []*regexp.Regexp, a schema.Addr) bool {
	return slices.ContainsFunc(list, func(re *regexp.Regexp) bool { return re.MatchString(a.String()) || re.MatchString(a.Whole().String()) })
}
