package config

import (
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// mostLines is how many lines of a file a diagnostic shows.
const mostLines = 5

// within sets the wider place that a diagnostic is shown with. A place too wide to
// be read is not.
func within(context hcl.Range, d *hcl.Diagnostic) *hcl.Diagnostic {
	if context.End.Line-context.Start.Line < mostLines {
		d.Context = &context
	}
	return d
}

// mostCompared is how many words mistakes are compared with: in a file of a hundred
// thousand of them not each gets a suggestion.
const mostCompared = 2_000_000

// suggest is [schema.Suggest] among the keys of a map.
func suggest[V any](l *loader, given string, known map[string]V) string {
	if l.compared += len(known); l.compared > mostCompared {
		return ""
	}
	return schema.Suggest(given, names(known))
}

// finish returns all that was reported: sorted by place, each once.
func (l *loader) finish() hcl.Diagnostics {
	if over := l.eval.Exhausted(); over != nil {
		l.report(over)
	}
	return tidy(l.diags)
}

func tidy(diags hcl.Diagnostics) hcl.Diagnostics {
	for _, d := range diags {
		d.Expression, d.EvalContext = nil, nil
		diag.Attach(d, AboutOf(d))
		if d.Context == nil || d.Subject == nil {
			d.Context = d.Subject
		}
	}
	slices.SortStableFunc(diags, compareDiagnostics)
	return slices.CompactFunc(diags, func(a, b *hcl.Diagnostic) bool {
		return a.Summary == b.Summary && a.Detail == b.Detail && place(a) == place(b) && AboutOf(a) == AboutOf(b)
	})
}

func place(d *hcl.Diagnostic) hcl.Range {
	if d.Subject == nil {
		return hcl.Range{}
	}
	return *d.Subject
}

func compareDiagnostics(a, b *hcl.Diagnostic) int {
	p, q := place(a), place(b)
	return cmp.Or(
		cmp.Compare(p.Filename, q.Filename),
		cmp.Compare(p.Start.Byte, q.Start.Byte),
		cmp.Compare(p.End.Byte, q.End.Byte),
		cmp.Compare(a.Summary, b.Summary),
		cmp.Compare(a.Detail, b.Detail),
		AboutOf(a).compare(AboutOf(b)),
	)
}
