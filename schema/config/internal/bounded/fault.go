package bounded

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/diag"
)

// A fault is an error about a file that a function read, not about how it was called. HCL
// makes "Error in function call" of every error; a fault has a diagnostic of its own, such
// as "Unreadable file".
type fault struct {
	entry *diag.Entry
	err   error
}

// Fault returns an error for a function to return. [Evaluator.Eval] makes a diagnostic of
// it, at the first argument of the call.
func Fault(e *diag.Entry, err error) error { return fault{e, err} }

func (f fault) Error() string { return f.err.Error() }
func (f fault) Unwrap() error { return f.err }

// showFault rewords HCL's diagnostic of a failed call if the function returned a fault.
func showFault(d *hcl.Diagnostic) {
	extra, ok := hcl.DiagnosticExtra[hclsyntax.FunctionCallDiagExtra](d)
	if !ok {
		return
	}
	f, ok := errors.AsType[fault](extra.FunctionCallError())
	if !ok {
		return
	}
	f.entry.Reword(d, "%s", Sentence(f.Error()))
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
