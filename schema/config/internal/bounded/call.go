package bounded

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema/diag"
)

// A call is a wrapped call of a function. It draws the cost of its arguments, and the
// function's price, before the function does its work, and the cost of the result after.
type call struct {
	*hclsyntax.FunctionCallExpr
	account *account
}

// perCall is the cost of a call without arguments.
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
		return e.markTried(v, ctx), diags
	}
	args, diags := e.arguments(ctx)
	if diags.HasErrors() {
		return Broken, diags
	}
	if e.Name == "lookup" && len(args) > 1 {
		keepLookedUp(args[0].(*evaluated), args[1].(*evaluated))
	}
	if over := e.account.draw(e.before(f, args), e.Range()); over != nil {
		return Broken, over
	}
	if over := e.account.draw(e.unify(f, args), e.Range()); over != nil {
		return Broken, over
	}
	if !argumentsKnown(args) {
		return Broken, nil
	}
	working := *e.FunctionCallExpr
	working.Args = args
	v, diags := working.Value(ctx)
	v, weight, weighed := takeWeight(v)
	if !weighed {
		weight = e.after(v)
	}
	if over := e.account.draw(weight, e.Range()); over != nil {
		return Broken, over
	}
	if len(diags) == 0 {
		return mergeRows(v), e.noRows(v, args)
	}
	return mergeRows(v), e.hideSensitive(diags, args)
}

// functionOf returns the function that a name means in the context or its parents.
func functionOf(name string, ctx *hcl.EvalContext) (function.Function, bool) {
	for ; ctx != nil; ctx = ctx.Parent() {
		if f, ok := ctx.Functions[name]; ok {
			return f, true
		}
	}
	return function.Function{}, false
}

// arguments evaluates the arguments. The results keep their values, so that weighing an
// argument and then calling the function evaluates it once.
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

// argumentsKnown reports whether functions can look at all parts of the arguments. A part
// may be Broken, or, when a check is tried out before the plan is made, not known yet. The
// result of the call is then Broken or not known, too.
func argumentsKnown(args []hclsyntax.Expression) bool {
	for _, arg := range args {
		if v := arg.(*evaluated).value; v.IsKnown() && !v.IsWhollyKnown() {
			return false
		}
	}
	return true
}

// keepLookedUp reduces the map of a lookup to the one member that the call looks up. A
// call weighs all of its arguments, and for ten thousand users,
// lookup(local.phones, user.id) would weigh all phones ten thousand times.
func keepLookedUp(m, key *evaluated) {
	bare, marks := m.value.Unmark()
	k, _ := key.value.Unmark()
	if !isCollection(bare) || !bare.Type().IsObjectType() && !bare.Type().IsMapType() || !k.IsKnown() || k.IsNull() || k.Type() != cty.String {
		return
	}
	if v, ok := memberOf(bare, k); ok {
		m.value = cty.ObjectVal(map[string]cty.Value{k.AsString(): v}).WithMarks(marks)
	}
}

// unify makes the arguments uniform that the call converts to a collection (uniform.go).
// It returns the cost of converting the rest.
func (e *call) unify(f function.Function, args []hclsyntax.Expression) Cost {
	var total Cost
	for i, arg := range args {
		a := arg.(*evaluated)
		if !converts(e.Name, parameter(f, i)) {
			continue
		}
		v, c := uniform(a.value)
		a.value = v
		total = total.Plus(c)
	}
	return total
}

// converts reports whether the function with the name converts the argument for the
// parameter to a collection.
func converts(name string, p *function.Parameter) bool {
	switch name {
	case "tolist", "toset", "tomap", "coalesce", "coalescelist":
		return true
	}
	return p != nil && p.Type.IsCollectionType()
}

// parameter returns the parameter for the argument at position i; nil if there is none.
func parameter(f function.Function, i int) *function.Parameter {
	if params := f.Params(); i < len(params) {
		return &params[i]
	}
	return f.VarParam()
}

// before returns the cost to draw before the call: a look at all arguments, and the
// function's price for them.
func (e *call) before(f function.Function, args []hclsyntax.Expression) Cost {
	total := perCall
	for i, arg := range args {
		total.Work = add(total.Work, e.account.weight(arg.(*evaluated).value).Work)
		if p := parameter(f, i); p != nil && p.Type == cty.Number {
			total.Work = add(total.Work, operandParsingWork(arg))
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
	return total.Plus(measure(values))
}

// after returns the cost of the result. A function that only picks one of its arguments,
// such as coalesce, makes nothing.
func (e *call) after(v cty.Value) Cost {
	if priceOf(e.Name).picks {
		return Cost{}
	}
	return e.account.weight(v)
}

// markTried marks the result of try and can as sensitive if they tried a sensitive value.
// Otherwise can(regex("^a", var.secret)) would tell everybody the first letter.
func (e *call) markTried(v cty.Value, ctx *hcl.EvalContext) cty.Value {
	for _, t := range e.Variables() {
		tried, diags := t.TraverseAbs(ctx)
		if !diags.HasErrors() && IsSensitive(tried.Marks()) {
			return v.Mark(Sensitive)
		}
	}
	return v
}

// hideSensitive replaces the diagnostics of a call by a vague one if an argument is
// sensitive, because functions quote their arguments in errors.
func (e *call) hideSensitive(diags hcl.Diagnostics, args []hclsyntax.Expression) hcl.Diagnostics {
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
