// Package diagnostic makes data of what is wrong with a configuration or a run, with
// the source line that it is about, and writes it for people.
package diagnostic

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

// manyAlike is how many diagnostics of one code and summary become one.
const manyAlike = 3

// List returns diagnostics as data: errors first, by file and position, each once,
// and many alike as one.
func List(diags hcl.Diagnostics, files map[string]*hcl.File) []plan.Diagnostic {
	type title struct{ severity, code, summary string }
	titleOf := func(d *plan.Diagnostic) title { return title{d.Severity, d.Code, d.Summary} }
	list := make([]plan.Diagnostic, 0, len(diags))
	count, first := map[title]int{}, map[title]int{}
	known := excerpts{files, map[hcl.Range]*plan.Snippet{}}
	for _, d := range sorted(diags) {
		one := datumOf(d, known)
		count[titleOf(&one)]++
		list = append(list, one)
	}
	merged := make([]plan.Diagnostic, 0, len(list))
	for _, d := range list {
		at, seen := first[titleOf(&d)]
		if !seen || count[titleOf(&d)] < manyAlike {
			first[titleOf(&d)] = len(merged)
			merged = append(merged, d)
			continue
		}
		merged[at].Related = append(merged[at].Related, relatedTo(&merged[at], &d))
	}
	return merged
}

// relatedTo returns d as another place of first.
func relatedTo(first, d *plan.Diagnostic) plan.Related {
	r := plan.Related{Address: d.Address, Range: d.Range}
	if d.Detail != first.Detail {
		r.Detail = d.Detail
	}
	if d.Snippet != nil {
		r.Values = d.Snippet.Values
	}
	return r
}

func datumOf(d *hcl.Diagnostic, known excerpts) plan.Diagnostic {
	about, entry := config.AboutOf(d), diag.EntryOf(d)
	one := plan.Diagnostic{
		Severity: "error", Code: entry.Code, Summary: d.Summary, Detail: d.Detail,
		Address: about.Addr.String(), Range: plan.NewRange(d.Subject), Doc: entry.Doc(),
	}
	if d.Severity == hcl.DiagWarning {
		one.Severity = "warning"
	}
	if d.Subject == nil {
		return one
	}
	one.Snippet = known.at(*d.Subject)
	if one.Snippet != nil && about.OneOfMany() {
		one.Snippet.Values = append(one.Snippet.Values, plan.SnippetValue{Name: "each.key", Value: about.Addr.Key, Row: about.Row})
	}
	one.Suggestion = suggestionOf(d, known.files[d.Subject.Filename])
	return one
}

// excerpts are the source lines of diagnostics, each looked up once: naming the block
// of a place takes a look at the whole file, and many users share a block.
type excerpts struct {
	files map[string]*hcl.File
	known map[hcl.Range]*plan.Snippet
}

// at returns a snippet of its own for a place; nil when its file is not there.
func (e excerpts) at(r hcl.Range) *plan.Snippet {
	s, seen := e.known[r]
	if !seen {
		s = snippetOf(&r, e.files[r.Filename])
		e.known[r] = s
	}
	if s == nil {
		return nil
	}
	own := *s
	own.Values = []plan.SnippetValue{}
	return &own
}

// snippetOf returns the first line of a range, nil when the file is not there.
func snippetOf(r *hcl.Range, f *hcl.File) *plan.Snippet {
	if f == nil || r.Start.Byte > len(f.Bytes) {
		return nil
	}
	start := bytes.LastIndexByte(f.Bytes[:r.Start.Byte], '\n') + 1
	end := len(f.Bytes)
	if n := bytes.IndexByte(f.Bytes[r.Start.Byte:], '\n'); n >= 0 {
		end = r.Start.Byte + n
	}
	code := strings.TrimRight(string(f.Bytes[start:end]), "\r")
	s := &plan.Snippet{Code: code, StartLine: r.Start.Line, HighlightStart: min(r.Start.Byte-start, len(code))}
	s.HighlightEnd = max(s.HighlightStart, min(r.End.Byte-start, len(code)))
	if nav, ok := f.Nav.(interface{ ContextString(offset int) string }); ok {
		s.Context = nav.ContextString(r.Start.Byte)
	}
	return s
}

// suggestionOf returns the word that a diagnostic proposes. It has an edit where the
// place of the diagnostic is the one word that is to be replaced.
func suggestionOf(d *hcl.Diagnostic, f *hcl.File) *plan.Suggestion {
	word, ok := schema.Suggested(d.Detail)
	if !ok {
		return nil
	}
	s := &plan.Suggestion{Text: "Did you mean " + strconv.Quote(word) + "?", Edits: []plan.Edit{}}
	if f == nil || !d.Subject.CanSliceBytes(f.Bytes) {
		return s
	}
	if text, ok := inPlaceOf(string(d.Subject.SliceBytes(f.Bytes)), word); ok {
		s.Edits = append(s.Edits, plan.Edit{Range: *plan.NewRange(d.Subject), Text: text})
	}
	return s
}

// inPlaceOf returns word as it is written in the place of a literal string, a name,
// or a name after a dot.
func inPlaceOf(written, word string) (string, bool) {
	if strings.HasPrefix(written, `"`) {
		tokens, diags := hclsyntax.LexExpression([]byte(written), "", hcl.InitialPos)
		one := len(tokens) == 4 && tokens[1].Type == hclsyntax.TokenQuotedLit && tokens[2].Type == hclsyntax.TokenCQuote
		return string(hclwrite.TokensForValue(cty.StringVal(word)).Bytes()), one && !diags.HasErrors()
	}
	dot := ""
	if name, ok := strings.CutPrefix(written, "."); ok {
		dot, written = ".", name
	}
	return dot + word, hclsyntax.ValidIdentifier(written) && hclsyntax.ValidIdentifier(word)
}

// sorted orders diagnostics by severity, file and position, and drops repeated
// ones.
func sorted(diags hcl.Diagnostics) hcl.Diagnostics {
	list := slices.Clone(diags)
	slices.SortStableFunc(list, func(a, b *hcl.Diagnostic) int {
		p, q := subject(a), subject(b)
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(p.Filename, q.Filename), cmp.Compare(p.Start.Byte, q.Start.Byte))
	})
	return slices.CompactFunc(list, func(a, b *hcl.Diagnostic) bool {
		return a.Severity == b.Severity && subject(a) == subject(b) && a.Summary == b.Summary && a.Detail == b.Detail && config.AboutOf(a) == config.AboutOf(b)
	})
}

func subject(d *hcl.Diagnostic) hcl.Range {
	if d.Subject == nil {
		return hcl.Range{}
	}
	return *d.Subject
}
