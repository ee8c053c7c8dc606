package diag

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
)

// A diagnostic of a file is an [hcl.Diagnostic]. Its code is in its Extra, beside what
// else there is to know of it.
type extra struct {
	entry *Entry
	more  any
}

// UnwrapDiagnosticExtra makes [hcl.DiagnosticExtra] look further.
func (e extra) UnwrapDiagnosticExtra() any { return e.more }

// In returns the diagnostic at a place in a file.
func (e *Entry) In(at hcl.Range, format string, args ...any) *hcl.Diagnostic {
	return e.Problem(format, args...).In(at)
}

// Nowhere returns the diagnostic of what has no place in a file.
func (e *Entry) Nowhere(format string, args ...any) *hcl.Diagnostic {
	return e.Problem(format, args...).Nowhere()
}

// In returns the problem as a diagnostic at a place in a file.
func (p Problem) In(at hcl.Range) *hcl.Diagnostic {
	d := p.Nowhere()
	d.Subject = &at
	return d
}

// Nowhere returns the problem as a diagnostic without a place.
func (p Problem) Nowhere() *hcl.Diagnostic {
	d := &hcl.Diagnostic{Severity: hcl.DiagError, Summary: p.Summary(), Detail: p.detail, Extra: extra{entry: p.entry}}
	if p.severity == Warning {
		d.Severity = hcl.DiagWarning
	}
	return d
}

// Reword makes d the diagnostic e: it says what HCL's own words do not.
func (e *Entry) Reword(d *hcl.Diagnostic, format string, args ...any) {
	d.Summary, d.Detail, d.Extra = e.Summary, fmt.Sprintf(format, args...), extra{entry: e}
}

// Attach adds what else there is to know of d, such as which object it is about. It
// replaces what was there, except for the code.
func Attach(d *hcl.Diagnostic, more any) { d.Extra = extra{EntryOf(d), more} }

// EntryOf returns the entry of a diagnostic. One that HCL made has none of its own: if
// HCL evaluated an expression, it is one of a few; everything else that HCL reports is
// an error of syntax.
func EntryOf(d *hcl.Diagnostic) *Entry {
	if e, ok := hcl.DiagnosticExtra[extra](d); ok {
		return e.entry
	}
	if e, ok := evaluation[d.Summary]; ok {
		return e
	}
	return invalidSyntax
}

// evaluation has the entries of HCL's diagnostics of expressions, by the summaries
// that HCL gives them.
var evaluation = map[string]*Entry{
	"Attempt to get attribute from null value": invalidExpression,
	"Attempt to index null value":              invalidExpression,
	"Condition is null":                        invalidExpression,
	"Duplicate object key":                     invalidExpression,
	"Incorrect condition type":                 invalidExpression,
	"Incorrect key type":                       invalidExpression,
	"Inconsistent conditional result types":    invalidExpression,
	"Invalid 'for' condition":                  invalidExpression,
	"Invalid expanding argument value":         invalidExpression,
	"Invalid expression":                       invalidExpression,
	"Invalid index":                            invalidExpression,
	"Invalid object key":                       invalidExpression,
	"Invalid operand":                          invalidExpression,
	"Invalid template interpolation value":     invalidExpression,
	"Iteration over non-iterable value":        invalidExpression,
	"Iteration over null value":                invalidExpression,
	"Missing map element":                      invalidExpression,
	"Null condition":                           invalidExpression,
	"Null value as key":                        invalidExpression,
	"Operation failed":                         invalidExpression,
	"Splat of null value":                      invalidExpression,

	"Call to unknown function":      FailedCall,
	"Error in function call":        FailedCall,
	"Function calls not allowed":    FailedCall,
	"Invalid function argument":     FailedCall,
	"Not enough function arguments": FailedCall,
	"Too many function arguments":   FailedCall,

	"Unknown variable":       UnknownVariable,
	"Unsupported argument":   UnsupportedAttribute,
	"Unsupported attribute":  UnsupportedAttribute,
	"Unsupported block type": UnsupportedBlock,
}
