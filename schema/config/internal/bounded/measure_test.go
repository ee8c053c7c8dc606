package bounded

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
)

// A made is a call's arguments and its measured cost.
type made struct {
	name string // of the function
	args []cty.Value
	want Cost
}

func text(s string) cty.Value { return cty.StringVal(s) }

func number(n int64) cty.Value { return cty.NumberIntVal(n) }

// numbers returns a list of n successive numbers.
func numbers(n int, first int64) cty.Value {
	list := make([]cty.Value, n)
	for i := range list {
		list[i] = number(first + int64(i))
	}
	return cty.ListVal(list)
}

// TestMeasures compares the measures of calls with what the calls cost.
func TestMeasures(t *testing.T) {
	t.Parallel()
	ten := strings.Repeat("x", 10)
	long := strings.Repeat("x", 1000)
	list := numbers(10, 1)
	set := cty.SetVal(list.AsValueSlice())
	for _, test := range []made{
		{"length", []cty.Value{text(long)}, Cost{Work: 100}},
		{"length", []cty.Value{list}, Cost{}},
		{"upper", []cty.Value{text(long)}, Cost{Work: 83}},
		{"slug", []cty.Value{text(long)}, Cost{Work: 250}},
		{"substr", []cty.Value{text(long), number(0), number(1)}, Cost{Work: 100}},
		{"tonumber", []cty.Value{text(strings.Repeat("9", 6400))}, Cost{Work: 6400 * 6400 / 64}},
		{"tonumber", []cty.Value{text("12")}, Cost{}},

		{"format", []cty.Value{text("%s"), text(ten)}, Cost{Bytes: 10}},
		{"format", []cty.Value{text("%s %[1]s %s"), text(ten)}, Cost{Bytes: 31}},
		{"format", []cty.Value{text("%100d"), number(7)}, Cost{Bytes: 101}},
		{"format", []cty.Value{text("%5.20f|%%"), number(7)}, Cost{Bytes: 27}},
		{"format", []cty.Value{text("%99999999999999d"), number(7)}, Cost{Bytes: tooMuch + 1}},
		{"format", []cty.Value{text("%d"), text(strings.Repeat("9", 6400))}, Cost{Work: 640_000, Bytes: 6400}},
		{"format", []cty.Value{text("plain")}, Cost{}},
		{"formatlist", []cty.Value{text("%s-%s"), cty.ListVal([]cty.Value{text(ten), text("a")}), text("b")}, Cost{Bytes: 40}},

		{"indent", []cty.Value{number(1000), text("a\nb\nc")}, Cost{Bytes: 2000}},
		{"indent", []cty.Value{text("1e3"), text("a\nb")}, Cost{Bytes: 1000}},
		{"indent", []cty.Value{number(-5), text("a\nb")}, Cost{}},
		{"indent", []cty.Value{number(5)}, Cost{}},
		{"join", []cty.Value{text(ten), list, list}, Cost{Bytes: 200}},
		{"join", []cty.Value{text(ten)}, Cost{}},
		{"split", []cty.Value{text(","), text("a,b,c")}, Cost{Elements: 3}},
		{"split", []cty.Value{text(""), text("abc")}, Cost{Elements: 5}},

		{"csvdecode", []cty.Value{text("a,b\n1,2\n3,4\n")}, Cost{Elements: 4 + 8*4}},
		{"jsondecode", []cty.Value{text(`[1,{"a":2},3]`)}, Cost{Work: 13, Elements: 15}},
		{"yamldecode", []cty.Value{text("- a: 1\n- b: [2, 3]\n")}, Cost{Work: 38, Elements: 21}},
		{"csvencode", []cty.Value{list}, Cost{Work: 44}},
		{"templatestring", []cty.Value{text(long)}, Cost{Work: 333}},
		{"type", []cty.Value{list}, Cost{Work: 44}},
		{"urlencode", []cty.Value{text(long)}, Cost{Work: 100}},
		{"jsonencode", []cty.Value{list}, Cost{Work: 44}},
		{"yamlencode", []cty.Value{list}, Cost{Work: 132}},
		{"merge", []cty.Value{many["map"], many["object"]}, Cost{Work: 2 * 4 * 201}},

		{"matchkeys", []cty.Value{list, list, list}, Cost{Work: 100}},
		{"setproduct", []cty.Value{list, list}, Cost{Elements: 300}},
		{"setproduct", []cty.Value{set, set}, Cost{Work: 300 * 81 / 2, Elements: 300}},
		{"setproduct", []cty.Value{numbers(1000, 0), numbers(1000, 0), numbers(1000, 0), numbers(1000, 0), numbers(1000, 0), numbers(1000, 0), numbers(1000, 0)}, Cost{Elements: 1<<63 - 1}},
		{"toset", []cty.Value{list}, Cost{}},
		{"toset", []cty.Value{numbers(200, 1)}, Cost{Work: 200}},
		{"toset", []cty.Value{numbers(200, 1_000_000_000_000)}, Cost{Work: 200 * 200}},
		{"setunion", []cty.Value{numbers(200, 1), list, numbers(300, 1)}, Cost{Work: 500}},

		{"replace", []cty.Value{text("a-b-c"), text("-"), text(ten)}, Cost{Bytes: 20}},
		{"replace", []cty.Value{text(long), text("/x/"), text("<$0>")}, Cost{Work: 1 + 31, Bytes: 1001*4 + 1000}},
		{"regex", []cty.Value{text("(a|b)*z?"), text(long)}, Cost{Work: 11 + 343, Elements: 2}},
		{"regex", []cty.Value{text("("), text(long)}, Cost{}},
		{"regexall", []cty.Value{text("x"), text(long)}, Cost{Work: 1 + 31, Elements: 250}},
		{"regexall", []cty.Value{text(" .*x| "), text(long)}, Cost{Work: 15 + 468_750, Elements: 3 + 250}},

		{"agents_serving", []cty.Value{text("Sales")}, Cost{Work: 300}},
	} {
		if got := priceOf(test.name).measure(test.args); got != test.want {
			t.Errorf("%s(%s) makes %+v, want %+v", test.name, shortly(test.args), got, test.want)
		}
	}
}

