package bounded_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
)

// A call is an expression and its outcome, as [outcome] prints it.
type call struct{ expr, want string }

// files are the files that the expressions of tests can read.
var files = fstest.MapFS{
	"agents.csv":        {Data: []byte("name,team\nana,early\nbo,late\n")},
	"hello.tpl":         {Data: []byte("Hello, ${name}!")},
	"list.tpl":          {Data: []byte("%{ for n in names ~}\n- ${n}\n%{ endfor ~}\n")},
	"teams/early.txt":   {Data: []byte("early\n")},
	"teams/uk/a.csv":    {Data: []byte("a\n1\n")},
	"teams/uk/b.csv":    {Data: []byte("a\n2\n")},
	"teams/include.tpl": {Data: []byte(`${file("early.txt")}`)},
	"broken.tpl":        {Data: []byte("${")},
	"again.tpl":         {Data: []byte(`x${templatefile("hello.tpl", {})}`)},
}

// check evaluates the expressions of a table.
func check(t *testing.T, calls []call) {
	t.Helper()
	for _, c := range calls {
		t.Run(c.expr, func(t *testing.T) {
			t.Parallel()
			if got := outcome(c.expr, nil); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.expr, got, c.want)
			}
		})
	}
}

// outcome evaluates an expression with variables and the whole budget. It prints the value,
// or "error: " and the diagnostics.
func outcome(src string, vars map[string]cty.Value) string { return outcomeIn(".", src, vars) }

// outcomeIn is outcome for an expression in a file of the folder.
func outcomeIn(folder, src string, vars map[string]cty.Value) string {
	e := bounded.New(source.New(files, "."), bounded.Standard(), nil)
	v, diags := evaluate(e, src, &hcl.EvalContext{Variables: vars, Functions: e.Functions(folder)})
	if diags.HasErrors() {
		return "error: " + details(diags)
	}
	return show(v)
}

func evaluate(e *bounded.Evaluator, src string, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	expr, diags := bounded.ParseExpression([]byte(src), "test.hcl")
	if diags.HasErrors() {
		return bounded.Broken, diags
	}
	return e.Eval(e.Wrap(expr), ctx)
}

func details(diags hcl.Diagnostics) string {
	var texts []string
	for _, d := range diags {
		texts = append(texts, d.Detail)
	}
	return strings.Join(texts, " | ")
}

// show prints a value with its type: ["a"] is a tuple, list["a"] a list, {a = 1} an object
// and map{a = 1} a map. Marks follow the value: "x" @agents.csv:2.
func show(v cty.Value) string {
	bare, marks := v.Unmark()
	return showBare(bare) + showMarks(marks)
}

func showBare(v cty.Value) string {
	switch t := v.Type(); {
	case !v.IsKnown():
		return "unknown"
	case v.IsNull():
		return "null"
	case t == cty.String:
		return strconv.Quote(v.AsString())
	case t == cty.Number:
		return v.AsBigFloat().Text('g', 17)
	case t == cty.Bool:
		return strconv.FormatBool(v.True())
	case t.IsCapsuleType():
		return t.FriendlyName()
	case t.IsObjectType():
		return "{" + members(v, true) + "}"
	case t.IsMapType():
		return "map{" + members(v, true) + "}"
	case t.IsListType():
		return "list[" + members(v, false) + "]"
	case t.IsSetType():
		return "set[" + members(v, false) + "]"
	}
	return "[" + members(v, false) + "]"
}

func members(v cty.Value, keyed bool) string {
	var texts []string
	for it := v.ElementIterator(); it.Next(); {
		key, e := it.Element()
		if keyed {
			texts = append(texts, key.AsString()+" = "+show(e))
			continue
		}
		texts = append(texts, show(e))
	}
	return strings.Join(texts, ", ")
}

func showMarks(marks cty.ValueMarks) string {
	var texts []string
	for m := range marks {
		switch m := m.(type) {
		case bounded.Row:
			texts = append(texts, " @"+m.String())
		default:
			text := " is sensitive"
			if m != bounded.Sensitive {
				text = fmt.Sprintf(" from %v", m)
			}
			texts = append(texts, text)
		}
	}
	slices.Sort(texts)
	return strings.Join(texts, "")
}
