package bounded_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
)

// calls are all calls of the tables.
var calls = slices.Concat(textCalls, timeCalls, collectionCalls, numberCalls, operatorCalls, conversionCalls, encodingCalls, digestCalls, fileCalls)

// never are functions that have no error, because every argument is right for them.
var never = []string{"can"}

// TestEveryFunctionIsCalled checks that the tables call every function, with a result in one
// call and an error in another.
func TestEveryFunctionIsCalled(t *testing.T) {
	t.Parallel()
	works, fails := map[string]bool{}, map[string]bool{}
	for _, c := range calls {
		name, _, _ := strings.Cut(c.expr, "(")
		if strings.HasPrefix(c.want, "error: ") {
			fails[name] = true
		} else {
			works[name] = true
		}
	}
	for name := range functions() {
		if !works[name] {
			t.Errorf("no table has a call of %s that works", name)
		}
		if !fails[name] && !slices.Contains(never, name) {
			t.Errorf("no table has a call of %s that fails", name)
		}
	}
}

func functions() map[string]function.Function {
	return bounded.New(source.New(files, "."), bounded.Standard(), nil).Functions(".")
}

// odd are arguments that people or programs write by mistake, or attackers on purpose.
var odd = []string{
	`null`, `""`, `"a"`, `"-1"`, `"1e400"`, `"("`, `"%"`, `"%9999999s"`, `"\u0000"`, `"e\u0301"`, `"/(/"`, `"../.."`, `"agents.csv"`, `"[[{"`, `"&x *x"`,
	`0`, `-1`, `0.5`, `1e300`, `-1e300`, `1 / 0`, `-1 / 0`, `true`, `[]`, `{}`, `[null]`, `[[]]`, `["a", 1, null]`, `[1 / 0, -1 / 0]`, `{ a = null }`, `{ a = [null] }`,
	`toset([null])`, `toset([])`, `tolist([])`, `tomap({})`, `tomap({ a = null })`, `[{ a = 1 }, { b = "x" }]`, `range(100)`, `csvdecode(file("agents.csv"))`,
	`csvdecode(file("agents.csv"))[0]`, `unknown`, `secret`, `broken`,
}

// oddVars are the variables that odd arguments use.
var oddVars = map[string]cty.Value{
	"unknown": cty.UnknownVal(cty.List(cty.String)), "secret": cty.ListVal([]cty.Value{cty.StringVal("x")}).Mark(bounded.Sensitive), "broken": bounded.Broken,
}

// TestOddArguments calls every function with odd arguments. The function must return a value
// or an error in a sentence, and must not panic.
func TestOddArguments(t *testing.T) {
	t.Parallel()
	for _, name := range slices.Sorted(maps.Keys(functions())) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := small()
			mustNotPanic(t, e, name+"()")
			for i, a := range odd {
				mustNotPanic(t, e, fmt.Sprintf("%s(%s)", name, a))
				mustNotPanic(t, e, fmt.Sprintf("%s(%s...)", name, a))
				for j, b := range odd {
					if (i+2*j)%5 == 0 { // a fifth of the pairs tells enough
						mustNotPanic(t, e, fmt.Sprintf("%s(%s, %s)", name, a, b))
					}
				}
			}
			mustNotPanic(t, e, fmt.Sprintf("%s(null, -1, 1 / 0)", name))
			mustNotPanic(t, e, fmt.Sprintf("%s([null], [], {})", name))
			mustNotPanic(t, e, fmt.Sprintf("%s(\"a\", \"(\", \"$9\")", name))
			mustNotPanic(t, e, fmt.Sprintf("%s([1], -1, 1e300)", name))
		})
	}
}

// TestOddOperands applies every operator to odd operands.
func TestOddOperands(t *testing.T) {
	t.Parallel()
	e := small()
	for _, op := range []string{"+", "-", "*", "/", "%", "<", ">=", "==", "!=", "&&", "||"} {
		for _, a := range odd {
			for _, b := range odd {
				mustNotPanic(t, e, fmt.Sprintf("(%s) %s (%s)", a, op, b))
			}
		}
	}
	for _, a := range odd {
		for _, form := range []string{"-(%s)", "!(%s)", "(%s) ? 1 : 2", "true ? (%s) : []", "[for x in %s : x]", "{ for k, v in %s : k => v }", "(%s)[*]", "(%s)[0]", "(%s).a", "\"x${%s}\"", "{ (%s) = 1 }"} {
			mustNotPanic(t, e, fmt.Sprintf(form, a))
		}
	}
}

// small returns an evaluator with a small budget.
func small() *bounded.Evaluator {
	most := bounded.Cost{Work: 10_000, Elements: 5_000, Bytes: 1 << 16}
	return bounded.New(source.New(files, "."), bounded.Budget{Least: most, Most: most}, nil)
}

// mustNotPanic evaluates an expression on a whole budget.
func mustNotPanic(t *testing.T, e *bounded.Evaluator, src string) {
	t.Helper()
	e.Refill()
	v, diags := evaluate(e, src, &hcl.EvalContext{Variables: oddVars, Functions: e.Functions(".")})
	if text := details(diags); strings.Contains(text, "panic") || strings.Contains(text, "goroutine") {
		t.Errorf("%s panics: %.300s", src, text)
	}
	for _, d := range diags {
		if d.Summary == "" || d.Detail == "" || d.Subject == nil {
			t.Errorf("%s: incomplete diagnostic: %#v", src, d)
		}
	}
	if !diags.HasErrors() && e.Exhausted() == nil && !v.IsWhollyKnown() && !strings.Contains(src, "unknown") && !strings.Contains(src, "broken") {
		t.Errorf("%s is unknown, and nothing says why: %#v", src, v)
	}
}

// FuzzEval evaluates any expression on a small budget.
func FuzzEval(f *testing.F) {
	for _, c := range calls {
		f.Add(c.expr)
	}
	f.Add(`{ for k, v in { a = [1] } : "${k}%{ for x in v }${x}%{ endfor }" => v... if can(v[0]) }`)
	f.Add(`[for x in range(1000) : [for y in range(1000) : x * y]]`)
	f.Add(`toset([for x in range(1000) : 1e12 + x])`)
	f.Add(`regexall(" .*x| ", format("%1000s", ""))`)
	f.Fuzz(func(t *testing.T, src string) { mustNotPanic(t, small(), src) })
}

// FuzzCall calls a function with any text, number and pattern.
func FuzzCall(f *testing.F) {
	for i := range len(functions()) {
		f.Add(uint8(i), "a-b", -1.5, `"(\\w)"`)
		f.Add(uint8(i), "[1, {\"a\": null}]", 1e18, `[each, [], null]`)
	}
	names := slices.Sorted(maps.Keys(functions()))
	f.Fuzz(func(t *testing.T, function uint8, text string, number float64, expr string) {
		name := names[int(function)%len(names)]
		e := small()
		quoted := fmt.Sprintf("%q", text)
		for _, args := range []string{"%[1]s", "%[2]g", "%[3]s", "%[1]s, %[2]g", "%[2]g, %[1]s", "%[1]s, %[1]s", "%[2]g, %[2]g", "%[3]s, %[1]s", "%[1]s, %[3]s, %[2]g", "%[1]s, %[2]g, %[2]g", "[%[1]s, %[3]s], %[2]g"} {
			mustNotPanic(t, e, name+"("+fmt.Sprintf(args, quoted, number, expr)+")")
		}
	})
}
