package bounded

import (
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// When cty converts a tuple to a list, it compares the type of each member with that of
// each other member. A for-expression over a hundred thousand users makes a tuple, so that
// would take hours. But the members have few different types. So before cty converts a
// value, this file turns large tuples into lists, and large objects into maps, by
// comparing only the different types.
const (
	largeTuple  = 16   // members; cty converts smaller tuples fast enough
	largeObject = 1000 // attributes
	mostTypes   = 50   // different types of members
)

// uniform returns v with its large tuples and objects turned into lists and maps. It also
// returns the cost of converting those that it cannot turn, because their members have too
// many types. It looks at all of v, which the caller must have weighed.
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
		total = total.Plus(c)
		members = append(members, e)
		if t.IsObjectType() {
			keys = append(keys, key.AsString())
		}
	}
	if n > largeObject || n > largeTuple && t.IsTupleType() {
		if same, ok := sameType(members); ok {
			return collection(keys, same).WithMarks(marks), total.Plus(Cost{Work: n})
		}
		total = total.Plus(Cost{Work: product(n, n)})
	}
	if total.Work == 0 {
		return v, total
	}
	return structure(keys, members).WithMarks(marks), total
}

// sameType converts the values to one type. Ok is false if there is no such type, or if
// the values have too many types to look for one.
func sameType(values []cty.Value) ([]cty.Value, bool) {
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

// collection returns a map if there are keys, and a list otherwise.
func collection(keys []string, members []cty.Value) cty.Value {
	if len(keys) == 0 {
		return cty.ListVal(members)
	}
	return cty.MapVal(byKey(keys, members))
}

// structure returns an object if there are keys, and a tuple otherwise.
func structure(keys []string, members []cty.Value) cty.Value {
	if len(keys) == 0 {
		return cty.TupleVal(members)
	}
	return cty.ObjectVal(byKey(keys, members))
}

// byKey returns the members by their keys, which are at the same positions.
func byKey(keys []string, members []cty.Value) map[string]cty.Value {
	m := make(map[string]cty.Value, len(keys))
	for i, key := range keys {
		m[key] = members[i]
	}
	return m
}
