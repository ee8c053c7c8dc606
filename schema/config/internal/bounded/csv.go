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

// csvDecodeFunc reads CSV text with a header into a list of objects. If file() read the
// text, each object gets the mark of its [Row]. A plan can then say that a user comes from
// agents.csv:41.
var csvDecodeFunc = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "str", Type: cty.String, AllowMarked: true}},
	Type: func(args []cty.Value) (cty.Type, error) {
		text, marks := args[0].Unmark()
		if !text.IsKnown() {
			return cty.DynamicPseudoType, nil
		}
		header, err := csvHeader(csvReader(text.AsString()), textName(marks))
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

// textName returns what messages call the text: the name of the file that it came from,
// or "the text".
func textName(marks cty.ValueMarks) string {
	if name := fileOf(marks); name != "" {
		return name
	}
	return "the text"
}

// csvReader returns a reader for CSV text. It skips the byte order mark that Excel writes.
// It does not count fields, because csvRows does, with a better message.
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

// csvRows reads the lines after the header. Marks are the marks of the text.
func csvRows(text string, marks cty.ValueMarks) ([]cty.Value, error) {
	name, r := textName(marks), csvReader(text)
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

// rowValue returns a row as an object.
func rowValue(header, record []string) cty.Value {
	cells := make(map[string]cty.Value, len(header))
	for i, column := range header {
		cells[column] = cty.StringVal(record[i])
	}
	return cty.ObjectVal(cells)
}

// rowType returns the type of all rows: every cell is a string.
func rowType(header []string) cty.Type {
	types := make(map[string]cty.Type, len(header))
	for _, column := range header {
		types[column] = cty.String
	}
	return cty.Object(types)
}

// csvError adds the place in the text to an error of the reader.
func csvError(name string, err error) error {
	if at, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("line %d of %s, column %d: %w", at.Line, name, at.Column, at.Err)
	}
	return fmt.Errorf("%s: %w", name, err)
}
