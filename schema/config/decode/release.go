package decode

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// A release is a release block: it names what its pattern takes in.
type release struct {
	pattern schema.Pattern
	addr    schema.Addr          // when it is written as an address; else zero
	attr    *hclsyntax.Attribute // which says so
}

// readRelease reads a release block. It is false when something is wrong with it.
func (f *fieldReader) readRelease() (release, bool) {
	if !f.checkContents("address", "match") {
		return release{}, false
	}
	address, match := f.written("address"), f.written("match")
	if (address == nil) == (match == nil) {
		f.report(diag.IncompleteRelease.In(f.block.DefRange(), "A release block needs to say which objects this stack gives up: either address = user.bob, or match = \"user.agents[*]\"."))
		return release{}, false
	}
	if address != nil {
		a, problem := writtenAddress(address.Expr)
		if problem != nil {
			f.report(syntax.Within(address.SrcRange, problem))
		}
		return release{schema.PatternOf(a), a, address}, problem == nil
	}
	s, at, ok := f.neededText("match")
	if !ok {
		return release{}, false
	}
	if problem := badPattern(s, at); problem != nil {
		f.report(syntax.Within(match.SrcRange, problem))
		return release{}, false
	}
	return release{pattern: schema.NewPattern(s), attr: match}, true
}

// writtenAddress returns the address that an expression is. What stands there need not
// be described.
func writtenAddress(expr hclsyntax.Expression) (schema.Addr, *hcl.Diagnostic) {
	expr = syntax.Unwrap(expr)
	e, ok := expr.(*hclsyntax.ScopeTraversalExpr)
	if !ok {
		return schema.Addr{}, diag.AddressRequired.In(expr.Range(), "An address must be written literally and without quotes: user.bob or user.agents[\"ada\"]. For several objects, write match = \"user.agents[*]\".")
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
		return a, diag.IncompleteAddress.In(t.SourceRange(), "An address needs a kind and a label: %s.LABEL, or for a block with for_each %s.LABEL[\"ada\"].", a.Kind, a.Kind)
	case len(rest) > 0:
		return a, diag.AddressRequired.In(rest[0].SourceRange(), "Nothing can follow the label in an address, except a key in quotes and brackets for a block with for_each: %s[\"ada\"].", a.Block())
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
		return diag.NotReleasable.In(at, "The kind %s belongs to the instance, not to a stack, so there is nothing to release. When you remove the block, the object stays as it is.", a.Kind)
	}
	return nil
}

func unknownKind(kind string, at hcl.Range) *hcl.Diagnostic {
	if kind == syntax.TableType {
		return diag.UnknownKind.In(at, "%s exists only in the configuration; the contact centre has no such objects.", kind)
	}
	return diag.UnknownKind.In(at, "Unknown kind %q.%s", kind, diag.Suggest(kind, schema.KindNames()))
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
		return diag.InvalidMatch.In(at, "No address can match %q. Addresses look like user.bob and user.agents[\"ada\"], and * matches any characters: \"user.agents[*]\".", s)
	}
	kind, _, _ := strings.Cut(s, ".")
	head, _, open := strings.Cut(kind, "*")
	if !open {
		return unreleasable(sample, at)
	}
	if !slices.ContainsFunc(schema.KindNames(), func(w string) bool { return strings.HasPrefix(w, head) }) {
		return diag.UnknownKind.In(at, "No kind starts with %q. The kinds are %s.", head, strings.Join(schema.KindNames(), ", "))
	}
	return nil
}

// patternsOf returns the patterns of releases, in their order.
func patternsOf(releases []release) *schema.Patterns {
	list := make([]schema.Pattern, len(releases))
	for i, r := range releases {
		list[i] = r.pattern
	}
	return schema.NewPatterns(list...)
}

// released returns whether the releases name what was described by an owner at an
// address; nil when there are none. Of a long address a record holds the head alone: its
// owner tells it from others of that head.
func released(releases []release, stacks []string) func(owner string, at schema.Addr) bool {
	if len(releases) == 0 {
		return nil
	}
	owners := map[string]bool{}
	for _, r := range releases {
		if r.addr == (schema.Addr{}) {
			continue
		}
		for _, stack := range stacks {
			owners[record.Owner(stack, r.addr)] = true
		}
	}
	patterns := patternsOf(releases)
	return func(owner string, at schema.Addr) bool { return owners[owner] || patterns.TakeIn(at) }
}

// toMatch is the work of matching one address with a pattern.
const toMatch = 4

// checkReleases reports what is to be released and still described.
func (e *evaluator) checkReleases(releases []release, described []*schema.Resource) {
	for _, r := range releases {
		if r.addr != (schema.Addr{}) {
			continue // it is looked up
		}
		e.report(e.budget.Draw(bounded.Cost{Work: toMatch * int64(len(described))}, r.attr.Expr.Range())...)
		if e.exhausted() {
			return
		}
	}
	first, count := make([]*schema.Resource, len(releases)), make([]int, len(releases))
	patterns := patternsOf(releases)
	for _, r := range described {
		if r.Addr.Part != "" {
			continue // it goes with what it is a part of
		}
		for i := range patterns.Taking(r.Addr) {
			if count[i]++; count[i] == 1 {
				first[i] = r
			}
		}
	}
	for i, r := range releases {
		if count[i] == 0 {
			continue
		}
		detail := fmt.Sprintf("%s %s.", first[i].Addr, stillDescribed(first[i]))
		if count[i] > 1 {
			detail += fmt.Sprintf(" The pattern matches %d objects that are still described.", count[i])
		}
		e.report(syntax.Within(r.attr.SrcRange, diag.ReleasedObjectDescribed.In(r.attr.Expr.Range(), "%s", detail)))
	}
}

// stillDescribed says where an object is described, and what to do.
func stillDescribed(r *schema.Resource) string {
	remedy := "remove its block first"
	if r.Addr.Keyed {
		remedy = "remove it from for_each first"
	}
	return fmt.Sprintf("is described at %s; %s", origin(r), remedy)
}
