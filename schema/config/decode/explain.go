package decode

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// explain adds to a diagnostic of HCL's evaluator about a missing thing: it suggests the
// nearest name, or lists the names that exist. Row is the row that each.value came from.
// It also drops the expression and its values, which HCL's printers would show: they may
// be sensitive, or huge.
func (p *problems) explain(d *hcl.Diagnostic, row bounded.Row) {
	explainFunction(d)
	switch e := d.Expression.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		p.explainTraversal(d, e.Traversal, row)
	case *hclsyntax.IndexExpr:
		p.explainIndex(d, e, row)
	}
	if d.Detail == "This value does not have any attributes." {
		d.Detail += " A reference means the object itself, and strings and numbers have no attributes."
	}
	d.Expression, d.EvalContext = nil, nil
}

// absent are functions of Terraform that callwright does not have, with the reason.
var absent = map[string]string{
	"abspath":    "A plan must not depend on where the configuration's folder is, so there are no absolute paths. Write a path relative to the file that names it.",
	"env":        "A plan must not depend on who makes it, so there are no environment variables. Declare a variable, and give its value with --var or in environments/NAME.vars.hcl.",
	"pathexpand": "A plan must not depend on who makes it, so a path cannot start in somebody's home folder. Write a path relative to the file that names it.",
	"timestamp":  "The same files must make the same plan, so there is no clock. Give the time as a variable.",
	"sensitive":  "Declare a variable with sensitive = true.",
	"uuid":       "The same files must make the same plan, so there are no random values.",
}

// explainFunction rewords the diagnostic about an unknown function if the function exists
// in check blocks, or in Terraform.
func explainFunction(d *hcl.Diagnostic) {
	unknown, ok := hcl.DiagnosticExtra[hclsyntax.FunctionCallUnknownDiagExtra](d)
	if !ok {
		return
	}
	name := unknown.CalledFunctionName()
	if _, ok := questions[name]; ok {
		diag.PlannedStateFunction.Reword(d, "%s asks what the contact centre will look like after the plan, and callwright evaluates objects before it knows that. Use the function only in check blocks.", name)
	}
	if reason, ok := absent[name]; ok {
		d.Detail = fmt.Sprintf("There is no function named %q. %s", name, reason)
	}
}

// explainTraversal follows the steps of a traversal to the step that fails.
func (p *problems) explainTraversal(d *hcl.Diagnostic, t hcl.Traversal, row bounded.Row) {
	v, ok := rootValue(t.RootName(), d.EvalContext)
	if !ok {
		return
	}
	// The instance keeps the row of each.value apart from it. Put the mark back, so that
	// explainMember can name the file.
	if t.RootName() == "each" && row.File != "" && len(t) > 2 {
		v = cty.ObjectVal(map[string]cty.Value{"value": v.GetAttr("value").Mark(row)})
	}
	for _, step := range t[1:] {
		if v.Type() == referenceType {
			*d = *syntax.Within(t.SourceRange(), hasNoAttributes(step.SourceRange(), "A reference"))
			return
		}
		next, diags := hcl.Traversal{step}.TraverseRel(v)
		if diags.HasErrors() {
			p.explainMember(d, v, step)
			return
		}
		v = next
	}
}

// rootValue returns the value of a name's root in the context or its parents.
func rootValue(name string, ctx *hcl.EvalContext) (cty.Value, bool) {
	for ; ctx != nil; ctx = ctx.Parent() {
		if v, ok := ctx.Variables[name]; ok {
			return v, true
		}
	}
	return cty.NilVal, false
}

// explainMember lists the members of a value that lacks the member of a step. If the value
// is a row of a CSV file, it speaks of columns.
func (p *problems) explainMember(d *hcl.Diagnostic, v cty.Value, step hcl.Traverser) {
	attr, ok := step.(hcl.TraverseAttr)
	bare, marks := v.Unmark()
	if !ok || bounded.IsSensitive(marks) || bare.IsNull() || !bare.Type().IsObjectType() || !p.suggestions.Affords(len(bare.Type().AttributeTypes())) {
		return
	}
	has := keys(bare.Type().AttributeTypes())
	suggestion := diag.Suggest(attr.Name, has)
	for m := range marks {
		if row, ok := m.(bounded.Row); ok && row.File != "" {
			if near, ok := diag.Nearest(attr.Name, has); ok && !hclsyntax.ValidIdentifier(near) {
				suggestion = fmt.Sprintf("%s Write it with brackets: [%q].", suggestion, near)
			}
			hint := ""
			if suggestion == "" {
				hint = " If these are data, put a line with the names of the columns above them."
			}
			diag.UnknownColumn.Reword(d, "%s has no column %q.%s Its columns are %s.%s", row.File, attr.Name, suggestion, listFirst(has), hint)
			return
		}
	}
	d.Detail = fmt.Sprintf("This object has no attribute %q.%s It has %s.", attr.Name, suggestion, listFirst(has))
}

