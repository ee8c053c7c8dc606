package bounded

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/diag"
)

// plenty is a budget that no expression here uses up.
var plenty = Cost{Work: 1 << 40, Elements: 1 << 40, Bytes: 1 << 40}

// drawnBy returns the cost that an expression draws from a budget, and whether the budget is
// large enough.
func drawnBy(t *testing.T, src string, whole Cost) (Cost, bool) {
	t.Helper()
	files := fstest.MapFS{"rows.csv": {Data: []byte("a,b\n1,2\n3,4\n")}, "t.tpl": {Data: []byte("%{ for x in xs }${x}%{ endfor }")}}
	e := New(source.New(files, "."), Budget{Least: whole, Most: whole}, nil)
	expr, diags := ParseExpression([]byte(src), "test.hcl")
	if diags.HasErrors() {
		t.Fatalf("%s: %v", src, diags)
	}
	_, diags = e.Eval(e.Wrap(expr), &hcl.EvalContext{Variables: many, Functions: e.Functions(".")})
	if over := e.Exhausted(); over != nil {
		return e.account.drawn, false
	}
	if diags.HasErrors() {
		t.Fatalf("%s: %v", src, diags)
	}
	return e.account.drawn, true
}

// many are variables with a hundred members.
var many = func() map[string]cty.Value {
	texts, members := make([]cty.Value, 100), map[string]cty.Value{}
	for i := range texts {
		texts[i] = cty.StringVal(fmt.Sprintf("text %d", i))
		members[fmt.Sprint("k", i)] = texts[i]
	}
	return map[string]cty.Value{
		"list": cty.ListVal(texts), "tuple": cty.TupleVal(texts), "set": cty.SetVal(texts),
		"map": cty.MapVal(members), "object": cty.ObjectVal(members), "long": cty.StringVal(strings.Repeat("x", 10_000)),
	}
}()

// TestConstructsDraw checks that each construct of the language draws at least the work,
// elements and bytes that it takes.
func TestConstructsDraw(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		expr  string
		least Cost
	}{
		{`[for x in list : 1]`, Cost{Work: 800, Elements: 100}},
		{`[for x in list : x if false]`, Cost{Work: 800, Elements: 100}},
		{`[for x in list : [for y in list : 1]]`, Cost{Work: 80_000, Elements: 10_000}},
		{`[for x in list : [1, 2, 3, { a = 4 }]]`, Cost{Elements: 600}},
		{`{ for x in list : x => 1 }`, Cost{Work: 800, Elements: 100}},
		{`{ for x in list : "k" => x... }`, Cost{Work: 800, Elements: 100}},
		{`[for x in set : 1]`, Cost{Work: 800 + 2450, Elements: 100}},
		{`list[*]`, Cost{Work: 800, Elements: 100}},
		{`[for x in list : list[*]]`, Cost{Elements: 10_000}},
		{`"${long}${long}"`, Cost{Bytes: 20_000}},
		{`"%{ for x in list }${long}%{ endfor }"`, Cost{Work: 800, Elements: 100, Bytes: 1_000_000}},
		{`list == list`, Cost{Work: 600}},
		{`map != map`, Cost{Work: 1200}},
		{`true ? list : tuple`, Cost{Work: 2300}},
		{`long == "x"`, Cost{Work: 150}},
		{`length(list)`, Cost{Work: 100}},
		{`length(tuple)`, Cost{Work: 200}},
		{`length(set)`, Cost{Work: 2500}},
		{`concat(list, list)`, Cost{Work: 400, Elements: 200}},
		{`upper(long)`, Cost{Bytes: 10_000}},
		{`csvdecode(file("rows.csv"))`, Cost{Elements: 20, Bytes: 4}},
		{`templatefile("t.tpl", { xs = list })`, Cost{Work: 900, Elements: 100, Bytes: 690}},
	} {
		got, ok := drawnBy(t, test.expr, plenty)
		if !ok || got.Work < test.least.Work || got.Elements < test.least.Elements || got.Bytes < test.least.Bytes {
			t.Errorf("%s draws %+v, want at least %+v", test.expr, got, test.least)
		}
		for _, short := range []Cost{{got.Work - 1, got.Elements, got.Bytes}, {got.Work, got.Elements - 1, got.Bytes}, {got.Work, got.Elements, got.Bytes - 1}} {
			if short.Elements < 0 || short.Bytes < 0 {
				continue
			}
			if _, ok := drawnBy(t, test.expr, short); ok {
				t.Errorf("%s is evaluated on %+v, but draws %+v", test.expr, short, got)
			}
		}
	}
}

