package bounded

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
)

// csvEncodeFunc is the function csvencode, which writes a list of objects as CSV text with
// a header. An object has no order, so the columns are sorted by their names. csvdecode
// reads the text back, with all cells as strings.
var csvEncodeFunc = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "rows", Type: cty.DynamicPseudoType}},
	Type:   function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		rows := args[0]
		if !isCollection(rows) || rows.Type().IsMapType() || rows.Type().IsObjectType() {
			return cty.NilVal, function.NewArgErrorf(0, "the rows must be a list of objects")
		}
		text, err := csvText(rows.AsValueSlice())
		if err != nil {
			return cty.NilVal, function.NewArgError(0, err)
		}
		return cty.StringVal(text), nil
	},
})

// csvText writes the rows, and before them a header with the columns of the first row. All
// rows must have these columns. No rows give no text, because nothing names the columns.
func csvText(rows []cty.Value) (string, error) {
	if len(rows) == 0 {
		return "", nil
	}
	var b strings.Builder
	var header []string
	for i, row := range rows {
		if t := row.Type(); row.IsNull() || !t.IsObjectType() && !t.IsMapType() {
			return "", fmt.Errorf("row %d is not an object", i+1)
		}
		cells := row.AsValueMap()
		columns := slices.Sorted(maps.Keys(cells))
		if i == 0 {
			header = columns
			writeRow(&b, header)
		}
		if !slices.Equal(columns, header) {
			return "", fmt.Errorf("row %d does not have the same columns as the first row", i+1)
		}
		record := make([]string, len(columns))
		for j, column := range columns {
			cell, err := csvCell(cells[column])
			if err != nil {
				return "", fmt.Errorf("row %d, column %q: %w", i+1, column, err)
			}
			record[j] = cell
		}
		writeRow(&b, record)
	}
	return b.String(), nil
}

// writeRow writes a row so that csvdecode reads the same cells: in quotes where a cell has a
// sign of CSV or a space at an end, and if all cells are blank, because csvdecode skips such a
// row without quotes.
func writeRow(b *strings.Builder, record []string) {
	blank := strings.TrimSpace(strings.Join(record, "")) == ""
	for i, cell := range record {
		if i > 0 {
			b.WriteByte(',')
		}
		if blank || strings.TrimSpace(cell) != cell || strings.ContainsAny(cell, "\",;|\t\r\n") {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		b.WriteString(cell)
	}
	b.WriteByte('\n')
}

// csvCell returns the text of a cell. Null is an empty cell.
func csvCell(v cty.Value) (string, error) {
	s, err := convert.Convert(v, cty.String)
	switch {
	case err != nil:
		return "", fmt.Errorf("a cell must be a string, a number or a bool, not %s", v.Type().FriendlyName())
	case s.IsNull():
		return "", nil
	}
	return s.AsString(), nil
}
