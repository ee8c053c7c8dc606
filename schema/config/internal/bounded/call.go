package bounded

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema/diag"
)

// call is a function's call. Its arguments are weighed before it works, by the
// function's own measure if it has one, and its result after.
type call struct {
	*hclsyntax.FunctionCallExpr
	account *account
}

// perCall is what a call costs whatever its arguments.
var perCall = Cost{Work: 12}

func (e *call) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if e.account.spent() {
		return Broken, nil
	}
	f, ok := functionOf(e.Name, ctx)
	if !ok {
		return e.FunctionCallExpr.Value(ctx)
	}
	if priceOf(e.Name).lazy {
		if over := e.account.draw(perCall, e.Range()); over != nil {
			return Broken, over
		}
		v, diags := e.FunctionCallExpr.Value(ctx)
		if e.account.spent() {
			return Broken, nil
		}
		return e.discreetly(v, ctx), diags
	}
	args, diags := e.arguments(ctx)
	if diags.HasErrors() {
		return Broken, diags
	}
	if e.Name == "lookup" && len(args) > 1 {
		narrow(args[0].(*evaluated), args[1].(*evaluated))
	}
	if over := e.account.draw(e.before(f, args), e.Range()); over != nil {
		return Broken, over
	}
	if over := e.account.draw(e.unify(f, args), e.Range()); over != nil {
		return Broken, over
	}
	if !settled(args) {
		return Broken, nil
	}
	working := *e.FunctionCallExpr
	working.Args = args
	v, diags := working.Value(ctx)
	if over := e.account.draw(e.after(v), e.Range()); over != nil {
		return Broken, over
	}
	return thin(v), e.discreet(diags, args)
}

// functionOf returns the function of that name.
func functionOf(name string, ctx *hcl.EvalContext) (function.Function, bool) {
	for ; ctx != nil; ctx = ctx.Parent() {
		if f, ok := ctx.Functions[name]; ok {
			return f, true
		}
	}
	return function.Function{}, false
}

// arguments evaluates the arguments, each once.
func (e *call) arguments(ctx *hcl.EvalContext) ([]hclsyntax.Expression, hcl.Diagnostics) {
	var diags hcl.Diagnostics
	args := make([]hclsyntax.Expression, len(e.Args))
	for i, arg := range e.Args {
		v, more := arg.Value(ctx)
		diags = append(diags, more...)
		args[i] = &evaluated{Expression: arg, value: v}
	}
	return args, diags
}

// settled reports whether all of the arguments is known, which functions rely on. A
// part may be Broken, or, in a check that is tried, not known yet; then the result
// is, too.
func settled(args []hclsyntax.Expression) bool {
	for _, arg := range args {
		if v := arg.(*evaluated).value; v.IsKnown() && !v.IsWhollyKnown() {
			return false
		}
	}
	return true
}

// narrow leaves a map with the one member that is looked up: a call looks at all of
// its arguments, and a map may be looked into for each of many users.
func narrow(m, key *evaluated) {
	bare, marks := m.value.Unmark()
	k, _ := key.value.Unmark()
	if !isCollection(bare) || !bare.Type().IsObjectType() && !bare.Type().IsMapType() || !k.IsKnown() || k.IsNull() || k.Type() != cty.String {
		return
	}
	if v, ok := memberOf(bare, k); ok {
		m.value = cty.ObjectVal(map[string]cty.Value{k.AsString(): v}).WithMarks(marks)
	}
}

// unify makes the arguments uniform that the call converts. It returns what that
// leaves to pay.
func (e *call) unify(f function.Function, args []hclsyntax.Expression) Cost {
	var total Cost
	for i, arg := range args {
		a := arg.(*evaluated)
		if !converts(e.Name, parameter(f, i)) {
			continue
		}
		v, c := uniform(a.value)
		a.value = v
		total = total.plus(c)
	}
	return total
}

// converts reports whether a call converts what it is given there to a collection.
func converts(name string, p *function.Parameter) bool {
	switch name {
	case "tolist", "toset", "tomap", "coalesce", "coalescelist":
		return true
	}
	return p != nil && p.Type.IsCollectionType()
}

func parameter(f function.Function, i int) *function.Parameter {
	if params := f.Params(); i < len(params) {
		return &params[i]
	}
	return f.VarParam()
}

// before returns what the call costs at least: a look at all arguments, and what
// the function says for these.
func (e *call) before(f function.Function, args []hclsyntax.Expression) Cost {
	total := perCall
	for i, arg := range args {
		total.Work = add(total.Work, e.account.weight(arg.(*evaluated).value).Work)
		if p := parameter(f, i); p != nil && p.Type == cty.Number {
			total.Work = add(total.Work, readAsNumber(arg))
		}
	}
	measure := priceOf(e.Name).measure
	if measure == nil || total.Work > e.account.left().Work {
		return total
	}
	values := make([]cty.Value, 0, len(args))
	for i, arg := range args {
		v, _ := arg.(*evaluated).value.UnmarkDeep()
		if e.ExpandFinal && i == len(args)-1 && isCollection(v) {
			values = append(values, v.AsValueSlice()...)
			continue
		}
		values = append(values, v)
	}
	return total.plus(measure(values))
}

// after returns what the result costs. What only picks from its arguments makes
// nothing.
func (e *call) after(v cty.Value) Cost {
	if priceOf(e.Name).picks {
		return Cost{}
	}
	return e.account.weight(v)
}

// discreetly marks what try and can return when they try a sensitive value: whether
// it fails tells something of the value.
func (e *call) discreetly(v cty.Value, ctx *hcl.EvalContext) cty.Value {
	for _, t := range e.Variables() {
		tried, diags := t.TraverseAbs(ctx)
		if !diags.HasErrors() && IsSensitive(tried.Marks()) {
			return v.Mark(Sensitive)
		}
	}
	return v
}

// discreet leaves values of sensitive arguments out of diagnostics.
func (e *call) discreet(diags hcl.Diagnostics, args []hclsyntax.Expression) hcl.Diagnostics {
	if len(diags) == 0 {
		return nil
	}
	for _, arg := range args {
		if _, marks := arg.(*evaluated).value.UnmarkDeep(); IsSensitive(marks) {
			return hcl.Diagnostics{diag.FailedCall.In(e.Range(), "The call of %q failed. Its arguments are sensitive, so the reason is not shown.", e.Name)}
		}
	}
	return diags
}
