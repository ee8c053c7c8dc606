package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// A release is a release block: it names what its pattern takes in.
type release struct {
	pattern schema.Pattern
	addr    schema.Addr          // when it is written as an address; else zero
	attr    *hclsyntax.Attribute // which says so
}

// readReleases reads the release blocks.
func (l *loader) readReleases() {
	for _, b := range l.releaseBlocks {
		l.readRelease(b)
	}
	if len(l.releases) > 0 {
		l.config.Released = l.released()
	}
}

func (l *loader) readRelease(b *hclsyntax.Block) {
	l.noBlocks(b)
	if !l.known(b, []string{"address", "match"}) {
		return
	}
	address, match := b.Body.Attributes["address"], b.Body.Attributes["match"]
	if (address == nil) == (match == nil) {
		l.report(diag.IncompleteRelease.In(b.DefRange(), "A release block says which objects are no longer this stack's: either address = user.bob, or match = \"user.agents[*]\"."))
		return
	}
	if address != nil {
		a, problem := addressOf(address.Expr)
		if problem != nil {
			l.report(within(address.SrcRange, problem))
			return
		}
		l.releases = append(l.releases, release{schema.PatternOf(a), a, address})
		return
	}
	f := &fields{l, b, l.scope(false), false}
	s, at, ok := f.needed("match")
	if !ok {
		return
	}
	if problem := badPattern(s, at); problem != nil {
		l.report(within(match.SrcRange, problem))
		return
	}
	l.releases = append(l.releases, release{pattern: schema.NewPattern(s), attr: match})
}

// addressOf returns the address that an expression is. What stands there need not be
// described.
func addressOf(expr hclsyntax.Expression) (schema.Addr, *hcl.Diagnostic) {
	expr = unwrapped(expr)
	e, ok := expr.(*hclsyntax.ScopeTraversalExpr)
	if !ok {
		return schema.Addr{}, diag.AddressRequired.In(expr.Range(), "An address stands in the file as it is, without quotes: user.bob or user.agents[\"ada\"]. Several objects are written match = \"user.agents[*]\".")
	}
	t := e.Traversal
	a, rest := schema.AddrOf(t)
	if a.Part != "" { // three names: a label is the end
		a, rest = schema.Addr{Module: a.Module, Kind: a.Part, Label: a.Kind}, t[len(t)-1:]
	}
	if problem := unreleasable(a, t[0].SourceRange()); problem != nil {
		return a, problem
	}
	switch {
	case a.Label == "":
		return a, diag.IncompleteAddress.In(t.SourceRange(), "An address has a kind and a label: %s.LABEL, under for_each with a key: %s.LABEL[\"ada\"].", a.Kind, a.Kind)
	case len(rest) > 0:
		return a, diag.AddressRequired.In(rest[0].SourceRange(), "An address ends with the label, or under for_each with a key in quotes and brackets: %s[\"ada\"].", a.Block())
	}
	return a, nil
}

// unreleasable says why no object at the address can be released, or returns nil.
func unreleasable(a schema.Addr, at hcl.Range) *hcl.Diagnostic {
	k, ok := schema.KindOf(a.Kind)
	switch {
	case a.IsModule():
		return nil
	case !ok:
		return unknownKind(a.Kind, at)
	case k.Single:
		return diag.NotReleasable.In(at, "A %s belongs to no stack, so there is nothing to release: it is left as it is when its block is removed.", a.Kind)
	}
	return nil
}

func unknownKind(kind string, at hcl.Range) *hcl.Diagnostic {
	if kind == tableWord {
		return diag.UnknownKind.In(at, "A %s exists in the language alone; nothing in the contact centre is one.", kind)
	}
	return diag.UnknownKind.In(at, "There is no kind %q.%s", kind, schema.Suggest(kind, kindWords()))
}

func kindWords() []string {
	words := make([]string, len(schema.All))
	for i, k := range schema.All {
		words[i] = k.Name
	}
	return words
}

// longestPattern is how many bytes a pattern may have: more than any address in a
// record.
const longestPattern = 1000

// badPattern says why a pattern takes in no address, or returns nil.
func badPattern(s string, at hcl.Range) *hcl.Diagnostic {
	if len(s) > longestPattern {
		return diag.InvalidMatch.In(at, "The pattern is longer than any address.")
	}
	sample, ok := schema.NewPattern(s).Sample()
	if !ok || sample.Label == "" && !strings.Contains(s, "*") {
		return diag.InvalidMatch.In(at, "%q covers no address. Addresses look like user.bob and user.agents[\"ada\"], and * stands for any characters: \"user.agents[*]\".", s)
	}
	kind, _, _ := strings.Cut(s, ".")
	head, _, open := strings.Cut(kind, "*")
	if !open {
		return unreleasable(sample, at)
	}
	if !slices.ContainsFunc(kindWords(), func(w string) bool { return strings.HasPrefix(w, head) }) {
		return diag.UnknownKind.In(at, "There is no kind whose name begins with %q. There are %s.", head, strings.Join(kindWords(), ", "))
	}
	return nil
}

// patterns returns those of the release blocks, in their order.
func (l *loader) patterns() *schema.Patterns {
	list := make([]schema.Pattern, len(l.releases))
	for i, r := range l.releases {
		list[i] = r.pattern
	}
	return schema.NewPatterns(list...)
}

// released returns what the release blocks say. Of a long address a record holds the
// head alone: its owner tells it from others of that head.
func (l *loader) released() func(owner string, at schema.Addr) bool {
	owners := map[string]bool{}
	for _, r := range l.releases {
		if r.addr == (schema.Addr{}) {
			continue
		}
		for _, stack := range append([]string{l.config.Stack}, l.config.Formerly...) {
			owners[schema.Owner(stack, r.addr)] = true
		}
	}
	patterns := l.patterns()
	return func(owner string, at schema.Addr) bool { return owners[owner] || patterns.TakeIn(at) }
}

// checkReleases reports what is to be released and still described.
func (l *loader) checkReleases() {
	all := l.config.Want.All()
	for _, r := range l.releases {
		if r.addr != (schema.Addr{}) {
			continue // it is looked up
		}
		l.report(l.eval.Draw(bounded.Cost{Work: int64(len(all))}, r.attr.Expr.Range())...)
		if l.eval.Exhausted() != nil {
			return
		}
	}
	first, count := make([]*schema.Resource, len(l.releases)), make([]int, len(l.releases))
	patterns := l.patterns()
	for _, r := range all {
		if r.Addr.Part != "" {
			continue // it goes with what it is a part of
		}
		for i := range patterns.Taking(r.Addr) {
			if count[i]++; count[i] == 1 {
				first[i] = r
			}
		}
	}
	for i, r := range l.releases {
		if count[i] == 0 {
			continue
		}
		detail := fmt.Sprintf("%s %s.", first[i].Addr, stillDescribed(first[i]))
		if count[i] > 1 {
			detail += fmt.Sprintf(" It is one of %d objects described that this covers.", count[i])
		}
		l.report(within(r.attr.SrcRange, diag.ReleasedObjectDescribed.In(r.attr.Expr.Range(), "%s", detail)))
	}
}

// stillDescribed says where an object is described, and what to do.
func stillDescribed(r *schema.Resource) string {
	remedy := "remove its block first"
	if r.Addr.Keyed {
		remedy = "take it out of for_each first"
	}
	return fmt.Sprintf("is described at %s; %s", origin(r), remedy)
}
