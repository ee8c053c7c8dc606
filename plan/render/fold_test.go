package render

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
)

// attrsOfLines returns the attributes of objects with the given lines.
func attrsOfLines(objects [][]line) []foldedAttr {
	var attrs []foldedAttr
	for n, lines := range objects {
		at := -1
		for i, l := range lines {
			if l.name == "" {
				continue
			}
			s := section{l}
			for _, more := range lines[i+1:] {
				if more.name != "" {
					break
				}
				s = append(s, more)
			}
			if at++; n == 0 {
				attrs = append(attrs, foldedAttr{name: l.name, first: s, values: map[string]int{}})
			}
			attrs[at].values[s.text()]++
			attrs[at].count = len(attrs[at].values)
		}
	}
	return attrs
}

// TestFoldAttrs shows what all objects share, counts few values, and only names the
// attributes with many.
func TestFoldAttrs(t *testing.T) {
	t.Parallel()
	one := func(name, text string) line { return line{name: name, text: text} }
	numbered := func(name string) [][]line {
		var objects [][]line
		for i := range 5 {
			objects = append(objects, []line{one(name, fmt.Sprint(i)), one("b", fmt.Sprint(i))})
		}
		return objects
	}
	for _, test := range []struct {
		name    string
		objects [][]line
		lines   []line
		mixed   map[string]string
	}{
		{"no attributes", [][]line{nil, nil, nil}, nil, map[string]string{}},
		{"all alike", [][]line{{one("a", "1")}, {one("a", "1")}}, []line{one("a", "1")}, map[string]string{}},
		{
			"all alike, on two lines",
			[][]line{{one("a", "1"), one("", "2"), one("b", "3")}, {one("a", "1"), one("", "2"), one("b", "3")}},
			[]line{one("a", "1"), one("", "2"), one("b", "3")},
			map[string]string{},
		},
		{
			"few values, the most frequent first",
			[][]line{{one("a", "1")}, {one("a", "2")}, {one("a", "2")}},
			[]line{one("a", "2 (2), 1 (1)")},
			map[string]string{"a": "2 (2), 1 (1)"},
		},
		{
			"few values, as frequent",
			[][]line{{one("a", "2")}, {one("a", "1")}},
			[]line{one("a", "1 (1), 2 (1)")},
			map[string]string{"a": "1 (1), 2 (1)"},
		},
		{
			"many values", numbered("a"),
			[]line{{text: "a, b: differ", spans: true}},
			map[string]string{"a": "5 values", "b": "5 values"},
		},
		{
			"values on several lines",
			[][]line{{one("a", "1"), one("", "2"), one("b", "3")}, {one("a", "1"), one("b", "3")}},
			[]line{one("b", "3"), {text: "a: differs", spans: true}},
			map[string]string{"a": "2 values"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			lines, mixed := foldAttrs(attrsOfLines(test.objects))
			if diff := cmp.Diff(test.lines, lines, cmp.AllowUnexported(line{})); diff != "" {
				t.Errorf("the lines mismatch (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.mixed, mixed); diff != "" {
				t.Errorf("what is said of the values mismatches (-want +got):\n%s", diff)
			}
		})
	}
}

// TestCountDifferent counts different texts, however often each is there.
func TestCountDifferent(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ creations, different int }{{0, 0}, {1, 1}, {3000, 1}, {3000, 2}, {3000, 1500}, {3000, 3000}} {
		texts := map[*plan.Change]string{}
		var creations []*plan.Change
		for i := range tt.creations {
			c := &plan.Change{}
			texts[c] = fmt.Sprint(i % tt.different)
			creations = append(creations, c)
		}
		got := countDifferent(creations, func(b []byte, c *plan.Change) []byte { return append(b, texts[c]...) })
		if got != tt.different {
			t.Errorf("%d texts of %d: countDifferent() = %d", tt.different, tt.creations, got)
		}
	}
}
