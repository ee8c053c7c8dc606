package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A pair is a desired object and the live one that it is, with its standing.
type pair struct {
	live     *schema.Resource
	standing Standing
}

// A pairing says which live object each desired one is, and what becomes of the
// live objects that are none of them.
type pairing struct {
	pairs     map[*schema.Resource]pair // by desired object
	orphaned  []*schema.Resource        // ours, and no longer described
	unmanaged []Left
	foreign   []schema.Problem
	warnings  []schema.Problem
	problems  []schema.Problem
	renamed   map[schema.Name]string           // live name → natural key to come
	before    map[schema.Name]string           // desired name → live natural key, of the same objects
	asides    map[schema.Name]*schema.Resource // live objects that go aside before they are deleted, by that name

	o         Options
	live      *schema.State
	taken     map[*schema.Resource]bool
	owned     map[string][]*schema.Resource // live objects of this stack, by owner
	described map[string]bool               // the owners of all desired objects
}

// match pairs the states. An object is found by its record, else by its natural
// key, else by the name that its record was made under.
func match(live, want *schema.State, o Options) *pairing {
	p := &pairing{
		pairs: make(map[*schema.Resource]pair, len(want.All())), renamed: map[schema.Name]string{}, before: map[schema.Name]string{}, asides: map[schema.Name]*schema.Resource{},
		o: o, live: live, taken: make(map[*schema.Resource]bool, len(want.All())),
		owned: map[string][]*schema.Resource{}, described: make(map[string]bool, len(want.All())),
	}
	for _, l := range live.All() {
		if o.Ours(l.Record.Stack()) {
			p.owned[l.Record.Owner] = append(p.owned[l.Record.Owner], l)
		}
	}
	for _, w := range want.All() {
		for _, owner := range o.owners(w) {
			p.described[owner] = true
		}
	}
	for _, find := range []func(*schema.Resource) (pair, bool){p.byRecord, p.byName, p.byFormerName} {
		for _, w := range want.All() {
			if _, paired := p.pairs[w]; paired {
				continue
			}
			if found, ok := find(w); ok {
				p.take(w, found)
			}
		}
	}
	p.sortOut()
	return p
}

// Ours reports whether the stack is this one, or was.
func (o Options) Ours(stack string) bool {
	return stack != "" && (stack == o.Stack || slices.Contains(o.Formerly, stack))
}

// owners returns the owner that w has, and those that it had under this stack's
// former names.
func (o Options) owners(w *schema.Resource) []string {
	owners := []string{w.Record.Owner}
	for _, stack := range o.Formerly {
		owners = append(owners, schema.Owner(stack, w.Addr))
	}
	return owners
}

func (p *pairing) take(w *schema.Resource, found pair) {
	p.pairs[w] = found
	p.taken[found.live] = true
	if found.live.Key != w.Key {
		p.before[w.Name()] = found.live.Key
	}
}

// settleNames says which live names become which: those of the pairs whose natural
// key changes, but for replaced objects, whose referrers have to move to the new
// ones; and those that follow from these.
func (p *pairing) settleNames(want *schema.State) []NewName {
	var names []NewName
	for _, w := range want.All() {
		found, ok := p.pairs[w]
		if !ok || found.live.Key == w.Key {
			continue
		}
		c := &Change{Want: w, Attrs: w.Kind.Changed(p.known(found.live), w)}
		if immutable(c) == "" {
			p.renamed[found.live.Name()] = w.Key
			names = append(names, newName(found.live, w))
		}
	}
	return append(names, p.follow(want)...)
}

