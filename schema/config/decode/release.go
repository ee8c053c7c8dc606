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
)

// A release is a release block: it names one address, or all that a glob covers.
type release struct {
	addr schema.Addr
	glob glob                 // nil when it names an address
	attr *hclsyntax.Attribute // which says so
}

// readRelease reads a release block. It is false when something is wrong with it.
func (f *fieldReader) readRelease() (release, bool) {
	if !f.checkContents("address", "match") {
		return release{}, false
	}
	address, match := f.written("address"), f.written("match")
	if (address == nil) == (match == nil) {
		f.report(diag.IncompleteRelease.In(f.block.DefRange(), "A release block says which objects are no longer this stack's: either address = user.bob, or match = \"user.agents[*]\"."))
		return release{}, false
	}
	if address != nil {
		a, problem := writtenAddress(address.Expr)
		if problem != nil {
			f.report(syntax.Within(address.SrcRange, problem))
		}
		return release{addr: a, attr: address}, problem == nil
	}
	s, at, ok := f.neededText("match")
	if !ok {
		return release{}, false
	}
	if problem := badGlob(s, at); problem != nil {
		f.report(syntax.Within(match.SrcRange, problem))
		return release{}, false
	}
	return release{glob: strings.Split(s, "*"), attr: match}, true
}

// writtenAddress returns the address that an expression is. What stands there need not
// be described.
func writtenAddress(expr hclsyntax.Expression) (schema.Addr, *hcl.Diagnostic) {
	expr = syntax.Unwrap(expr)
	e, ok := expr.(*hclsyntax.ScopeTraversalExpr)
	if !ok {
		return schema.Addr{}, diag.AddressRequired.In(expr.Range(), "An address stands in the file as it is, without quotes: user.bob or user.agents[\"ada\"]. Several objects are written match = \"user.agents[*]\".")
	}
	t := e.Traversal
	if problem := unreleasable(t.RootName(), t[0].SourceRange()); problem != nil {
		return schema.Addr{}, problem
	}
	a, rest := schema.AddrOf(t)
	if a.Part != "" { // three names: a label is the end
		a, rest = schema.Addr{Kind: a.Part, Label: a.Kind}, t[2:]
	}
	switch {
	case a.Label == "":
		return a, diag.IncompleteAddress.In(t.SourceRange(), "An address has a kind and a label: %s.LABEL, under for_each with a key: %s.LABEL[\"ada\"].", a.Kind, a.Kind)
	case len(rest) > 0:
		return a, diag.AddressRequired.In(rest[0].SourceRange(), "An address ends with the label, or under for_each with a key in quotes and brackets: %s[\"ada\"].", a.Block())
	}
	return a, nil
}

// released returns whether the releases name what was described by an owner at an
// address; nil when there are none. Of a long address a record holds the head alone: its
// owner tells it from others of that head.
func released(releases []release, stacks []string) func(owner string, at schema.Addr) bool {
	if len(releases) == 0 {
		return nil
	}
	addrs, owners := map[schema.Addr]bool{}, map[string]bool{}
	var globs []glob
	for _, r := range releases {
		if r.glob != nil {
			globs = append(globs, r.glob)
			continue
		}
		addrs[r.addr] = true
		for _, stack := range stacks {
			owners[schema.Owner(stack, r.addr)] = true
		}
	}
	return func(owner string, at schema.Addr) bool {
		if is := addrs[at] || owners[owner]; is || len(globs) == 0 {
			return is
		}
		s := at.String()
		return slices.ContainsFunc(globs, func(g glob) bool { return g.covers(s) })
	}
}

// checkReleases reports what is released and still described.
func (e *evaluator) checkReleases(releases []release, described []*schema.Resource) {
	if len(releases) == 0 {
		return
	}
	byAddr := make(map[schema.Addr]*schema.Resource, len(described))
	addresses := make([]string, len(described))
	for i, r := range described {
		byAddr[r.Addr], addresses[i] = r, r.Addr.String()
	}
	for _, r := range releases {
		first, count := byAddr[r.addr], 1
		if r.glob != nil {
			var at int
			if at, count = e.covered(r, addresses); count > 0 {
				first = described[at]
			}
		}
		if first == nil {
			continue
		}
		detail := fmt.Sprintf("%s %s.", first.Addr, stillDescribed(first))
		if count > 1 {
			detail += fmt.Sprintf(" It is one of %d objects described that this covers.", count)
		}
		e.report(syntax.Within(r.attr.SrcRange, diag.ReleasedObjectDescribed.In(r.attr.Expr.Range(), "%s", detail)))
	}
}

// covered returns the position of the first address that a release's pattern covers,
// and how many there are.
func (e *evaluator) covered(r release, addresses []string) (first, count int) {
	e.report(e.budget.Draw(bounded.Cost{Work: int64(len(addresses))}, r.attr.Expr.Range())...)
	if e.exhausted() {
		return 0, 0
	}
	for i, s := range addresses {
		if !r.glob.covers(s) {
			continue
		}
		if count++; count == 1 {
			first = i
		}
	}
	return first, count
}

// stillDescribed says where an object is described, and what to do.
func stillDescribed(r *schema.Resource) string {
	remedy := "remove its block first"
	if r.Addr.Keyed {
		remedy = "take it out of for_each first"
	}
	return fmt.Sprintf("is described at %s; %s", origin(r), remedy)
}
