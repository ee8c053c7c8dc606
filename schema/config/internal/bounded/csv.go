package bounded

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema/diag"
)

// csvDecodeFunc reads a CSV with a header into a list of objects. When the text is a
// file's, each object is marked with the row that it came from.
var csvDecodeFunc = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "str", Type: cty.String, AllowMarked: true}},
	Type: func(args []cty.Value) (cty.Type, error) {
		text, marks := args[0].Unmark()
		if !text.IsKnown() {
			return cty.DynamicPseudoType, nil
		}
		header, err := csvHeader(csvReader(text.AsString()), csvName(marks))
		if err != nil {
			return cty.NilType, Fault(diag.UnreadableCSV, err)
		}
		return cty.List(rowType(header)), nil
	},
	Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
		text, marks := args[0].Unmark()
		rows, err := csvRows(text.AsString(), marks)
		if err != nil {
			return cty.NilVal, Fault(diag.UnreadableCSV, err)
		}
		rest := cty.ValueMarks{}
		for m := range marks {
			if _, ok := m.(fileMark); !ok {
				rest[m] = struct{}{}
			}
		}
		return listOf(rows, t.ElementType()).WithMarks(rest), nil
	},
})

// csvName returns what messages call the text: the file's name, if it is a file's.
func csvName(marks cty.ValueMarks) string {
	if name := fileOf(marks); name != "" {
		return name
	}
	return "the text"
}

func csvReader(text string) *csv.Reader {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	return r
}

// csvHeader reads the names of the columns.
func csvHeader(r *csv.Reader, name string) ([]string, error) {
	record, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s is empty: its first line must name the columns", name)
	}
	if err != nil {
		return nil, csvError(name, err)
	}
	header := make([]string, len(record))
	at := map[string]int{}
	for i, column := range record {
		column = strings.TrimSpace(column)
		if column == "" {
			return nil, fmt.Errorf("column %d of %s has no name in the first line", i+1, name)
		}
		if first, twice := at[column]; twice {
			return nil, fmt.Errorf("columns %d and %d of %s are both named %q", first, i+1, name, column)
		}
		at[column] = i + 1
		header[i] = column
	}
	return header, nil
}

func csvRows(text string, marks cty.ValueMarks) ([]cty.Value, error) {
	name, r := csvName(marks), csvReader(text)
	header, err := csvHeader(r, name)
	if err != nil {
		return nil, err
	}
	var rows []cty.Value
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, csvError(name, err)
		}
		line, _ := r.FieldPos(0)
		if len(record) != len(header) {
			return nil, fmt.Errorf("line %d of %s does not match the columns of its first line: %d expected, but %d found", line, name, len(header), len(record))
		}
		row := rowValue(header, record)
		if file := fileOf(marks); file != "" {
			row = row.Mark(Row{file, line})
		}
		rows = append(rows, row)
	}
}

// rowValue returns a row as an object. Its strings share no memory with the text.
func rowValue(header, record []string) cty.Value {
	cells := make(map[string]cty.Value, len(header))
	for i, column := range header {
		cells[column] = cty.StringVal(record[i])
	}
	return cty.ObjectVal(cells)
}

func rowType(header []string) cty.Type {
	types := make(map[string]cty.Type, len(header))
	for _, column := range header {
		types[column] = cty.String
	}
	return cty.Object(types)
}

// csvError says where a CSV cannot be read.
func csvError(name string, err error) error {
	if at, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("line %d of %s, column %d: %w", at.Line, name, at.Column, at.Err)
	}
	return fmt.Errorf("%s: %w", name, err)
}