// shortly prints the beginning of arguments for a message.
func shortly(args []cty.Value) string {
	var texts []string
	for _, arg := range args {
		texts = append(texts, fmt.Sprintf("%.20s…", fmt.Sprintf("%#v", arg)))
	}
	return strings.Join(texts, ", ")
}

// TestMeasuresOfOddArguments measures calls with arguments that the functions refuse.
func TestMeasuresOfOddArguments(t *testing.T) {
	t.Parallel()
	odd := []cty.Value{
		cty.NullVal(cty.DynamicPseudoType), cty.NullVal(cty.String), cty.DynamicVal, cty.UnknownVal(cty.String), text(""), text("("), text("%"),
		number(-1), cty.PositiveInfinity, cty.NegativeInfinity, cty.True, cty.EmptyTupleVal, cty.EmptyObjectVal, cty.ListValEmpty(cty.String), cty.SetValEmpty(cty.Number),
		cty.ListVal([]cty.Value{cty.NullVal(cty.String)}), cty.ObjectVal(map[string]cty.Value{"a": cty.NullVal(cty.String)}),
	}
	for name, p := range prices {
		if p.measure == nil {
			continue
		}
		p.measure(nil)
		for _, a := range odd {
			p.measure([]cty.Value{a})
			for _, b := range odd {
				if c := p.measure([]cty.Value{a, b, a}); c.Work < 0 || c.Elements < 0 || c.Bytes < 0 {
					t.Errorf("%s(%#v, %#v) gives back %+v", name, a, b, c)
				}
			}
		}
	}
}

// TestPatterns checks the number of instructions of regular expressions, and how many bytes
// after a match they may read again.
func TestPatterns(t *testing.T) {
	t.Parallel()
	const all = 1<<63 - 1
	for expr, want := range map[string]pattern{
		`abc`:             {3, 0},
		`a`:               {1, 0},
		`[a-z]+`:          {3, 0},
		`[a-z]*@[a-z]+`:   {11, 0},
		`.*x`:             {7, 0},
		`a?b`:             {7, 0},
		`(a)(b)`:          {9, 0},
		`(a|b)*`:          {5, 0},
		`ab|cd`:           {7, 8},
		` .*x| `:          {15, all},
		`a(bc)?`:          {10, 12},
		`a(b.*c)?`:        {17, all},
		`x{3}`:            {6, 0},
		`x{2,1000}`:       {2000, 0},
		`(ab){1,100}`:     {500, 800},
		`((a?){10}){100}`: {6300, 4000},
		`( ?){1,1000}$`:   {6004, 4000},
		`^\bx$`:           {9, 0},
		`(?i)straße`:      {6, 0},
		``:                {1, 0},
		`(`:               {},
		`a{1001}`:         {},
		`\xff`:            {1, 0},
	} {
		if got := patternOf(expr); got != want {
			t.Errorf("%s costs %+v, want %+v", expr, got, want)
		}
	}
}
