package config

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// A fault is what a function found wrong with something that it read, rather than
// with how it was called. It has a summary of its own.
type fault struct {
	title string
	err   error
}

func faulty(summary string, err error) error { return fault{summary, err} }

func (f fault) Error() string { return f.err.Error() }
func (f fault) Unwrap() error { return f.err }

// explainFault lets a diagnostic of a call say the function's fault, at the call's
// first argument.
func explainFault(d *hcl.Diagnostic) {
	if unknown, ok := hcl.DiagnosticExtra[hclsyntax.FunctionCallUnknownDiagExtra](d); ok {
		if _, is := questions[unknown.CalledFunctionName()]; is {
			d.Summary = "Function of the planned state"
			d.Detail = unknown.CalledFunctionName() + " asks what the contact centre will be like, which is not known where objects are described. It stands in check blocks."
		}
		return
	}
	extra, ok := hcl.DiagnosticExtra[hclsyntax.FunctionCallDiagExtra](d)
	if !ok {
		return
	}
	f, ok := errors.AsType[fault](extra.FunctionCallError())
	if !ok {
		return
	}
	d.Summary, d.Detail = f.title, sentence(f.Error())
	if e, ok := d.Expression.(*hclsyntax.FunctionCallExpr); ok && len(e.Args) > 0 {
		at := e.Args[0].Range()
		d.Subject = &at
	}
}

// sentence makes a sentence of an error's text.
func sentence(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[n:]
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}