// TestLiteralsAreFree evaluates literals and references with an empty budget.
func TestLiteralsAreFree(t *testing.T) {
	t.Parallel()
	for _, expr := range []string{`1`, `"text"`, `[1, 2, [3]]`, `{ a = { b = null } }`, `list`, `map.k1`, `list[7]`, `(true)`, "<<E\ntext\nE\n"} {
		if got, ok := drawnBy(t, expr, Cost{}); !ok {
			t.Errorf("%s draws %+v", expr, got)
		}
	}
}

// TestBudgetGrows computes the budget after different numbers of bytes were read.
func TestBudgetGrows(t *testing.T) {
	t.Parallel()
	b := Budget{Least: Cost{100, 10, 1}, PerByte: Cost{3, 2, 1}, Most: Cost{1000, 1000, 50}}
	for read, want := range map[int64]Cost{
		0:       {100, 10, 1},
		10:      {130, 30, 11},
		100:     {400, 210, 50},
		1 << 40: {1000, 1000, 50},
	} {
		if got := b.after(read); got != want {
			t.Errorf("after %d bytes: %+v, want %+v", read, got, want)
		}
	}
	files := source.New(fstest.MapFS{"big": {Data: make([]byte, 1000)}}, ".")
	e := New(files, b, nil)
	if got := e.account.left(); got != (Cost{100, 10, 1}) {
		t.Errorf("left before reading: %+v", got)
	}
	if _, err := files.Read("big"); err != nil {
		t.Fatal(err)
	}
	if got := e.account.left(); got != (Cost{1000, 1000, 50}) {
		t.Errorf("left after reading: %+v", got)
	}
	e = New(source.New(fstest.MapFS{}, "."), b, nil)
	if e.Grow(10); e.account.left() != (Cost{130, 30, 11}) {
		t.Errorf("left after growing: %+v", e.account.left())
	}
}

// TestExhausted uses up a budget. The first expression for which it is too small has a
// diagnostic, the others are broken, and a refilled budget is whole again.
func TestExhausted(t *testing.T) {
	t.Parallel()
	e := New(source.New(fstest.MapFS{}, "."), Budget{Least: Cost{Work: 1000, Elements: 50, Bytes: 1000}, Most: plenty}, nil)
	ctx := &hcl.EvalContext{Variables: many, Functions: e.Functions(".")}
	eval := func(src string) (cty.Value, hcl.Diagnostics) {
		expr, diags := ParseExpression([]byte(src), "test.hcl")
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		return e.Eval(e.Wrap(expr), ctx)
	}
	if _, diags := eval(`[for x in [1, 2] : x]`); diags.HasErrors() || e.Exhausted() != nil {
		t.Fatalf("the budget does not suffice: %v", diags)
	}
	_, diags := eval(`try([for x in list : x], "swallowed")`)
	if e.Exhausted() == nil || diags.HasErrors() {
		t.Fatalf("the budget suffices, or try reports that it does not: %v", diags)
	}
	if at := e.Exhausted().Subject; at.Start.Column != 22 {
		t.Errorf("what used it up is at %v", at)
	}
	for _, src := range []string{`[for x in [1] : x]`, `upper("a")`, `can(1)`, `1 + 1`, `-1 + 0`, `true ? list : tuple`, `"a${long}"`, `list[*]`} {
		if v, diags := eval(src); v.IsWhollyKnown() || diags.HasErrors() {
			t.Errorf("%s is %#v after the budget was used up: %v", src, v, diags)
		}
	}
	if diags := e.Draw(Cost{Work: 1}, hcl.Range{}); diags != nil {
		t.Errorf("it is said twice: %v", diags)
	}
	e.Refill()
	if v, diags := eval(`upper("a")`); diags.HasErrors() || e.Exhausted() != nil || v.AsString() != "A" {
		t.Errorf("after Refill(): %#v, %v", v, diags)
	}
}

