package parsable

import (
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// wrongWith returns what File reports about a file.
func wrongWith(src string) string {
	if d := File([]byte(src), "main.hcl"); d != nil {
		return d.Summary
	}
	return ""
}

// TestNesting counts brackets, templates and operators inside one another.
func TestNesting(t *testing.T) {
	t.Parallel()
	const deep, number = "Nested too deeply", "Number out of range"
	nest := func(open, middle, end string, n int) string {
		return "a = " + strings.Repeat(open, n) + middle + strings.Repeat(end, n) + "\n"
	}
	for name, test := range map[string]struct{ src, want string }{
		"200 lists":                 {nest("[", "1", "]", 200), ""},
		"201 lists":                 {nest("[", "1", "]", 201), deep},
		"201 parentheses":           {nest("(", "1", ")", 201), deep},
		"201 objects":               {nest("{ a = ", "1", "}", 201), deep},
		"201 blocks":                {strings.Repeat("a {\n", 201) + strings.Repeat("}\n", 201), deep},
		"100 templates":             {nest(`"${`, "1", `}"`, 100), ""},
		"101 templates":             {nest(`"${`, "1", `}"`, 101), deep},
		"200 calls":                 {nest("f(", "", ")", 200), ""},
		"500 lists beside":          {"a = [" + strings.Repeat("[], ", 500) + "]\n", ""},
		"2000 signs":                {nest("-", "1", "", 2000), ""},
		"2001 signs":                {nest("-", "1", "", 2001), deep},
		"2001 sums":                 {nest("1 + ", "1", "", 2001), deep},
		"2001 conditionals":         {nest("true ? 1 : ", "1", "", 1001), deep},
		"2000 signs in parentheses": {"a = (" + strings.Repeat("-", 2000) + "1)\n", deep},
		"2001 indexes":              {nest("x", strings.Repeat("[0]", 2001), "", 1), deep},
		"1500 sums on each line":    {strings.Repeat(nest("1 + ", "1", "", 1500), 5), ""},
		"1500 sums in each member":  {"a = [" + strings.Repeat(strings.Repeat("1 + ", 1500)+"1,\n", 5) + "]\n", ""},
		"sums over lines":           {"a = (" + strings.Repeat("1 +\n", 2001) + "1)\n", deep},
		"sums after comments":       {"a = (" + strings.Repeat("1 + # one\n", 2001) + "1)\n", deep},
		"brackets in a string":      {`a = "` + strings.Repeat("[", 500) + "\"\n", ""},
		"brackets in a comment":     {"# " + strings.Repeat("[", 500) + "\na = 1\n", ""},
		"brackets after a comment":  {"# [\n" + nest("[", "1", "]", 201), deep},
		"brackets in a heredoc":     {"a = <<E\n" + strings.Repeat("[", 500) + "\nE\n", ""},
		"directives":                {`a = "` + strings.Repeat("%{ if true }", 201) + strings.Repeat("%{ endif }", 201) + "\"\n", ""},
		"2001 directives":           {`a = "` + strings.Repeat("%{ if true }", 2001) + strings.Repeat("%{ endif }", 2001) + "\"\n", deep},
		"closed, not opened":        {"a = " + strings.Repeat("]", 500) + strings.Repeat("[", 201) + "\n", deep},
		"400 digits":                {"a = " + strings.Repeat("9", 400) + "\n", ""},
		"401 digits":                {"a = " + strings.Repeat("9", 401) + "\n", number},
		"exponent of three digits":  {"a = 1e999\n", ""},
		"exponent of four":          {"a = 1e1000\n", number},
		"negative exponent of four": {"a = 1E-1000\n", number},
		"exponent with many zeros":  {"a = 1e+0000000999\n", ""},
		"what looks like exponents": {"a = e99999\nb = x1e9999\n", ""},
		"nothing":                   {"", ""},
	} {
		if got := wrongWith(test.src); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// TestNestingOfExpressions counts the same in expressions and template files.
func TestNestingOfExpressions(t *testing.T) {
	t.Parallel()
	deep := []byte(strings.Repeat("[", 201))
	if d := Expression(deep, "x"); d == nil || d.Summary != "Nested too deeply" {
		t.Errorf("expression: %v", d)
	}
	if d := Template(append([]byte("${"), deep...), "x"); d == nil || d.Summary != "Nested too deeply" {
		t.Errorf("template: %v", d)
	}
	if d := Template(deep, "x"); d != nil {
		t.Errorf("brackets in a template's text: %v", d)
	}
}

// FuzzQuicklyShallow compares the quick count on bytes with the count on tokens: a file that
// the quick one calls shallow is shallow.
func FuzzQuicklyShallow(f *testing.F) {
	for _, src := range []string{
		"a = [1, 2]\n", "a = \"}\" # }\n", "b {\n c = 1 - -1\n}\n", "a = 1e99999\n", "// [\na = \"\"\n",
		strings.Repeat("a = [", 201), strings.Repeat("-", 2001), "a = \"\n" + strings.Repeat("}\n[\"\n", 300), "x = 1.5E+12345 ",
	} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if !IsPlain(src) {
			return
		}
		tokens, _ := hclsyntax.LexConfig(src, "x", hcl.InitialPos)
		if d := tooDeep(tokens); d != nil {
			t.Errorf("%q looks shallow, but: %s", src, d.Detail)
		}
	})
}
