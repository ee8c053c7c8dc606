// Package diagnostic makes data of what is wrong with a configuration or a run, with
// the source line that it is about, and writes it for people.
package diagnostic

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

// manyAlike is how many diagnostics of one code and summary become one.
const manyAlike = 3

// List returns diagnostics as data: errors first, by file and position, each once,
// and many alike as one.
func List(diags hcl.Diagnostics, files map[string]*hcl.File) []document.Diagnostic {
	type title struct {
		severity hcl.DiagnosticSeverity
		summary  string
		code     string
	}
	titleOf := func(d *hcl.Diagnostic) title { return title{d.Severity, d.Summary, diag.EntryOf(d).Code} }
	list := sorted(diags)
	count, first := map[title]int{}, map[title]int{}
	for _, d := range list {
		count[titleOf(d)]++
	}
	merged := []document.Diagnostic{}
	for _, d := range list {
		t := titleOf(d)
		at, seen := first[t]
		if !seen || count[t] < manyAlike {
			first[t] = len(merged)
			merged = append(merged, one(d, files))
			continue
		}
		merged[at].Related = append(merged[at].Related, another(d, &merged[at], files))
	}
	return merged
}

// another returns d as a further place of first. It has no snippet: in a file of
// thousands of mistakes, looking up the block of each would take long.
func another(d *hcl.Diagnostic, first *document.Diagnostic, files map[string]*hcl.File) document.Related {
	about := config.AboutOf(d)
	r := document.Related{Address: about.Addr.String(), Range: document.NewRange(d.Subject)}
	if d.Detail != first.Detail {
		r.Detail = d.Detail
	}
	if d.Subject != nil && inside(d.Subject, files[d.Subject.Filename]) {
		r.Values = valuesOf(about)
	}
	return r
}

// valuesOf returns what names stood for in the object that a diagnostic is about.
func valuesOf(about config.About) []document.SnippetValue {
	if !about.OneOfMany() {
		return []document.SnippetValue{}
	}
	return []document.SnippetValue{{Name: "each.key", Value: about.Addr.Key, Row: about.Row}}
}

func one(d *hcl.Diagnostic, files map[string]*hcl.File) document.Diagnostic {
	about, entry := config.AboutOf(d), diag.EntryOf(d)
	data := document.Diagnostic{
		Severity: "error", Code: entry.Code, Summary: d.Summary, Detail: d.Detail,
		Address: about.Addr.String(), Range: document.NewRange(d.Subject), Doc: entry.Doc(),
	}
	if d.Severity == hcl.DiagWarning {
		data.Severity = "warning"
	}
	if d.Subject == nil {
		return data
	}
	file := files[d.Subject.Filename]
	if inside(d.Subject, file) {
		data.Snippet = snippetOf(d.Subject, file)
		data.Snippet.Values = valuesOf(about)
	}
	data.Suggestion = suggestionOf(d, file)
	return data
}

// inside reports whether the file is there and has the place.
func inside(r *hcl.Range, f *hcl.File) bool { return f != nil && r.Start.Byte <= len(f.Bytes) }

// mostCode is how many bytes of a source line are shown on each side of a place: a
// line may be as long as its file.
const mostCode = 200

// snippetOf returns the first line of a range that is inside the file.
func snippetOf(r *hcl.Range, f *hcl.File) *document.Snippet {
	start := bytes.LastIndexByte(f.Bytes[:r.Start.Byte], '\n') + 1
	end := len(f.Bytes)
	if n := bytes.IndexByte(f.Bytes[r.Start.Byte:], '\n'); n >= 0 {
		end = r.Start.Byte + n
	}
	line := bytes.TrimRight(f.Bytes[start:end], "\r")
	from := min(r.Start.Byte-start, len(line))
	to := max(from, min(r.End.Byte-start, len(line)))
	s := &document.Snippet{StartLine: r.Start.Line}
	s.Code, s.HighlightStart, s.HighlightEnd = around(line, from, to)
	if nav, ok := f.Nav.(interface{ ContextString(offset int) string }); ok {
		s.Context = nav.ContextString(r.Start.Byte)
	}
	return s
}

// around returns what a line has around a place in it, and where the place is in that.
// An ellipsis stands for what is cut off.
func around(line []byte, from, to int) (code string, highlightStart, highlightEnd int) {
	const cut = "…"
	left, right := 0, len(line)
	if to-from > mostCode {
		to = boundary(line, from+mostCode)
	}
	if from > mostCode {
		left = boundary(line, from-mostCode)
	}
	if right-to > mostCode {
		right = boundary(line, to+mostCode)
	}
	code, from, to = string(line[left:right]), from-left, to-left
	if left > 0 {
		code, from, to = cut+code, from+len(cut), to+len(cut)
	}
	if right < len(line) {
		code += cut
	}
	return code, from, to
}

// boundary returns the start of the character that is at or before a position.
func boundary(line []byte, at int) int {
	for at > 0 && !utf8.RuneStart(line[at]) {
		at--
	}
	return at
}

// suggestionOf returns the word that a diagnostic proposes. It has an edit where the
// place of the diagnostic is the one word that is to be replaced.
func suggestionOf(d *hcl.Diagnostic, f *hcl.File) *document.Suggestion {
	word, ok := diag.Suggested(d.Detail)
	if !ok {
		return nil
	}
	s := &document.Suggestion{Text: "Did you mean " + strconv.Quote(word) + "?", Edits: []document.Edit{}}
	if f == nil || !d.Subject.CanSliceBytes(f.Bytes) {
		return s
	}
	if text, ok := inPlaceOf(string(d.Subject.SliceBytes(f.Bytes)), word); ok {
		s.Edits = append(s.Edits, document.Edit{Range: *document.NewRange(d.Subject), Text: text})
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
