package bounded

import (
	"fmt"
	"strings"
	"testing"
)

// TestGuardJSON checks that JSON which would overflow the stack, or take too long, is
// refused.
func TestGuardJSON(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ src, want string }{
		"200 lists":           {strings.Repeat("[", 200) + strings.Repeat("]", 200), ""},
		"201 lists":           {strings.Repeat("[", 201), "it is nested more than 200 deep"},
		"201 objects":         {strings.Repeat(`{"a":`, 201), "it is nested more than 200 deep"},
		"brackets in a text":  {`"` + strings.Repeat("[", 500) + `"`, ""},
		"after a quote":       {`"\"` + strings.Repeat("[", 500) + `"`, ""},
		"after a backslash":   {`"\\"` + strings.Repeat("[", 201), "it is nested more than 200 deep"},
		"many beside":         {"[" + strings.Repeat("[],", 500) + "[]]", ""},
		"400 digits":          {strings.Repeat("1", 400), ""},
		"401 digits":          {strings.Repeat("1", 401), "a number in it is too long"},
		"digits with a point": {strings.Repeat("1", 300) + "." + strings.Repeat("1", 300), ""},
		"no JSON":             {"]]]]", ""},
	} {
		if got := fmt.Sprint(guardJSON(test.src)); got != test.want && (got != "<nil>" || test.want != "") {
			t.Errorf("%s: %s, want %q", name, got, test.want)
		}
	}
}

// TestGuardYAML checks that YAML for which the parser would take too long is refused.
func TestGuardYAML(t *testing.T) {
	t.Parallel()
	doubled := "a: &a [x, x]\n"
	for i := range 30 {
		doubled += fmt.Sprintf("b%d: &b%d [*a, *a, *a]\n", i, i)
	}
	for name, test := range map[string]struct{ src, want string }{
		"flat":                 {"a: 1\nb: [1, {c: d}]\n", ""},
		"200 brackets":         {strings.Repeat("[", 200), ""},
		"201 brackets":         {strings.Repeat("[", 201), "it is nested more than 200 deep"},
		"many brackets beside": {strings.Repeat("[]", 50_000), ""},
		"brackets and quotes":  {"'x'" + strings.Repeat("[", 20_001), "it has more than 20000 brackets; indent blocks instead, or write JSON"},
		"400 deep by indents":  {strings.Repeat(" ", 400) + "x", ""},
		"401 deep by indents":  {strings.Repeat(" ", 401) + "x", "it is nested more than 200 deep"},
		"dashes":               {strings.Repeat("- ", 201) + "x", "it is nested more than 200 deep"},
		"an alias":             {"a: &x [1]\nb: *x\n", ""},
		"aliases multiplied":   {doubled, "its aliases could expand to more than 5000000 elements; write them out"},
		"an ampersand in text": {"a: salt & pepper\nb: 2 * 3\n", ""},
		"401 digits":           {"a: " + strings.Repeat("1", 401), "a number in it is too long"},
	} {
		if got := fmt.Sprint(guardYAML(test.src)); got != test.want && (got != "<nil>" || test.want != "") {
			t.Errorf("%s: %s, want %q", name, got, test.want)
		}
	}
}

// TestHasLongNumber looks for many digits in a row.
func TestHasLongNumber(t *testing.T) {
	t.Parallel()
	for src, want := range map[string]bool{
		"":                             false,
		strings.Repeat("1", 400):       false,
		strings.Repeat("1", 401):       true,
		strings.Repeat("1 ", 1000):     false,
		"x" + strings.Repeat("0", 401): true,
	} {
		if HasLongNumber(src) != want {
			t.Errorf("HasLongNumber(%.20q…) is %t", src, !want)
		}
	}
}
