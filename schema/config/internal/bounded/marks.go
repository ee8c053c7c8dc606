package bounded

import (
	"fmt"

	"github.com/zclconf/go-cty/cty"
)

// Marks say where a value came from. They flow through expressions with it, and
// are taken off where it enters an object.
type (
	sensitiveMark struct{}
	// A fileMark, the name of a file, is on what the file was read into.
	fileMark string
	// A Row is the mark of a row of a CSV file. The zero Row stands for several rows,
	// or for none.
	Row struct {
		File string
		Line int
	}
)

// Sensitive is the mark of what a sensitive variable went into.
var Sensitive any = sensitiveMark{}

var severalRows = Row{}

// String returns the row as an object's source has it: `agents.csv:41`.
func (r Row) String() string {
	if r.Line == 0 {
		return ""
	}
	return fmt.Sprintf("%s:%d", r.File, r.Line)
}

// IsSensitive reports whether a value with these marks may not be shown.
func IsSensitive(marks cty.ValueMarks) bool {
	_, ok := marks[Sensitive]
	return ok
}

// fileOf returns the name of the one file that a value was read from, or "".
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

// WithoutRow takes the marks of rows off v, not off its members.
func WithoutRow(v cty.Value) cty.Value {
	if !v.IsMarked() {
		return v
	}
	v, marks := v.Unmark()
	return v.WithMarks(withoutRows(marks))
}

// thin leaves v with one mark for many rows: a value that a hundred thousand rows
// went into comes from none of them.
func thin(v cty.Value) cty.Value {
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

func withoutRows(marks cty.ValueMarks) cty.ValueMarks {
	rest := cty.ValueMarks{}
	for m := range marks {
		if _, ok := m.(Row); !ok {
			rest[m] = struct{}{}
		}
	}
	return rest
}

// RowOf returns the one row that v, or its members, came from.
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
