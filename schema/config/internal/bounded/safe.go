package bounded

import (
	"errors"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// errNoResult is the error for arguments on which a function panics, or for which it has no
// result. Examples are the logarithm of -1, and 1/0 % 2.
var errNoResult = errors.New("the function has no result for these arguments")

// safe returns a function that returns an error where f panics. It also returns an error
// where f returns an unknown result for known arguments, because callers take an unknown
// value for one that the plan will make known. F handles marks, nulls and unknown arguments
// itself, as it did before.
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

// allKnown reports whether the values are known with all of their members.
func allKnown(values []cty.Value) bool {
	for _, v := range values {
		if !v.IsWhollyKnown() {
			return false
		}
	}
	return true
}

// anyValue returns the parameter, changed so that the function package checks nothing but
// the type before it calls f.
func anyValue(p function.Parameter) function.Parameter {
	p.AllowNull, p.AllowUnknown, p.AllowDynamicType, p.AllowMarked = true, true, true, true
	return p
}

// safeOperations maps each of HCL's operations to its safe form.
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
