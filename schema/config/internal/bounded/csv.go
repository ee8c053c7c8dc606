package bounded

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/spreadsheet"
)

// csvDecodeFunc reads CSV text with a header into a list of objects. If file() read the
// text, each object gets the mark of its [Row]. A plan can then say that a user comes from
// agents.csv:41.
var csvDecodeFunc = function.New(&function.Spec{
	Params:   []function.Parameter{{Name: "str", Type: cty.String, AllowMarked: true}},
	VarParam: &function.Parameter{Name: "options", Type: cty.DynamicPseudoType},
	Type: func(args []cty.Value) (cty.Type, error) {
		if !args[0].IsKnown() {
			return cty.DynamicPseudoType, nil
		}
		r, err := csvReader(args)
		if err != nil {
			return cty.NilType, err
		}
		return cty.List(rowType(r.Columns)), nil
	},
	Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
		r, err := csvReader(args)
		if err != nil {
			return cty.NilVal, err
		}
		_, marks := args[0].Unmark()
		rows, weight, err := csvRows(r, fileOf(marks))
		if err != nil {
			return cty.NilVal, Fault(diag.UnreadableCSV, err)
		}
		rest := cty.ValueMarks{}
		for m := range marks {
			if _, ok := m.(fileMark); !ok {
				rest[m] = struct{}{}
			}
		}
		rest[weight] = struct{}{}
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

// csvReader returns a reader of the text that csvdecode is called with.
func csvReader(args []cty.Value) (*spreadsheet.Reader, error) {
	delimiter, err := csvDelimiter(args[1:])
	if err != nil {
		return nil, err
	}
	text, marks := args[0].Unmark()
	r, err := spreadsheet.NewReader(text.AsString(), spreadsheet.Options{Name: textName(marks), Delimiter: delimiter})
	if wrong, ok := errors.AsType[*spreadsheet.DelimiterError](err); ok {
		err = wrongDelimiter(wrong, fileOf(marks))
	}
	if err != nil {
		return nil, Fault(diag.UnreadableCSV, err)
	}
	return r, nil
}

// wrongDelimiter adds to the error how to call csvdecode for the text.
func wrongDelimiter(wrong *spreadsheet.DelimiterError, file string) error {
	text := "…"
	if file != "" {
		text = fmt.Sprintf("file(%q)", file)
	}
	if wrong.Has == ',' {
		return fmt.Errorf("%w: write csvdecode(%s)", wrong, text)
	}
	return fmt.Errorf("%w: write csvdecode(%s, { delimiter = %q })", wrong, text, string(wrong.Has))
}

// csvDelimiter returns the delimiter that the options of csvdecode name, or 0:
// { delimiter = ";" }. Its errors are about the second argument.
func csvDelimiter(options []cty.Value) (rune, error) {
	if len(options) == 0 {
		return 0, nil
	}
	wrong := function.NewArgErrorf(1, `csvdecode takes a text, and options such as { delimiter = ";" }`)
	o := options[0]
	if len(options) > 1 || o.IsNull() || !o.IsWhollyKnown() || !o.Type().IsObjectType() && !o.Type().IsMapType() {
		return 0, wrong
	}
	var delimiter rune
	for name, v := range o.AsValueMap() {
		if name != "delimiter" {
			return 0, function.NewArgErrorf(1, `csvdecode has no option %q. Its only option is delimiter`, name)
		}
		if v.IsNull() || v.Type() != cty.String {
			return 0, wrong
		}
		char, size := utf8.DecodeRuneInString(v.AsString())
		if size != len(v.AsString()) || !spreadsheet.IsDelimiter(char) {
			return 0, function.NewArgErrorf(1, `delimiter must be ",", ";", "|" or a tab, which is written "\t"`)
		}
		delimiter = char
	}
	return delimiter, nil
}

// rowsTogether is how many rows become values together.
const rowsTogether = 1000

// csvRows reads the lines after the header, and weighs them. If the text came from a file, it
// marks each row. It makes values of the rows on all processors while it reads on.
func csvRows(r *spreadsheet.Reader, file string) ([]cty.Value, weightMark, error) {
	var together sync.WaitGroup
	var batches []*rowBatch
	batch := new(rowBatch)
	free := make(chan struct{}, runtime.GOMAXPROCS(0)) // bounds how many batches are cells and values at once
	begin := func() {
		batches = append(batches, batch)
		free <- struct{}{}
		made := batch
		together.Go(func() {
			made.fill(r.Columns, file)
			<-free
		})
		batch = new(rowBatch)
	}
	for {
		cells, line, err := r.Next()
		if err != nil {
			begin()
			together.Wait()
			if errors.Is(err, io.EOF) {
				rows, weight := joinRows(batches)
				return rows, weight, nil
			}
			return nil, weightMark{}, err
		}
		batch.cells, batch.lines = append(batch.cells, cells...), append(batch.lines, line)
		if len(batch.lines) == rowsTogether {
			begin()
		}
	}
}

// A rowBatch is some rows that follow each other: first their cells and lines, and then their
// values with what they weigh.
type rowBatch struct {
	cells  []string // of all rows
	lines  []int
	rows   []cty.Value
	weight weightMark
}

// fill makes values of the cells.
func (b *rowBatch) fill(columns []string, file string) {
	row := make(map[string]cty.Value, len(columns))
	b.rows = make([]cty.Value, len(b.lines))
	for n, line := range b.lines {
		cells := b.cells[n*len(columns):]
		for i, column := range columns {
			cell := cty.StringVal(cells[i])
			bytes := int64(len(cell.AsString()))
			b.weight.Work += bytes / bytesToLookAt
			b.weight.Bytes += bytes
			row[column] = cell
		}
		v := cty.ObjectVal(row)
		if file != "" {
			v = v.Mark(Row{file, line})
		}
		b.rows[n] = v
	}
	b.weight.Work += int64(len(b.lines) * (1 + 2*len(columns)))
	b.weight.Elements += int64(len(b.lines) * (1 + len(columns)))
	b.cells, b.lines = nil, nil
}

// joinRows returns the rows of all batches, with what a list of them weighs, as [scale] weighs a
// list of objects.
func joinRows(batches []*rowBatch) ([]cty.Value, weightMark) {
	var rows []cty.Value
	weight := weightMark{Work: 1, Elements: 1}
	for _, b := range batches {
		rows = append(rows, b.rows...)
		weight.Work += b.weight.Work
		weight.Elements += b.weight.Elements
		weight.Bytes += b.weight.Bytes
	}
	return rows, weight
}

// rowType returns the type of all rows: every cell is a string.
func rowType(header []string) cty.Type {
	types := make(map[string]cty.Type, len(header))
	for _, column := range header {
		types[column] = cty.String
	}
	return cty.Object(types)
}

// noRows returns a warning if csvdecode made no rows of its text: somebody who has a table
// of nobody has more often exported the wrong sheet.
func (e *call) noRows(v cty.Value, args []hclsyntax.Expression) hcl.Diagnostics {
	rows, _ := v.Unmark()
	if e.Name != "csvdecode" || !rows.IsKnown() || rows.LengthInt() > 0 {
		return nil
	}
	_, marks := args[0].(*evaluated).value.Unmark()
	return hcl.Diagnostics{diag.CSVWithoutRows.In(e.Args[0].Range(), "There is no row in %s below its first line, which names the columns.", textName(marks))}
}