// follow says what becomes of the names of what is not described: of what goes aside,
// and of what is called after something renamed. Parents come before their children.
func (p *pairing) follow(want *schema.State) []NewName {
	doomed := p.doomed()
	var names []NewName
	for _, l := range p.live.All() {
		if p.taken[l] {
			continue
		}
		to := p.known(l)
		if _, taken := want.Lookup(to.Name()); taken && doomed[l] && mentioned(p.live, l.Name()) {
			to = setAside(to)
			p.asides[to.Name()] = l
		}
		if to.Key != l.Key {
			p.renamed[l.Name()] = to.Key
			names = append(names, newName(l, to))
		}
	}
	return names
}

// newName returns how the live object comes to be called.
func newName(live, to *schema.Resource) NewName {
	n := NewName{Kind: live.Kind.Name, ID: live.ID, Name: to.Key, Was: live.Key}
	for ref := range to.Refs(to.Kind.Referring()) {
		if ref.Kind == n.Kind && strings.HasPrefix(to.Key, ref.Key) {
			n.In = ref.Key
		}
	}
	return n
}

// ids returns the function that tells the live id of an object by its name to come.
// What is yet to be made has none.
func (p *pairing) ids(want *schema.State) func(schema.Name) (string, bool) {
	return func(n schema.Name) (string, bool) {
		if w, ok := want.Lookup(n); ok {
			found, ok := p.pairs[w]
			if !ok || found.live.Key != w.Key && p.renamed[found.live.Name()] != w.Key {
				return "", false
			}
			return found.live.ID, true
		}
		l, ok := p.asides[n]
		if !ok {
			l, ok = p.live.Lookup(n)
		}
		if !ok {
			return p.live.OutsideID(n)
		}
		return l.ID, true
	}
}

// known returns a live object with its references under the names to come.
func (p *pairing) known(live *schema.Resource) *schema.Resource {
	if len(p.renamed) == 0 {
		return live
	}
	return live.Renamed(p.renamed)
}

// byRecord finds the object whose owner is w's address and whose record fits it.
func (p *pairing) byRecord(w *schema.Resource) (pair, bool) {
	return p.only(w, p.fits)
}

// fits reports whether the object's record was made for it. One that stands aside has it
// under a name that it lost on the way.
func (p *pairing) fits(l *schema.Resource) bool {
	return l.Record.Fits(p.o.Instance.ID, l) || isAside(l)
}

// only returns the one free object of w's owner that fits. Two are a problem.
func (p *pairing) only(w *schema.Resource, fits func(*schema.Resource) bool) (pair, bool) {
	var found []*schema.Resource
	for _, owner := range p.o.owners(w) {
		for _, l := range p.owned[owner] {
			if l.Kind == w.Kind && !p.taken[l] && fits(l) {
				found = append(found, l)
			}
		}
	}
	switch len(found) {
	case 0:
		return pair{}, false
	case 1:
		return pair{found[0], Managed}, true
	}
	p.problems = append(p.problems, schema.Problem{Addr: w.Addr, Problem: diag.DuplicateAddress.Problem("The %s and the %s both carry the record of %s. Delete one of them, or its tag %q.", found[0].Name(), found[1].Name(), w.Addr, schema.OwnerTag)})
	return pair{found[0], Managed}, true
}

// byName finds the object that has w's natural key, or that had it before what the
// key is made of was renamed.
func (p *pairing) byName(w *schema.Resource) (pair, bool) {
	l, ok := p.live.Lookup(w.Name())
	if !ok && len(p.before) > 0 {
		l, ok = p.live.Lookup(w.Renamed(p.before).Name())
	}
	if !ok || p.taken[l] {
		return pair{}, false
	}
	stack := l.Record.Stack()
	switch {
	case !l.Remembers(): // nobody's, and so never taken over
		return pair{l, Managed}, true
	case stack == "":
		return pair{l, Adopted}, true
	case !p.o.Ours(stack):
		p.foreign = append(p.foreign, foreign(w, l, stack))
		return pair{l, Managed}, true
	case slices.Contains(p.o.owners(w), l.Record.Owner):
		return pair{l, Managed}, true
	case p.described[l.Record.Owner]:
		return pair{l, Adopted}, true
	}
	return pair{l, Moved}, true
}

