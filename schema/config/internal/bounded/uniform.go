package bounded

import (
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// Converting a tuple to a list compares the type of each member with that of each
// other. A for-expression's hundred thousand strings are a tuple; so before values
// are converted, large tuples in them are made lists, and large objects maps, by
// their few different types.
const (
	largeTuple  = 16
	largeObject = 1000
	mostTypes   = 50
)

// uniform returns v with its large tuples and objects made lists and maps, and what
// is left to pay for converting the ones that cannot be. It looks at all of v, which
// must have been weighed.
func uniform(v cty.Value) (cty.Value, Cost) {
	bare, marks := v.Unmark()
	t := bare.Type()
	if !isCollection(bare) || !t.IsTupleType() && !t.IsObjectType() {
		return v, Cost{}
	}
	n := int64(bare.LengthInt())
	keys, members := make([]string, 0, n), make([]cty.Value, 0, n)
	var total Cost
	for it := bare.ElementIterator(); it.Next(); {
		key, e := it.Element()
		e, c := uniform(e)
		total = total.plus(c)
		members = append(members, e)
		if t.IsObjectType() {
			keys = append(keys, key.AsString())
		}
	}
	if n > largeObject || n > largeTuple && t.IsTupleType() {
		if same, ok := alike(members); ok {
			return collection(keys, same).WithMarks(marks), total.plus(Cost{Work: n})
		}
		total = total.plus(Cost{Work: product(n, n)})
	}
	if total.Work == 0 {
		return v, total
	}
	return structure(keys, members).WithMarks(marks), total
}

// alike converts values to the one type that all of them have or convert to.
func alike(values []cty.Value) ([]cty.Value, bool) {
	var types []cty.Type
	for _, v := range values {
		if !slices.ContainsFunc(types, v.Type().Equals) {
			types = append(types, v.Type())
		}
		if len(types) > mostTypes {
			return nil, false
		}
	}
	to, _ := convert.UnifyUnsafe(types)
	if to == cty.NilType || to.HasDynamicTypes() {
		return nil, false
	}
	same := make([]cty.Value, len(values))
	for i, v := range values {
		var err error
		if same[i], err = convert.Convert(v, to); err != nil {
			return nil, false
		}
	}
	return same, true
}

// collection returns a map when there are keys, else a list.
func collection(keys []string, members []cty.Value) cty.Value {
	if len(keys) == 0 {
		return cty.ListVal(members)
	}
	return cty.MapVal(byKey(keys, members))
}

// structure returns an object when there are keys, else a tuple.
func structure(keys []string, members []cty.Value) cty.Value {
	if len(keys) == 0 {
		return cty.TupleVal(members)
	}
	return cty.ObjectVal(byKey(keys, members))
}

func byKey(keys []string, members []cty.Value) map[string]cty.Value {
	m := make(map[string]cty.Value, len(keys))
	for i, key := range keys {
		m[key] = members[i]
	}
	return m
}
