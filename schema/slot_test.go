package schema_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/schema"
)

var update = flag.Bool("update", false, "add to the golden files")

// form describes what an attribute's entries are made of. What changes it needs a
// new code.
func form(a *schema.Attr) string {
	shape := []string{"scalar", "list", "set", "map", "table"}[a.Shape]
	if strings.Contains(a.Name, ".") {
		shape = "leaf"
	}
	if a.RefersTo != "" {
		shape += " of " + a.RefersTo
	}
	if a.Shape != schema.Table {
		return shape
	}
	var keys, cells, more []string
	for i := range a.Columns {
		switch c := &a.Columns[i]; {
		case slices.Contains(a.Keys, c.Name):
			keys = append(keys, strings.TrimPrefix(c.Name+" "+form(c), c.Name+" scalar of "))
		case c.Optional:
			more = append(more, c.Name)
		default:
			cells = append(cells, c.Name)
		}
	}
	for i := range keys {
		keys[i], _, _ = strings.Cut(keys[i], " ")
	}
	shape += " by " + strings.Join(keys, ",") + " of " + strings.Join(cells, ",")
	if len(more) > 0 {
		shape += "; optional " + strings.Join(more, ",")
	}
	return shape
}

// TestCodes holds every code against all that there ever were. A line stays when
// its attribute is gone or has a new code; an attribute that got a new name gets a
// line by hand. So do optional columns that a table gained, after those that it had.
func TestCodes(t *testing.T) {
	t.Parallel()
	const file = "testdata/codes.golden"
	text, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	lines := strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' })
	var added []string
	for k := range schema.Kinds() {
		for i := range k.Attrs {
			a := &k.Attrs[i]
			line := fmt.Sprintf("%s %c %s: %s", k.Name, a.Code, a.Name, form(a))
			if slices.Contains(lines, line) {
				continue
			}
			object, _, _ := strings.Cut(a.Name, ".")
			if taken := usedOtherwise(lines, fmt.Sprintf("%s %c ", k.Name, a.Code), a.Name, object); taken != "" {
				t.Errorf("the code of %q is taken: %s has %q", line, file, taken)
				continue
			}
			added = append(added, line)
		}
		for _, s := range k.Slots() {
			for _, code := range s.Was {
				if !slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, fmt.Sprintf("%s %c ", k.Name, code)) }) {
					t.Errorf("%s.%s never had the code %q", k.Name, s.Name, code)
				}
			}
		}
	}
	switch {
	case len(added) == 0 || t.Failed():
	case *update:
		lines = append(lines, added...)
		slices.Sort(lines)
		if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s lacks lines; run go test ./schema -update to add\n%s", file, strings.Join(added, "\n"))
	}
}

// usedOtherwise returns the line that gives the code to something else than the
// attribute, or to another form of it; leaves of one object share a code.
func usedOtherwise(lines []string, code, name, object string) string {
	for _, l := range lines {
		rest, ok := strings.CutPrefix(l, code)
		if !ok || object != name && strings.HasPrefix(rest, object+".") && !strings.HasPrefix(rest, name+":") {
			continue
		}
		return l
	}
	return ""
}

type thing struct{ A, B string }

func a(t *thing) *string { return &t.A }
func b(t *thing) *string { return &t.B }

func define(fields ...schema.Field[thing]) func() {
	return func() { schema.Define(schema.Kind{Name: "thing"}, fields) }
}

// TestDefineHoldsCodes makes kinds whose codes are wrong.
func TestDefineHoldsCodes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		define func()
		says   string // "" when it is right
	}{
		{"a code each", define(schema.String("a", "", a).Code('a'), schema.String("b", "", b).Code('B', '1', 'c')), ""},
		{"leaves share one", define(schema.String("o.a", "", a).Code('o'), schema.String("o.b", "", b).Code('o')), ""},
		{"none", define(schema.String("a", "", a)), "is not a letter or digit"},
		{"a sign", define(schema.String("a", "", a).Code('-')), "is not a letter or digit"},
		{"a sign that was", define(schema.String("a", "", a).Code('a', '.')), "is not a letter or digit"},
		{"one twice", define(schema.String("a", "", a).Code('a'), schema.String("b", "", b).Code('a')), `a code of "a" to "b"`},
		{"one that was another's", define(schema.String("a", "", a).Code('a', 'b'), schema.String("b", "", b).Code('b')), `a code of "a" to "b"`},
		{"what it was", define(schema.String("a", "", a).Code('a', 'a')), "is what it was"},
		{"leaves of two objects", define(schema.String("o.a", "", a).Code('o'), schema.String("p.b", "", b).Code('o')), `a code of "o" to "p.b"`},
		{"a leaf and an attribute", define(schema.String("o.a", "", a).Code('o'), schema.String("o", "", b).Code('o')), `a code of "o" to "o"`},
		{"two for one object", define(schema.String("o.a", "", a).Code('o'), schema.String("o.b", "", b).Code('p')), "two codes for the leaves"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			defer func() {
				said := fmt.Sprint(recover())
				if tt.says == "" && said != "<nil>" || !strings.Contains(said, tt.says) {
					t.Errorf("Define panics with %s, want %q", said, tt.says)
				}
			}()
			tt.define()
		})
	}
}