// explainIndex names the key that a map lacks, and suggests the nearest one.
//
// An empty key from a CSV file is an empty cell, so it names that, and the keys that exist:
//
//	agents.csv line 2, column "team", is empty; one of early, late.
func (p *problems) explainIndex(d *hcl.Diagnostic, e *hclsyntax.IndexExpr, row bounded.Row) {
	t, ok := e.Collection.(*hclsyntax.ScopeTraversalExpr)
	if !ok || d.Summary != "Invalid index" {
		return
	}
	v, diags := t.Value(d.EvalContext)
	key, more := e.Key.Value(d.EvalContext)
	v, _ = v.Unmark()
	key, marks := key.Unmark()
	if diags.HasErrors() || more.HasErrors() || bounded.IsSensitive(marks) || !isText(key) || !isMap(v) {
		return // HCL's own words must do
	}
	if !p.suggestions.Affords(v.LengthInt()) {
		d.Detail = fmt.Sprintf("%s has no key %q.", traversalText(t.Traversal), key.AsString())
		return
	}
	known := keys(v.AsValueMap())
	if column := columnOf(e.Key); key.AsString() == "" && column != "" && row.Line > 0 {
		d.Detail = fmt.Sprintf("%s is empty; one of %s.", cellOf(row, column), listFirst(known))
		return
	}
	suggestion := diag.Suggest(key.AsString(), known)
	if suggestion == "" {
		suggestion = fmt.Sprintf(" Its keys are %s.", listFirst(known))
	}
	d.Detail = fmt.Sprintf("%s has no key %q.%s", traversalText(t.Traversal), key.AsString(), suggestion)
}

// emptyCell adds to the problems of an attribute that its value comes from an empty cell of a
// CSV file, if it does.
func emptyCell(problems []diag.Problem, a *attribute, v cty.Value, row bounded.Row) []diag.Problem {
	column := columnOf(a.Expr)
	if column == "" || row.Line == 0 || !isText(v) || strings.TrimSpace(v.AsString()) != "" {
		return problems
	}
	for i := range problems {
		problems[i] = problems[i].Also(cellOf(row, column) + " is empty.")
	}
	return problems
}

// columnOf returns the column of each.value that an expression is, or "": team for
// each.value.team.
func columnOf(e hclsyntax.Expression) string {
	t, ok := e.(*hclsyntax.ScopeTraversalExpr)
	if !ok || len(t.Traversal) != 3 || t.Traversal.RootName() != "each" {
		return ""
	}
	column, _ := t.Traversal[2].(hcl.TraverseAttr)
	return column.Name
}

// isText reports whether v is a string that can be read.
func isText(v cty.Value) bool { return v.IsKnown() && !v.IsNull() && v.Type() == cty.String }

// isMap reports whether v is a map or an object that can be read.
func isMap(v cty.Value) bool {
	return v.IsKnown() && !v.IsNull() && (v.Type().IsMapType() || v.Type().IsObjectType())
}

// traversalText returns a traversal as a message shows it: local.teams[…].lead.
func traversalText(t hcl.Traversal) string {
	var b strings.Builder
	b.WriteString(t.RootName())
	for _, step := range t[1:] {
		attr, ok := step.(hcl.TraverseAttr)
		if !ok {
			b.WriteString("[…]")
			continue
		}
		b.WriteString("." + attr.Name)
	}
	return b.String()
}

// listFirst returns a list of words for a sentence: the first twenty, and the number of the
// others.
func listFirst(words []string) string {
	if len(words) == 0 {
		return "nothing"
	}
	if len(words) > 20 {
		return strings.Join(words[:20], ", ") + fmt.Sprintf(" and %d more", len(words)-20)
	}
	return strings.Join(words, ", ")
}
