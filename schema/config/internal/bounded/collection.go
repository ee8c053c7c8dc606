package bounded

import (
	"errors"
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

var anyList = function.Parameter{Name: "list", Type: cty.List(cty.DynamicPseudoType)}

// lengthFunc is cty's length, which also takes strings and objects here.
var lengthFunc = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "value", Type: cty.DynamicPseudoType, AllowDynamicType: true, AllowMarked: true}},
	Type:   function.StaticReturnType(cty.Number),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		v, marks := args[0].Unmark()
		switch t := v.Type(); {
		case t == cty.String:
			n, err := stdlib.Strlen(v)
			return n.WithMarks(marks), err
		case t.IsObjectType():
			return cty.NumberIntVal(int64(len(t.AttributeTypes()))).WithMarks(marks), nil
		}
		return stdlib.Length(args[0])
	},
})

// coalesceFunc returns the first argument that is neither null nor an empty string. Cty's
// does not skip empty strings, which Terraform's does.
var coalesceFunc = function.New(&function.Spec{
	VarParam: &function.Parameter{Name: "values", Type: cty.DynamicPseudoType, AllowNull: true, AllowDynamicType: true},
	Type: func(args []cty.Value) (cty.Type, error) {
		types := make([]cty.Type, len(args))
		for i, arg := range args {
			types[i] = arg.Type()
		}
		t, _ := convert.UnifyUnsafe(types)
		if t == cty.NilType {
			return t, errors.New("all arguments must have the same type")
		}
		return t, nil
	},
	Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
		for _, arg := range args {
			v, err := convert.Convert(arg, t)
			if err != nil {
				return cty.NilVal, err
			}
			if !v.IsNull() && (v.Type() != cty.String || v.AsString() != "") {
				return v, nil
			}
		}
		return cty.NilVal, errors.New("all arguments are null or empty")
	},
})

// distinctFunc keeps the first of equal members. Cty's compares each member with each
// other, which takes too long for a hundred thousand rows; this one compares their hashes.
var distinctFunc = function.New(&function.Spec{
	Params: []function.Parameter{anyList},
	Type:   func(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil },
	Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
		seen := map[int][]cty.Value{}
		var kept []cty.Value
		for it := args[0].ElementIterator(); it.Next(); {
			_, e := it.Element()
			h := e.Hash()
			if slices.ContainsFunc(seen[h], e.RawEquals) {
				continue
			}
			seen[h] = append(seen[h], e)
			kept = append(kept, e)
		}
		return listOf(kept, t.ElementType()), nil
	},
})

// indexFunc returns the position of the first member that equals the value.
var indexFunc = function.New(&function.Spec{
	Params: []function.Parameter{
		{Name: "list", Type: cty.DynamicPseudoType}, {Name: "value", Type: cty.DynamicPseudoType},
	},
	Type: function.StaticReturnType(cty.Number),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		if t := args[0].Type(); !t.IsListType() && !t.IsTupleType() {
			return cty.NilVal, function.NewArgError(0, errors.New("a list is required"))
		}
		for it := args[0].ElementIterator(); it.Next(); {
			i, e := it.Element()
			if e.Type().Equals(args[1].Type()) && e.RawEquals(args[1]) {
				return i, nil
			}
		}
		return cty.NilVal, function.NewArgError(1, errors.New("the list does not have this member"))
	},
})

// lookupFunc is cty's lookup, with a default that can be null or absent.
var lookupFunc = function.New(&function.Spec{
	Params: []function.Parameter{
		{Name: "map", Type: cty.DynamicPseudoType, AllowMarked: true},
		{Name: "key", Type: cty.String, AllowMarked: true},
	},
	VarParam: &function.Parameter{Name: "default", Type: cty.DynamicPseudoType, AllowMarked: true, AllowNull: true, AllowDynamicType: true},
	Type:     function.StaticReturnType(cty.DynamicPseudoType),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		bare, marks := args[0].Unmark()
		key, more := args[1].Unmark()
		switch t := bare.Type(); {
		case !t.IsObjectType() && !t.IsMapType():
			return cty.NilVal, function.NewArgError(0, errors.New("a map is required"))
		case len(args) > 3:
			return cty.NilVal, errors.New("only one default is allowed")
		}
		if v, ok := memberOf(bare, key); ok {
			return v.WithMarks(marks, more), nil
		}
		if len(args) == 2 {
			return cty.NilVal, function.NewArgErrorf(1, "the map has no key %q", key.AsString())
		}
		fallback := args[2]
		if bare.Type().IsMapType() {
			var err error
			if fallback, err = convert.Convert(fallback, bare.Type().ElementType()); err != nil {
				return cty.NilVal, function.NewArgErrorf(2, "the default does not match the map's type: %s", err)
			}
		}
		return fallback.WithMarks(marks, more), nil
	},
})

