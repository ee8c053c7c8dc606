// Package diagnostic turns the problems of a configuration or a run into data, with the
// source line of each, and prints that data for people.
//
// The terms:
//
//   - A diagnostic says what is wrong or suspect, with a code from schema/diag.
//   - Its range is the part of a file that is wrong; its snippet is the source line there.
//   - Alike diagnostics have the same severity, summary and code. When there are three or
//     more of them, they become one diagnostic; the others are its related places.
//   - A suggestion is a word that probably was meant: "Did you mean "Premium 1"?". Its
//     edit lets an editor make the correction.
//
// For example, three routing profiles that name a queue wrongly give one diagnostic:
//
//	Error[CW2102]: Unknown queue "Premum 1" (3 places)
//
//	  on routing.hcl line 14, in routing_profile "premium":
//	  14:     { queue = "Premum 1", priority = 1, delay = 0 },
//	                    ^^^^^^^^^^
//	  No queue is named "Premum 1", here or in the instance. Did you mean "Premium 1"?
//	  Also:
//	    routing.hcl line 25
//	    routing.hcl line 36
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

// mergeFrom is the number of alike diagnostics from which on they become one. Two are
// still easy to read one after the other.
const mergeFrom = 3

// List returns diagnostics as data: errors before warnings, then in the order of files
// and lines. It drops repetitions and merges alike diagnostics. Files are the sources, by
// name; a diagnostic about a file that is not among them has no snippet.
func List(diags hcl.Diagnostics, files map[string]*hcl.File) []document.Diagnostic {
	type title struct {
		severity hcl.DiagnosticSeverity
		summary  string
		code     string
	}
	titleOf := func(d *hcl.Diagnostic) title { return title{d.Severity, d.Summary, diag.EntryOf(d).Code} }
	list := sorted(diags)
	count, first := map[title]int{}, map[title]int{} // first has an index in merged
	for _, d := range list {
		count[titleOf(d)]++
	}
	merged := []document.Diagnostic{}
	for _, d := range list {
		t := titleOf(d)
		i, seen := first[t]
		if !seen || count[t] < mergeFrom {
			first[t] = len(merged)
			merged = append(merged, diagnosticOf(d, files))
			continue
		}
		merged[i].Related = append(merged[i].Related, relatedOf(d, &merged[i], files))
	}
	return merged
}

// relatedOf returns d as a related place of first. A related place has no snippet: in a
// file with thousands of mistakes, finding the block of each would take too long.
func relatedOf(d *hcl.Diagnostic, first *document.Diagnostic, files map[string]*hcl.File) document.Related {
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

// valuesOf returns the value of each.key for an object of a block with for_each: the
// source line does not say which of the block's objects is wrong.
func valuesOf(about config.About) []document.SnippetValue {
	if !about.OneOfMany() {
		return []document.SnippetValue{}
	}
	return []document.SnippetValue{{Name: "each.key", Value: about.Addr.Key, Row: about.Row}}
}

func diagnosticOf(d *hcl.Diagnostic, files map[string]*hcl.File) document.Diagnostic {
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

// inside reports whether the file is known and contains the start of the range.
func inside(r *hcl.Range, f *hcl.File) bool { return f != nil && r.Start.Byte <= len(f.Bytes) }

// maxContext is how many bytes of a source line are shown before and after the
// highlighted part. Without a limit, a minified file of one line would be shown whole.
const maxContext = 200

// snippetOf returns the source line on which a range starts. The range must start inside
// the file. If the range has several lines, the snippet has the first.
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

// around cuts a long line down to the bytes from..to and at most maxContext bytes before
// and after them, with an ellipsis at each cut: `…b = "Premum 1", c…`. It also returns
// where from..to is in the shorter line.
func around(line []byte, from, to int) (code string, highlightStart, highlightEnd int) {
	const ellipsis = "…"
	left, right := 0, len(line)
	if to-from > maxContext {
		to = boundary(line, from+maxContext)
	}
	if from > maxContext {
		left = boundary(line, from-maxContext)
	}
	if right-to > maxContext {
		right = boundary(line, to+maxContext)
	}
	code, from, to = string(line[left:right]), from-left, to-left
	if left > 0 {
		code, from, to = ellipsis+code, from+len(ellipsis), to+len(ellipsis)
	}
	if right < len(line) {
		code += ellipsis
	}
	return code, from, to
}

// boundary moves a position back to the start of a character, so that a cut does not
// split a character of several bytes.
func boundary(line []byte, at int) int {
	for at > 0 && !utf8.RuneStart(line[at]) {
		at--
	}
	return at
}

// suggestionOf returns the suggestion of a diagnostic, or nil if it has none. The
// suggestion has an edit if the range is exactly the wrong word. If the range is a whole
// expression, an editor could not know which part of it to replace.
func suggestionOf(d *hcl.Diagnostic, f *hcl.File) *document.Suggestion {
	word, ok := diag.Suggested(d.Detail)
	if !ok {
		return nil
	}
	s := &document.Suggestion{Text: "Did you mean " + strconv.Quote(word) + "?", Edits: []document.Edit{}}
	if f == nil || !d.Subject.CanSliceBytes(f.Bytes) {
		return s
	}
	if text, ok := replacement(string(d.Subject.SliceBytes(f.Bytes)), word); ok {
		s.Edits = append(s.Edits, document.Edit{Range: *document.NewRange(d.Subject), Text: text})
	}
	return s
}

// replacement returns word as HCL that can replace the source text written. It can
// replace a string literal ("Premum" becomes "Premium"), a name (premum becomes premium)
// and a name after a dot (.premum becomes .premium), and nothing else.
func replacement(written, word string) (string, bool) {
	if strings.HasPrefix(written, `"`) {
		tokens, diags := hclsyntax.LexExpression([]byte(written), "", hcl.InitialPos)
		// The tokens of a string literal are: quote, text, quote, end of file.
		isLiteral := len(tokens) == 4 && tokens[1].Type == hclsyntax.TokenQuotedLit && tokens[2].Type == hclsyntax.TokenCQuote
		return string(hclwrite.TokensForValue(cty.StringVal(word)).Bytes()), isLiteral && !diags.HasErrors()
	}
	dot := ""
	if name, ok := strings.CutPrefix(written, "."); ok {
		dot, written = ".", name
	}
	return dot + word, hclsyntax.ValidIdentifier(written) && hclsyntax.ValidIdentifier(word)
}

// sorted orders diagnostics by severity, file and position, and drops exact repetitions.
// Two that differ only in their object both stay: each is about a row of its own.
func sorted(diags hcl.Diagnostics) hcl.Diagnostics {
	list := slices.Clone(diags)
	slices.SortStableFunc(list, func(a, b *hcl.Diagnostic) int {
		ra, rb := subject(a), subject(b)
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(ra.Filename, rb.Filename), cmp.Compare(ra.Start.Byte, rb.Start.Byte))
	})
	return slices.CompactFunc(list, func(a, b *hcl.Diagnostic) bool {
		return a.Severity == b.Severity && subject(a) == subject(b) && a.Summary == b.Summary && a.Detail == b.Detail && config.AboutOf(a) == config.AboutOf(b)
	})
}

// subject returns the range of a diagnostic; the zero range, which sorts first, if the
// diagnostic is not about a file.
func subject(d *hcl.Diagnostic) hcl.Range {
	if d.Subject == nil {
		return hcl.Range{}
	}
	return *d.Subject
}
