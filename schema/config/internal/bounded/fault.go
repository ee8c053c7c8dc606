package bounded

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// problem returns an error at a place.
func problem(at hcl.Range, summary, format string, args ...any) *hcl.Diagnostic {
	return &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: fmt.Sprintf(format, args...), Subject: &at}
}

// A fault is what a function found wrong with something that it read, rather than
// with how it was called. It has a summary of its own.
type fault struct {
	title string
	err   error
}

// Fault returns an error for a function to return. It becomes a diagnostic at the
// call's first argument, with the given summary.
func Fault(summary string, err error) error { return fault{summary, err} }

func (f fault) Error() string { return f.err.Error() }
func (f fault) Unwrap() error { return f.err }

// showFault lets a diagnostic of a call say the function's fault.
func showFault(d *hcl.Diagnostic) {
	extra, ok := hcl.DiagnosticExtra[hclsyntax.FunctionCallDiagExtra](d)
	if !ok {
		return
	}
	f, ok := errors.AsType[fault](extra.FunctionCallError())
	if !ok {
		return
	}
	d.Summary, d.Detail = f.title, Sentence(f.Error())
	if e, ok := d.Expression.(*hclsyntax.FunctionCallExpr); ok && len(e.Args) > 0 {
		at := e.Args[0].Range()
		d.Subject = &at
	}
}

// Sentence returns an error's text as a sentence: "it is a folder" becomes
// "It is a folder.".
func Sentence(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[n:]
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}