func foreign(w, l *schema.Resource, stack string) schema.Problem {
	return schema.Problem{Addr: w.Addr, Problem: diag.ObjectOfAnotherStack.Problem("The %s belongs to the stack %q (%s). Release it there, or, if all of that stack is this one's now, write formerly = [%q] in the callwright block.",
		l.Name(), stack, l.Record.Owner, stack)}
}

// byFormerName finds the object whose record was made under w's name, or under the
// name that w's lifecycle says it had: it was renamed by hand, or is to be.
func (p *pairing) byFormerName(w *schema.Resource) (pair, bool) {
	if from := w.Life.RenamedFrom; from != "" {
		if l, ok := p.live.Lookup(schema.Name{Kind: w.Kind.Name, Key: from}); ok && !p.taken[l] {
			switch stack := l.Record.Stack(); {
			case stack == "":
				return pair{l, Adopted}, true
			case p.o.Ours(stack):
				return pair{l, Managed}, true
			}
		}
	}
	return p.only(w, func(l *schema.Resource) bool {
		return l.Record.MadeFor(p.o.Instance.ID, w.Kind.Name, w.Key) || w.Life.RenamedFrom != "" && l.Record.MadeFor(p.o.Instance.ID, w.Kind.Name, w.Life.RenamedFrom)
	})
}

// sortOut gives each free live object its standing.
func (p *pairing) sortOut() {
	for _, l := range p.live.All() {
		switch {
		case p.taken[l], l.Kind.Single, l.Kind.Bound() != 0:
		case l.Record.Stack() == "":
			p.leave(l, Unmanaged)
		case !p.o.Ours(l.Record.Stack()):
			p.leave(l, Foreign)
		case p.described[l.Record.Owner]:
			p.leave(l, Copied)
			p.warn(l, diag.CopiedObject, "It carries the record of %s, which is another object, so it is left alone.", origin(l))
		case !p.fits(l) && !p.o.released(l):
			p.leave(l, Held)
			if _, err := schema.ParseApplied(l.Record.Applied); errors.Is(err, schema.ErrNewerRecord) {
				p.warn(l, diag.NewerRecord, "It was %s of this stack, and a newer callwright wrote its record, so it is left alone. Use that version, or a later one.", origin(l))
				continue
			}
			p.warn(l, diag.RecordOfAnotherObject, "Its record says that it is %s of this stack, but was made for another object, so it is left alone. Delete it by hand, or write release { address = %s }.",
				origin(l), origin(l))
		default:
			p.orphaned = append(p.orphaned, l)
		}
	}
}

func (p *pairing) leave(l *schema.Resource, s Standing) {
	p.unmanaged = append(p.unmanaged, Left{l, s})
}

// released reports whether a release block names where l was described.
func (o Options) released(l *schema.Resource) bool {
	return o.Release != nil && o.Release(l.Record.Owner, origin(l))
}

func (p *pairing) warn(l *schema.Resource, e *diag.Entry, format string, args ...any) {
	p.warnings = append(p.warnings, schema.Problem{Problem: e.Problem("The %s is not described. %s", l.Name(), fmt.Sprintf(format, args...))})
}

// origin returns where the object was described, by its record. Of a long address that
// has the head alone; the natural key tells it from others of that head. An object whose
// record has no address is called by its name.
func origin(l *schema.Resource) schema.Addr {
	_, a, ok := schema.ParseOwner(l.Record.Owner)
	switch {
	case ok && schema.OwnerIsCut(l.Record.Owner):
		a.Key, a.Keyed = strings.TrimSpace(a.Key+" "+l.Key), true
		return a
	case ok:
		return a
	case hclsyntax.ValidIdentifier(l.Key):
		return schema.Addr{Kind: l.Kind.Name, Label: l.Key}
	}
	return schema.Named(l.Name())
}