// TestWeight weighs values.
func TestWeight(t *testing.T) {
	t.Parallel()
	deep := cty.StringVal("x")
	for range deepestValue + 1 {
		deep = cty.ListVal([]cty.Value{deep})
	}
	for name, test := range map[string]struct {
		v    cty.Value
		want Cost
	}{
		"text":      {cty.StringVal("abc"), Cost{1, 1, 3}},
		"long text": {many["long"], Cost{51, 1, 10_000}},
		"bool":      {cty.True, Cost{1, 1, 0}},
		"number":    {cty.NumberIntVal(1 << 30), Cost{1, 1, 10}},
		"null":      {cty.NullVal(cty.String), Cost{1, 1, 0}},
		"unknown":   {cty.UnknownVal(cty.List(cty.String)), Cost{1, 1, 0}},
		"broken":    {Broken, Cost{1, 1, 0}},
		"list":      {cty.ListVal([]cty.Value{cty.StringVal("a"), cty.StringVal("bc")}), Cost{3, 3, 3}},
		"tuple":     {cty.TupleVal([]cty.Value{cty.StringVal("a"), cty.True}), Cost{5, 3, 1}},
		"map":       {cty.MapVal(map[string]cty.Value{"a": cty.True, "b": cty.True}), Cost{5, 3, 0}},
		"object":    {cty.ObjectVal(map[string]cty.Value{"a": cty.True, "b": cty.StringVal("x")}), Cost{5, 3, 1}},
		"set":       {cty.SetVal([]cty.Value{cty.StringVal("a"), cty.StringVal("b")}), Cost{3 + 4, 3, 2}},
		"empty":     {cty.EmptyTupleVal, Cost{1, 1, 0}},
		"marked":    {cty.ListVal([]cty.Value{cty.True.Mark("m")}).Mark("n"), Cost{2, 2, 0}},
		"very deep": {deep, Cost{deepestValue + tooMuch, deepestValue + 1, 0}},
		"huge":      {cty.MustParseNumberVal("1e5000"), Cost{tooMuch, 1, 5536}},
		"a sequel":  {cty.TupleVal([]cty.Value{cty.MustParseNumberVal("1e5000"), cty.True}), Cost{tooMuch + 3, 3, 5536}},
	} {
		a := &account{limit: func() Cost { return Cost{2 * tooMuch, 2 * tooMuch, 2 * tooMuch} }}
		got := a.weight(test.v)
		if got.Work >= tooMuch && test.want.Work >= tooMuch {
			got.Work = test.want.Work
		}
		if got != test.want {
			t.Errorf("%s weighs %+v, want %+v", name, got, test.want)
		}
	}
	few := &account{limit: func() Cost { return Cost{Work: 10} }}
	if got := few.weight(many["list"]); got.Work > 120 || got.Work <= 10 {
		t.Errorf("weighing does not stop at what is left: %+v", got)
	}
}

// TestStop stops an evaluation from inside, as a signal does from outside: one expression
// says so, and nothing is evaluated after it, also not with a new budget.
func TestStop(t *testing.T) {
	t.Parallel()
	stop := make(chan struct{})
	e := New(source.New(fstest.MapFS{}, "."), Standard(), stop)
	expr, diags := ParseExpression([]byte(`[for i in list : interrupt(i)]`), "test.hcl")
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	calls := 0
	ctx := &hcl.EvalContext{Variables: many, Functions: map[string]function.Function{"interrupt": function.New(&function.Spec{
		Params: []function.Parameter{{Name: "x", Type: cty.String}},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if calls++; calls == 7 {
				close(stop)
			}
			return args[0], nil
		},
	})}}
	wrapped := e.Wrap(expr)
	for range 2 {
		_, diags = e.Eval(wrapped, ctx)
		if len(diags) != 1 || diag.EntryOf(diags[0]) != diag.EvaluationStopped || diags[0].Subject == nil || e.Exhausted() != diags[0] {
			t.Errorf("Eval() says %v", diags)
		}
		if calls != 7 {
			t.Errorf("%d calls were made, want none after the seventh", calls)
		}
		e.Refill()
	}
}
