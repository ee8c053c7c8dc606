package diag

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
)

// An extra is the Extra of an [hcl.Diagnostic] that an entry made. HCL's diagnostics have no
// field for a code, so the entry is here, beside the value that [Attach] added.
type extra struct {
	entry *Entry
	more  any
}

// UnwrapDiagnosticExtra returns the value of [Attach], in which [hcl.DiagnosticExtra] then
// looks for the type that its caller wants.
func (e extra) UnwrapDiagnosticExtra() any { return e.more }

// In returns a diagnostic at a place in a file.
func (e *Entry) In(at hcl.Range, format string, args ...any) *hcl.Diagnostic {
	return e.Problem(format, args...).In(at)
}

// Nowhere returns a diagnostic without a place: about --var, for example.
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

// Reword turns HCL's diagnostic d into one of the entry e, with another detail. We use it
// where we know more than HCL: that a missing attribute is a column of a CSV file, say.
func (e *Entry) Reword(d *hcl.Diagnostic, format string, args ...any) {
	d.Summary, d.Detail, d.Extra = e.Summary, fmt.Sprintf(format, args...), extra{entry: e}
}

// Attach adds a value to d, such as the object that d is about. It replaces a value that
// was attached before, and keeps the code.
func Attach(d *hcl.Diagnostic, more any) { d.Extra = extra{EntryOf(d), more} }

// EntryOf returns the entry of a diagnostic. HCL's own diagnostics have no entry, so EntryOf
// chooses one: by the summary if HCL evaluated an expression, and otherwise the entry of a
// syntax error, because HCL reports nothing else.
func EntryOf(d *hcl.Diagnostic) *Entry {
	if e, ok := hcl.DiagnosticExtra[extra](d); ok {
		return e.entry
	}
	if e, ok := evaluation[d.Summary]; ok {
		return e
	}
	return invalidSyntax
}

// evaluation are the entries for HCL's diagnostics about expressions, by HCL's summaries.
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
