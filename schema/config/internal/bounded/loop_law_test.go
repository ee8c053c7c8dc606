package bounded

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/source"
)

// FuzzLoop checks the law that a for-expression which evaluates itself has the value, the
// marks and the cost that it has when HCL evaluates it.
func FuzzLoop(f *testing.F) {
	for _, src := range []string{
		`[for r in local.rows : r.name]`, `[for i, r in local.rows : "${i} ${r.team}" if r.team == "late"]`,
		`{ for r in local.rows : r.name => r }`, `{ for r in local.rows : r.name => r.name if r.team != local.secret }`,
		`{ for r in local.rows : r.team => r.name... }`, `{ for r in local.rows : r.team => r }`, `{ for k, v in local.object : upper(k) => [v] }`,
		`{ for r in local.rows : "${r.name}-${local.secret}" => 1 }`, `[for s in toset(["b", "a"]) : s]`, `[for x in [1, null, "a"] : x if x != null]`,
		`{ for x in [null] : x => 1 }`, `[for x in null : x]`, `[for x in 1 : x]`, `[for x in local.rows : x.nothing]`, `[for x in local.rows : x if null]`,
		`{ for x in [1, 2] : x => x if x }`, `[for x in [true, false] : x if x]`, `{ for r in local.rows : r.name => { for k, v in r : k => v if v != "" } }`,
		`[for r in local.rows : [for c in r : c]]`, `{ for r in [] : r => r }`, `[for r in {} : r]`, `{ for x in [local.secret] : x => 1 }`, `[for x in local.hidden : x]`,
		`{ for r in local.rows : [r.name] => r }`, `{ for x in [1] : x => local.unknown }`, `{ for x in [1] : local.unknown => x }`, `[for x in [1] : x if local.unknown]`,
	} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		own, ok := evaluateLoop(src, (*loop).Value)
		if !ok {
			return
		}
		hcl, _ := evaluateLoop(src, (*loop).inHCLOnly)
		if !own.value.RawEquals(hcl.value) || !slices.Equal(own.said, hcl.said) || own.cost != hcl.cost {
			t.Errorf("%s: got %+v, want %+v", src, own, hcl)
		}
	})
}

// inHCLOnly is Value without the evaluation in one scope.
func (e *loop) inHCLOnly(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	e.source.evaluate(ctx)
	defer e.source.forget()
	return e.inHCL(ctx)
}

// A loopOutcome is what the evaluation of a for-expression leads to.
type loopOutcome struct {
	value cty.Value
	cost  Cost
	said  []string // the places and the summaries of the diagnostics; HCL's details suggest names at random
}

// evaluateLoop evaluates a for-expression. Ok is false if the text is not one.
func evaluateLoop(src string, evaluate func(*loop, *hcl.EvalContext) (cty.Value, hcl.Diagnostics)) (o loopOutcome, ok bool) {
	expr, diags := ParseExpression([]byte(src), "test.hcl")
	if diags.HasErrors() {
		return o, false
	}
	budget := Standard()
	budget.Most = budget.Least
	budget.Least.Work, budget.Least.Elements = 20_000, 20_000
	e := New(source.New(fstest.MapFS{}, "."), budget, nil)
	l, ok := e.Wrap(expr).(*loop)
	if !ok {
		return o, false
	}
	row := func(line int, name, team string) cty.Value {
		return cty.ObjectVal(map[string]cty.Value{"name": cty.StringVal(name), "team": cty.StringVal(team)}).Mark(Row{"a.csv", line})
	}
	secret := cty.StringVal("night").Mark(Sensitive)
	v, diags := evaluate(l, &hcl.EvalContext{Functions: e.Functions("."), Variables: map[string]cty.Value{"local": cty.ObjectVal(map[string]cty.Value{
		"rows":   cty.ListVal([]cty.Value{row(2, "ana", "early"), row(3, "bo", "late"), row(5, "cy", "late")}),
		"object": cty.ObjectVal(map[string]cty.Value{"a": secret, "b": cty.NullVal(cty.String), "c": cty.True}),
		"secret": secret, "hidden": cty.ListVal([]cty.Value{cty.StringVal("x")}).Mark(Sensitive), "unknown": cty.UnknownVal(cty.String),
	})}})
	o.value, o.cost = v, e.Drawn()
	for _, d := range diags {
		o.said = append(o.said, fmt.Sprint(d.Subject, d.Summary))
	}
	return o, true
}
