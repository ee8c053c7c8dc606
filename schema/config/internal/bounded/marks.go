package bounded

import (
	"strconv"

	"github.com/zclconf/go-cty/cty"
)

// Marks are notes of cty on a value, about its origin. A value that an expression makes of
// others has all of their marks. The decoder removes the marks when it puts a value into
// an object.
type (
	sensitiveMark struct{}
	// A fileMark is the name of the file that file() read the text from.
	fileMark string
	// A weightMark is the weight of a value whose maker has weighed it. Only the call of the
	// maker sees it.
	weightMark Cost
	// A Row is the mark of a row of a CSV file. The zero Row means several rows, or
	// none.
	Row struct {
		File string
		Line int
	}
)

// Sensitive is the mark of a sensitive variable, and of every value made from it.
var Sensitive any = sensitiveMark{}

// severalRows is the mark of a value that was made from more than one row.
var severalRows = Row{}

// String returns the file and the line: `agents.csv:41`. The zero Row is "".
func (r Row) String() string {
	if r.Line == 0 {
		return ""
	}
	return r.File + ":" + strconv.Itoa(r.Line)
}

// IsSensitive reports whether a value with these marks must not be shown.
func IsSensitive(marks cty.ValueMarks) bool {
	_, ok := marks[Sensitive]
	return ok
}

// fileOf returns the name of the file that a value came from. It returns "" if the value
// came from none, or from several: file("a.csv") joined to file("b.csv") has no line 41.
func fileOf(marks cty.ValueMarks) string {
	name := ""
	for m := range marks {
		if f, ok := m.(fileMark); ok {
			if name != "" {
				return ""
			}
			name = string(f)
		}
	}
	return name
}

// takeWeight returns v without the mark of its weight, and the weight. Ok is false if nobody has
// weighed it.
func takeWeight(v cty.Value) (bare cty.Value, weight Cost, ok bool) {
	if !v.IsMarked() {
		return v, Cost{}, false
	}
	bare, marks := v.Unmark()
	for m := range marks {
		if w, is := m.(weightMark); is {
			weight, ok = Cost(w), true
			delete(marks, m)
		}
	}
	return bare.WithMarks(marks), weight, ok
}

// WithoutRow returns v without the marks of rows. The members of v keep theirs.
func WithoutRow(v cty.Value) cty.Value {
	if !v.IsMarked() {
		return v
	}
	v, marks := v.Unmark()
	return v.WithMarks(withoutRows(marks))
}

// SplitRow returns v without the marks of rows, and the row that v came from: see [RowOf].
func SplitRow(v cty.Value) (cty.Value, Row) {
	if bare, marks := v.Unmark(); len(marks) == 1 {
		for m := range marks {
			if r, ok := m.(Row); ok && r != severalRows { // as of each row of a file
				return bare, r
			}
		}
	}
	return WithoutRow(v), RowOf(v)
}

// mergeRows replaces the marks of several rows on v by the one mark severalRows. A value
// that was made from a hundred thousand rows would otherwise carry as many marks.
func mergeRows(v cty.Value) cty.Value {
	if !v.IsMarked() || len(v.Marks()) < 2 {
		return v
	}
	v, marks := v.Unmark()
	rest := withoutRows(marks)
	switch len(marks) - len(rest) {
	case 0:
	case 1:
		rest = marks
	default:
		rest[severalRows] = struct{}{}
	}
	return v.WithMarks(rest)
}

// withoutRows returns the marks that are not rows.
func withoutRows(marks cty.ValueMarks) cty.ValueMarks {
	rest := cty.ValueMarks{}
	for m := range marks {
		if _, ok := m.(Row); !ok {
			rest[m] = struct{}{}
		}
	}
	return rest
}

// RowOf returns the row that v came from. If v itself came from several rows, as the
// result of merge does, RowOf looks at its members: they may share one row. It returns the
// zero Row if there is no row, or more than one.
func RowOf(v cty.Value) Row {
	var found Row
	var several bool
	collect := func(marks cty.ValueMarks) {
		for m := range marks {
			if r, ok := m.(Row); ok {
				several = several || r == severalRows || found != severalRows && found != r
				found = r
			}
		}
	}
	bare, marks := v.Unmark()
	collect(marks)
	if found == severalRows && !bare.IsNull() && bare.IsKnown() && (bare.Type().IsObjectType() || bare.Type().IsMapType()) {
		for it := bare.ElementIterator(); it.Next(); {
			_, member := it.Element()
			collect(member.Marks())
		}
	}
	if several {
		return severalRows
	}
	return found
}
