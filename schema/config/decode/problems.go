package decode

import (
	"cmp"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema/diag"
)

// problems collects the diagnostics of a configuration.
type problems struct {
	diags       hcl.Diagnostics
	suggestions diag.SuggestionBudget // comparing each wrong name with all names may take too long
}

// report adds diagnostics.
func (p *problems) report(diags ...*hcl.Diagnostic) { p.diags = append(p.diags, diags...) }

// suggest returns the end of a sentence that suggests the key of the map that is nearest to
// the given one. It returns "" if there is none, or if the budget of suggestions is spent.
func suggest[V any](p *problems, given string, known map[string]V) string {
	if !p.suggestions.Affords(len(known)) {
		return ""
	}
	return diag.Suggest(given, keys(known))
}

// keys returns the keys of a map, sorted.
func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// Tidy sorts diagnostics by their places and drops duplicates. Each diagnostic gets a
// context, as some printers expect, and loses its expression and values.
func Tidy(diags hcl.Diagnostics) hcl.Diagnostics {
	for _, d := range diags {
		d.Expression, d.EvalContext = nil, nil
		diag.Attach(d, AboutOf(d))
		if d.Context == nil || d.Subject == nil {
			d.Context = d.Subject
		}
	}
	slices.SortStableFunc(diags, compareDiagnostics)
	return slices.CompactFunc(diags, func(a, b *hcl.Diagnostic) bool {
		return a.Summary == b.Summary && a.Detail == b.Detail && rangeOf(a) == rangeOf(b) && AboutOf(a) == AboutOf(b)
	})
}

// rangeOf returns the place of a diagnostic, or the zero range if it has none.
func rangeOf(d *hcl.Diagnostic) hcl.Range {
	if d.Subject == nil {
		return hcl.Range{}
	}
	return *d.Subject
}

// compareDiagnostics orders by place, then by text, then by the object.
func compareDiagnostics(a, b *hcl.Diagnostic) int {
	p, q := rangeOf(a), rangeOf(b)
	return cmp.Or(
		cmp.Compare(p.Filename, q.Filename),
		cmp.Compare(p.Start.Byte, q.Start.Byte),
		cmp.Compare(p.End.Byte, q.End.Byte),
		cmp.Compare(a.Summary, b.Summary),
		cmp.Compare(a.Detail, b.Detail),
		AboutOf(a).compare(AboutOf(b)),
	)
}
