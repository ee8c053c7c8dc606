package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// A release is a release block: it names one address, or all that a glob covers.
type release struct {
	addr schema.Addr
	glob glob                 // nil when it names an address
	attr *hclsyntax.Attribute // which says so
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
		l.releases = append(l.releases, release{addr: a, attr: address})
		return
	}
	f := &fields{l, b, l.scope(false), false}
	s, at, ok := f.needed("match")
	if !ok {
		return
	}
	if problem := badGlob(s, at); problem != nil {
		l.report(within(match.SrcRange, problem))
		return
	}
	l.releases = append(l.releases, release{glob: strings.Split(s, "*"), attr: match})
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

// unreleasable says why no object of the kind can be released, or returns nil.
func unreleasable(kind string, at hcl.Range) *hcl.Diagnostic {
	k, ok := schema.KindOf(kind)
	switch {
	case !ok:
		return unknownKind(kind, at)
	case k.Single:
		return diag.NotReleasable.In(at, "A %s belongs to no stack, so there is nothing to release: it is left as it is when its block is removed.", kind)
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

// A glob is a pattern cut at its stars. Each of them stands for any characters.
type glob []string

// covers reports whether s is as the pattern says.
func (g glob) covers(s string) bool {
	if len(g) == 1 {
		return s == g[0]
	}
	s, ok := strings.CutPrefix(s, g[0])
	if !ok {
		return false
	}
	if s, ok = strings.CutSuffix(s, g[len(g)-1]); !ok {
		return false
	}
	for _, part := range g[1 : len(g)-1] {
		if _, s, ok = strings.Cut(s, part); !ok {
			return false
		}
	}
	return true
}

// longestGlob is how many bytes a pattern may have: more than any address in a
// record.
const longestGlob = 1000

// globForm is a kind, a label and a key, each of which may have stars.
var globForm = regexp.MustCompile(`(?s)^([a-z_*]+)(\.[^.\[\]"\s]+(\[(\*|["*].*["*])\])?)?$`)

// badGlob says why a pattern covers no address, or returns nil.
func badGlob(s string, at hcl.Range) *hcl.Diagnostic {
	if len(s) > longestGlob {
		return diag.InvalidMatch.In(at, "The pattern is longer than any address.")
	}
	form := globForm.FindStringSubmatch(s)
	if form == nil || !strings.Contains(form[1]+form[2], "*") && form[2] == "" {
		return diag.InvalidMatch.In(at, "%q covers no address. Addresses look like user.bob and user.agents[\"ada\"], and * stands for any characters: \"user.agents[*]\".", s)
	}
	head, _, open := strings.Cut(form[1], "*")
	if !open {
		return unreleasable(head, at)
	}
	if !slices.ContainsFunc(kindWords(), func(w string) bool { return strings.HasPrefix(w, head) }) {
		return diag.UnknownKind.In(at, "There is no kind whose name begins with %q. There are %s.", head, strings.Join(kindWords(), ", "))
	}
	return nil
}

// released returns what the release blocks say. Of a long address a record holds the
// head alone: its owner tells it from others of that head.
func (l *loader) released() func(owner string, at schema.Addr) bool {
	addrs, owners := map[schema.Addr]bool{}, map[string]bool{}
	var globs []glob
	for _, r := range l.releases {
		if r.glob != nil {
			globs = append(globs, r.glob)
			continue
		}
		addrs[r.addr] = true
		for _, stack := range append([]string{l.config.Stack}, l.config.Formerly...) {
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

// checkReleases reports what is to be released and still described.
func (l *loader) checkReleases() {
	if len(l.releases) == 0 {
		return
	}
	all := l.config.Want.All()
	described := make(map[schema.Addr]*schema.Resource, len(all))
	addresses := make([]string, len(all))
	for i, r := range all {
		described[r.Addr], addresses[i] = r, r.Addr.String()
	}
	for _, r := range l.releases {
		first, count := described[r.addr], 1
		if r.glob != nil {
			first, count = l.covered(r, addresses)
		}
		if first == nil {
			continue
		}
		detail := fmt.Sprintf("%s %s.", first.Addr, stillDescribed(first))
		if count > 1 {
			detail += fmt.Sprintf(" It is one of %d objects described that this covers.", count)
		}
		l.report(within(r.attr.SrcRange, diag.ReleasedObjectDescribed.In(r.attr.Expr.Range(), "%s", detail)))
	}
}

// covered returns the first object described whose address a release's pattern
// covers, and how many there are.
func (l *loader) covered(r release, addresses []string) (first *schema.Resource, count int) {
	l.report(l.eval.Draw(bounded.Cost{Work: 2 * int64(len(addresses))}, r.attr.Expr.Range())...)
	if l.eval.Exhausted() != nil {
		return nil, 0
	}
	for i, s := range addresses {
		if !r.glob.covers(s) {
			continue
		}
		if count++; count == 1 {
			first = l.config.Want.All()[i]
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
