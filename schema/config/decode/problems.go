package decode

import (
	"cmp"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema/diag"
)

// problems collects what is wrong with a configuration.
type problems struct {
	diags       hcl.Diagnostics
	suggestions diag.SuggestionBudget
}

func (p *problems) report(diags ...*hcl.Diagnostic) { p.diags = append(p.diags, diags...) }

// suggest is [diag.Suggest] among the keys of a map.
func suggest[V any](p *problems, given string, known map[string]V) string {
	if !p.suggestions.Affords(len(known)) {
		return ""
	}
	return diag.Suggest(given, keys(known))
}

// keys returns the keys of a map, sorted.
func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// Tidy sorts diagnostics by their places and drops the ones that are repeated.
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

// rangeOf returns where a diagnostic is; the zero range when that is in no file.
func rangeOf(d *hcl.Diagnostic) hcl.Range {
	if d.Subject == nil {
		return hcl.Range{}
	}
	return *d.Subject
}

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
