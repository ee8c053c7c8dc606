package config

import (
	"fmt"

	"github.com/zclconf/go-cty/cty"
)

// Marks say where a value came from. They flow through expressions with it, and
// are taken off where it enters an object.
type (
	// A sensitiveMark is on what a sensitive variable went into.
	sensitiveMark struct{}
	// A fileMark, the name of a file, is on what the file was read into.
	fileMark string
	// A rowMark is on a row of a CSV file.
	rowMark struct {
		file string
		line int // 0 when several rows went into the value
	}
)

var severalRows = rowMark{}

// String returns the row as an object's source has it: `agents.csv:41`.
func (r rowMark) String() string {
	if r.line == 0 {
		return ""
	}
	return fmt.Sprintf("%s:%d", r.file, r.line)
}

func isSensitive(marks cty.ValueMarks) bool {
	_, ok := marks[sensitiveMark{}]
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

// shed takes the marks of rows off v, not off its members.
func shed(v cty.Value) cty.Value {
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
		if _, ok := m.(rowMark); !ok {
			rest[m] = struct{}{}
		}
	}
	return rest
}

// rowOf returns the one row that v, or its members, came from.
func rowOf(v cty.Value) rowMark {
	var found rowMark
	var several bool
	collect := func(marks cty.ValueMarks) {
		for m := range marks {
			if r, ok := m.(rowMark); ok {
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
