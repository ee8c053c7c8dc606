package plan

import (
	"iter"
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A Scope is the part of a plan that is asked for, by the texts of patterns (see
// [schema.Pattern]). The zero Scope is everything.
type Scope struct {
	Only    []string `json:"only"`
	Exclude []string `json:"exclude"`
}

// Partial reports whether the scope leaves anything out.
func (s Scope) Partial() bool { return len(s.Only)+len(s.Exclude) > 0 }

// within leaves out of the draft what the scope does not ask for. What it waits for
// and the scope leaves out is a refusal.
func (d *drafting) within(want *schema.State, o Options) {
	s := o.Scope
	if !s.Partial() {
		return
	}
	d.Scope = s
	d.checkPatterns(want)
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
	only, exclude := patterns(s.Only), patterns(s.Exclude)
	return func(a schema.Addr) bool { return (len(s.Only) == 0 || only.TakeIn(a)) && !exclude.TakeIn(a) }
}

func patterns(texts []string) *schema.Patterns {
	list := make([]schema.Pattern, len(texts))
	for i, text := range texts {
		list[i] = schema.NewPattern(text)
	}
	return schema.NewPatterns(list...)
}

// checkPatterns reports the patterns that take in nothing: neither what is described nor
// what would change. They are slips, and a plan without what they mean would mislead.
func (d *drafting) checkPatterns(want *schema.State) {
	for _, p := range patterns(slices.Concat(d.Scope.Only, d.Scope.Exclude)).Idle(d.addresses(want)) {
		d.report(schema.Addr{}, diag.PatternTakesInNothing.Problem("No object has an address like %s.%s", p, p.Suggest(d.addresses(want))))
	}
}

// addresses returns the addresses of what is described and of what would change.
func (d *drafting) addresses(want *schema.State) iter.Seq[schema.Addr] {
	return func(yield func(schema.Addr) bool) {
		for _, w := range want.All() {
			if !yield(w.Addr) {
				return
			}
		}
		for _, c := range slices.Concat(d.Changes, d.Records) {
			if !yield(c.Addr) {
				return
			}
		}
	}
}
