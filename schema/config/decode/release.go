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

// A release is the content of a release block. It names the objects that its pattern
// matches, and callwright then forgets that the stack owned them.
type release struct {
	pattern schema.Pattern
	addr    schema.Addr          // zero if the block has a pattern, and not an address
	attr    *hclsyntax.Attribute // address or match
}

// readRelease reads a release block. It returns false if something is wrong with the block,
// which it reports.
func (f *fieldReader) readRelease() (release, bool) {
	if !f.checkContents("address", "match") {
		return release{}, false
	}
	address, match := f.written("address"), f.written("match")
	if (address == nil) == (match == nil) { // both, or none
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
	s, at, ok := f.requiredText("match")
	if !ok {
		return release{}, false
	}
	if problem := badPattern(s, at); problem != nil {
		f.report(syntax.Within(match.SrcRange, problem))
		return release{}, false
	}
	return release{pattern: schema.NewPattern(s), attr: match}, true
}

// writtenAddress returns the address that an expression is written as. Unlike a reference,
// it need not lead to a described object.
func writtenAddress(expr hclsyntax.Expression) (schema.Addr, *hcl.Diagnostic) {
	expr = syntax.Unwrap(expr)
	e, ok := expr.(*hclsyntax.ScopeTraversalExpr)
	if !ok {
		return schema.Addr{}, diag.AddressRequired.In(expr.Range(), "An address must be written literally and without quotes: user.bob or user.agents[\"ada\"]. For several objects, write match = \"user.agents[*]\".")
	}
	t := e.Traversal
	a, rest := schema.AddrOf(t)
	if a.Part != "" { // user.bob.email: the third name is one too many
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

// unreleasable returns the reason why objects at the address cannot be released, or nil.
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

// unknownKind returns a diagnostic for a kind that does not exist.
func unknownKind(kind string, at hcl.Range) *hcl.Diagnostic {
	if kind == syntax.TableType {
		return diag.UnknownKind.In(at, "%s exists only in the configuration; the contact centre has no such objects.", kind)
	}
	return diag.UnknownKind.In(at, "Unknown kind %q.%s", kind, diag.Suggest(kind, schema.KindNames()))
}

// longestPattern is the largest number of bytes in a pattern. No address in a record is
// that long.
const longestPattern = 1000

// badPattern returns the reason why a pattern cannot match any address, or nil.
func badPattern(s string, at hcl.Range) *hcl.Diagnostic {
	if len(s) > longestPattern {
		return diag.InvalidMatch.In(at, "The pattern is longer than any address.")
	}
	sample, ok := schema.NewPattern(s).Sample()
	if !ok || sample.Label == "" && !strings.Contains(s, "*") {
		return diag.InvalidMatch.In(at, "No address can match %q. Addresses look like user.bob and user.agents[\"ada\"], and * matches any characters: \"user.agents[*]\".", s)
	}
	if sample.Module != "" && !strings.Contains(s, "."+sample.Kind+".") {
		return nil // a star takes the place of the kind
	}
	kind, _, _ := strings.Cut(s, ".")
	head, _, open := strings.Cut(kind, "*")
	if !open { // the pattern names one kind
		return unreleasable(sample, at)
	}
	if !slices.ContainsFunc(schema.KindNames(), func(w string) bool { return strings.HasPrefix(w, head) }) {
		return diag.UnknownKind.In(at, "No kind starts with %q. The kinds are %s.", head, strings.Join(schema.KindNames(), ", "))
	}
	return nil
}

// patternsOf returns the patterns of the releases, in the same order.
func patternsOf(releases []release) *schema.Patterns {
	list := make([]schema.Pattern, len(releases))
	for i, r := range releases {
		list[i] = r.pattern
	}
	return schema.NewPatterns(list...)
}

// released returns a function that reports whether a release names the object that an owner
// described at an address. It returns nil if there are no releases. A record of a long
// address has only the beginning of it, so an address in a release is compared with the
// whole owner, which ends in a digest.
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

// workToMatch is the work of matching one address with a pattern.
const workToMatch = 4

// checkReleases reports each release that names a described object.
func (e *evaluator) checkReleases(releases []release, described []*schema.Resource) {
	for _, r := range releases {
		if r.addr != (schema.Addr{}) {
			continue // finding an address takes no work
		}
		e.report(e.budget.Draw(bounded.Cost{Work: workToMatch * int64(len(described))}, r.attr.Expr.Range())...)
		if e.exhausted() {
			return
		}
	}
	first, count := make([]*schema.Resource, len(releases)), make([]int, len(releases))
	patterns := patternsOf(releases)
	for _, r := range described {
		if r.Addr.Part != "" {
			continue // it is released with the object that it is a part of
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

// stillDescribed returns the end of a message about an object that must not be described:
// the place that describes it, and what to do.
func stillDescribed(r *schema.Resource) string {
	remedy := "remove its block first"
	if r.Addr.Keyed {
		remedy = "remove it from for_each first"
	}
	return fmt.Sprintf("is described at %s; %s", origin(r), remedy)
}
