package bounded

import (
	"errors"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// errNoResult is what a function says of arguments that it panics on, or finds no
// answer for: no number is the logarithm of -1, and 1/0 divided by 2 leaves no
// remainder.
var errNoResult = errors.New("the function has no result for these arguments")

// safe returns the function with its panics made errors. An unknown result of known
// arguments is an error, too: it would be taken for one that waits for an answer.
// All else, such as marks and unknown arguments, is left to the function.
func safe(f function.Function) function.Function {
	spec := &function.Spec{
		Type: function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (v cty.Value, err error) {
			defer func() { // the function package does not recover all panics
				if recover() != nil {
					v, err = cty.NilVal, errNoResult
				}
			}()
			v, err = f.Call(args)
			_, panicked := errors.AsType[function.PanicError](err)
			if panicked || err == nil && !v.IsKnown() && allKnown(args) {
				return cty.NilVal, errNoResult
			}
			return v, err
		},
	}
	for _, p := range f.Params() {
		spec.Params = append(spec.Params, anyValue(p))
	}
	if p := f.VarParam(); p != nil {
		rest := anyValue(*p)
		spec.VarParam = &rest
	}
	return function.New(spec)
}

func allKnown(values []cty.Value) bool {
	for _, v := range values {
		if !v.IsWhollyKnown() {
			return false
		}
	}
	return true
}

// anyValue returns a parameter that takes all values of its type.
func anyValue(p function.Parameter) function.Parameter {
	p.AllowNull, p.AllowUnknown, p.AllowDynamicType, p.AllowMarked = true, true, true, true
	return p
}

// safeOperations has a safe form of each operation of the language.
var safeOperations = func() map[*hclsyntax.Operation]*hclsyntax.Operation {
	table := map[*hclsyntax.Operation]*hclsyntax.Operation{}
	for _, op := range []*hclsyntax.Operation{
		hclsyntax.OpLogicalOr, hclsyntax.OpLogicalAnd, hclsyntax.OpLogicalNot,
		hclsyntax.OpEqual, hclsyntax.OpNotEqual,
		hclsyntax.OpGreaterThan, hclsyntax.OpGreaterThanOrEqual, hclsyntax.OpLessThan, hclsyntax.OpLessThanOrEqual,
		hclsyntax.OpAdd, hclsyntax.OpSubtract, hclsyntax.OpMultiply, hclsyntax.OpDivide, hclsyntax.OpModulo, hclsyntax.OpNegate,
	} {
		table[op] = &hclsyntax.Operation{Impl: safe(op.Impl), Type: op.Type, ShortCircuit: op.ShortCircuit}
	}
	return table
}()
