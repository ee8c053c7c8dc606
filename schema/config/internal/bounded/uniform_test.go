package bounded

import (
	"fmt"
	"testing"

	"github.com/zclconf/go-cty/cty"
)

// repeat returns n values, which the function makes from 0, 1, 2 and so on.
func repeat(n int, value func(i int) cty.Value) []cty.Value {
	values := make([]cty.Value, n)
	for i := range values {
		values[i] = value(i)
	}
	return values
}

// keyed returns an object with the values as its attributes.
func keyed(values []cty.Value) cty.Value {
	members := make(map[string]cty.Value, len(values))
	for i, v := range values {
		members[fmt.Sprint("k", i)] = v
	}
	return cty.ObjectVal(members)
}

// TestUniform turns large tuples into lists and large objects into maps if their members can
// have one type, and checks the cost of converting the others.
func TestUniform(t *testing.T) {
	t.Parallel()
	word := func(int) cty.Value { return cty.StringVal("x") }
	mixed := func(i int) cty.Value {
		if i == 0 {
			return cty.NumberIntVal(1)
		}
		return cty.StringVal("x")
	}
	unlike := func(i int) cty.Value {
		if i == 0 {
			return cty.EmptyTupleVal
		}
		return cty.StringVal("x")
	}
	different := func(i int) cty.Value { return cty.ObjectVal(map[string]cty.Value{fmt.Sprint("k", i): cty.True}) }
	for name, test := range map[string]struct {
		v    cty.Value
		typ  string
		work int64
	}{
		"a text":                 {cty.StringVal("x"), "string", 0},
		"a list":                 {cty.ListVal(repeat(100, word)), "list of string", 0},
		"a small tuple":          {cty.TupleVal(repeat(16, word)), "tuple", 0},
		"a tuple of texts":       {cty.TupleVal(repeat(17, word)), "list of string", 17},
		"a tuple of two types":   {cty.TupleVal(repeat(100, mixed)), "list of string", 100},
		"a tuple of no one type": {cty.TupleVal(repeat(100, unlike)), "tuple", 10_000},
		"a tuple of many types":  {cty.TupleVal(repeat(100, different)), "tuple", 10_000},
		"an object":              {keyed(repeat(1000, word)), "object", 0},
		"a large object":         {keyed(repeat(1001, word)), "map of string", 1001},
		"a tuple in an object":   {cty.ObjectVal(map[string]cty.Value{"a": cty.TupleVal(repeat(20, word))}), "object", 20},
		"a tuple of tuples":      {cty.TupleVal(repeat(20, func(int) cty.Value { return cty.TupleVal(repeat(20, word)) })), "list of list of string", 420},
		"null":                   {cty.NullVal(cty.EmptyTuple), "tuple", 0},
		"unknown":                {cty.UnknownVal(cty.EmptyTuple), "tuple", 0},
	} {
		got, c := uniform(test.v)
		if got.Type().FriendlyName() != test.typ || c != (Cost{Work: test.work}) {
			t.Errorf("%s becomes a %s for %+v, want a %s for %d", name, got.Type().FriendlyName(), c, test.typ, test.work)
		}
		if got.IsKnown() && !got.IsNull() && got.CanIterateElements() && got.LengthInt() != test.v.LengthInt() {
			t.Errorf("%s has %d members, not %d", name, got.LengthInt(), test.v.LengthInt())
		}
	}
}

// TestUniformKeepsMarks keeps the marks of a tuple and of its members.
func TestUniformKeepsMarks(t *testing.T) {
	t.Parallel()
	row := Row{File: "a.csv", Line: 7}
	members := repeat(20, func(int) cty.Value { return cty.StringVal("x") })
	members[3] = members[3].Mark(row)
	got, _ := uniform(cty.TupleVal(members).Mark(Sensitive))
	bare, marks := got.Unmark()
	if !IsSensitive(marks) || RowOf(bare.Index(cty.NumberIntVal(3))) != row || !bare.Type().IsListType() {
		t.Errorf("got %#v", got)
	}
}
