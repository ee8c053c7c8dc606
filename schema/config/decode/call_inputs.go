package decode

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A callInput is an attribute of a module block that sets a variable of the module. It is
// evaluated once for all instances, unless it uses each.key or each.value.
type callInput struct {
	*hclsyntax.Attribute
	names []hcl.Traversal
	each  bool
	value lazy[cty.Value] // if it does not use each
	said  map[string]bool // the texts of the diagnostics, if it does not use each
}

// instanceInputs are the inputs of one instance of a call. They implement [inputs].
type instanceInputs struct {
	*calls
	call *call
	it   *instance
}

// given implements [inputs].
func (i instanceInputs) given(d *declaration) cty.Value { return i.input(i.call, i.it, d) }

// refuse implements [inputs].
func (i instanceInputs) refuse(d *declaration, e *diag.Entry, detail string) bool {
	in := i.call.inputs[d.name]
	if in != nil {
		i.call.report(syntax.Within(in.SrcRange, e.In(in.Expr.Range(), "%s", detail)), in, i.it)
	}
	return in != nil
}

// readInputs reads the attributes of a module block, once. It reports those that the module
// has no variable for, and variables that need a value.
func (cs *calls) readInputs(c *call) {
	if c.inputs != nil {
		return
	}
	c.inputs = map[string]*callInput{}
	declared := cs.declarations(c.module)
	cs.report(syntax.InnerBlocks(c.Syntax())...)
	for _, attr := range syntax.InOrder(c.Syntax().Body.Attributes) {
		if attr.Name == syntax.SourceWord || attr.Name == syntax.ForEachWord {
			continue
		}
		if _, ok := declared[attr.Name]; !ok {
			hint := syntax.InputHint(attr.Name)
			if hint == "" {
				hint = fmt.Sprintf("%s It has %s.", suggest(cs.problems, attr.Name, declared), listFirst(keys(declared)))
			}
			cs.report(syntax.Within(attr.SrcRange, diag.UnknownInput.In(attr.NameRange, "The module has no variable %q.%s", attr.Name, hint)))
			continue
		}
		names := namesIn(attr.Expr)
		c.inputs[attr.Name] = &callInput{Attribute: attr, names: names, each: usesEach(names)}
	}
	for _, name := range keys(declared) {
		if d := declared[name]; c.inputs[name] == nil && d.fallback == cty.NilVal {
			cs.report(diag.InputRequired.In(c.Header, "The module needs the input %q: the variable at %s has no default.", name, syntax.LineOf(d.header)))
		}
	}
}

// input returns the value of a variable for one instance of a call. It returns NilVal if
// the block does not set the variable.
func (cs *calls) input(c *call, it *instance, d *declaration) cty.Value {
	cs.readInputs(c)
	in := c.inputs[d.name]
	if in == nil {
		return cty.NilVal
	}
	if in.each {
		return cs.evaluateInput(c, in, it, d)
	}
	if in.value.isKnown() {
		return in.value.value
	}
	return in.value.get(&cs.chain, c.addr.String()+"'s "+in.Name, in.Expr.Range(), bounded.Broken, func() cty.Value { return cs.evaluateInput(c, in, it, d) })
}

// evaluateInput evaluates an input and converts it to the variable's type.
func (cs *calls) evaluateInput(c *call, in *callInput, it *instance, d *declaration) cty.Value {
	if c.scope == nil {
		c.scope = cs.scope(c.forEach() != nil)
	}
	if problems := c.scope.admitNames(in.names); len(problems) > 0 {
		for _, p := range problems {
			c.report(p, in, it)
		}
		return bounded.Broken
	}
	v, diags := cs.valueFor(in.Expr, c.scope.contextOf(it), it.row)
	diags = append(diags, cs.budget.Draw(cs.budget.CostToKeep(v), in.Expr.Range())...)
	if !diags.HasErrors() {
		var more hcl.Diagnostics
		v, more = cs.toType(d, v, in.Expr.Range(), "The input %q has the wrong type: %s.")
		diags = append(diags, more...)
	}
	for _, problem := range diags {
		if problem.Context == nil { // show the whole attribute around the place
			_ = syntax.Within(in.SrcRange, problem)
		}
		c.report(problem, in, it)
	}
	if diags.HasErrors() {
		return bounded.Broken
	}
	if v.IsNull() && !d.nullable && d.fallback != cty.NilVal {
		return d.fallback
	}
	return v
}

// report collects a diagnostic of an input of one instance. An input that does not use each
// has the same problems in all instances.
func (c *call) report(problem *hcl.Diagnostic, in *callInput, it *instance) {
	about := About{Addr: c.addr}
	switch {
	case in.each && diag.EntryOf(problem) != diag.UnknownColumn:
		about = it.about()
	case in.said[problem.Detail]:
		return
	case in.said == nil:
		in.said = map[string]bool{problem.Detail: true}
	default:
		in.said[problem.Detail] = true
	}
	diag.Attach(problem, about)
	c.collected.add(problem)
}