// oneFunc returns the only member of a list or set, and null if it is empty.
var oneFunc = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}},
	Type:   function.StaticReturnType(cty.DynamicPseudoType),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		t := args[0].Type()
		if !t.IsListType() && !t.IsSetType() && !t.IsTupleType() || args[0].LengthInt() > 1 {
			return cty.NilVal, function.NewArgError(0, errors.New("expected a list or set with at most one member"))
		}
		for it := args[0].ElementIterator(); it.Next(); {
			_, e := it.Element()
			return e, nil
		}
		return cty.NullVal(cty.DynamicPseudoType), nil
	},
})

// sumFunc returns the sum of a list of numbers. Terraform has it, and cty does not.
var sumFunc = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}},
	Type:   function.StaticReturnType(cty.Number),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		if !args[0].CanIterateElements() || args[0].LengthInt() == 0 {
			return cty.NilVal, function.NewArgError(0, errors.New("expected a list of at least one number"))
		}
		total := cty.Zero
		for it := args[0].ElementIterator(); it.Next(); {
			_, e := it.Element()
			if e.IsNull() || e.Type() != cty.Number {
				return cty.NilVal, function.NewArgError(0, errors.New("every member must be a number"))
			}
			total = total.Add(e)
		}
		return total, nil
	},
})

// quantified returns alltrue for true, and anytrue for false: a function whose result is
// empty if the list has no members, or if every member is equal to empty. Null counts as
// false.
func quantified(empty bool) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "list", Type: cty.List(cty.Bool)}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			for it := args[0].ElementIterator(); it.Next(); {
				if _, e := it.Element(); (!e.IsNull() && e.True()) != empty {
					return cty.BoolVal(!empty), nil
				}
			}
			return cty.BoolVal(empty), nil
		},
	})
}

var allTrueFunc, anyTrueFunc = quantified(true), quantified(false)

// matchKeysFunc returns those values whose keys are in searchset. The key of a value is at
// the same position in the list of keys.
var matchKeysFunc = function.New(&function.Spec{
	Params: []function.Parameter{
		{Name: "values", Type: cty.List(cty.DynamicPseudoType)},
		{Name: "keys", Type: cty.List(cty.DynamicPseudoType)},
		{Name: "searchset", Type: cty.List(cty.DynamicPseudoType)},
	},
	Type: func(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil },
	Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
		values, keys, searched := args[0].AsValueSlice(), args[1].AsValueSlice(), args[2].AsValueSlice()
		if len(values) != len(keys) {
			return cty.NilVal, errors.New("there must be as many keys as values")
		}
		var found []cty.Value
		for i, key := range keys {
			if slices.ContainsFunc(searched, key.RawEquals) {
				found = append(found, values[i])
			}
		}
		return listOf(found, t.ElementType()), nil
	},
})

// transposeFunc swaps the keys and values of a map of lists: {a = ["x", "y"], b = ["y"]}
// becomes {x = ["a"], y = ["a", "b"]}.
var transposeFunc = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "values", Type: cty.Map(cty.List(cty.String))}},
	Type:   function.StaticReturnType(cty.Map(cty.List(cty.String))),
	Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
		lists := map[string][]cty.Value{}
		for it := args[0].ElementIterator(); it.Next(); {
			key, list := it.Element()
			if list.IsNull() {
				return cty.NilVal, function.NewArgError(0, errors.New("a list must not be null"))
			}
			for members := list.ElementIterator(); members.Next(); {
				_, e := members.Element()
				if e.IsNull() {
					return cty.NilVal, function.NewArgError(0, errors.New("a member must not be null"))
				}
				lists[e.AsString()] = append(lists[e.AsString()], key)
			}
		}
		if len(lists) == 0 {
			return cty.MapValEmpty(t.ElementType()), nil
		}
		result := make(map[string]cty.Value, len(lists))
		for key, list := range lists {
			result[key] = cty.ListVal(list)
		}
		return cty.MapVal(result), nil
	},
})
