package decode

import (
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

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
	if !slices.ContainsFunc(schema.KindNames(), func(w string) bool { return strings.HasPrefix(w, head) }) {
		return diag.UnknownKind.In(at, "There is no kind whose name begins with %q. There are %s.", head, strings.Join(schema.KindNames(), ", "))
	}
	return nil
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
	if kind == syntax.TableType {
		return diag.UnknownKind.In(at, "A %s exists in the language alone; nothing in the contact centre is one.", kind)
	}
	return diag.UnknownKind.In(at, "There is no kind %q.%s", kind, schema.Suggest(kind, schema.KindNames()))
}
