package spreadsheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Options say how to read a text.
type Options struct {
	Name      string // what messages call the text: "agents.csv"
	Delimiter rune   // 0 for the one that a line such as "sep=;" names, or else a comma
	Guess     bool   // whether to use the delimiter that the header evidently has
	Secret    bool   // whether the text has passwords, so that no message may quote it
}

// A Reader reads the rows of a text. It takes time and memory in proportion to the text.
type Reader struct {
	Columns []string // the names in the header

	options Options
	text    string
	csv     *csv.Reader
	width   int // the number of cells in the header, with those that are empty
	line    int // from 1; the line that begins at the byte start
	start   int
}

// NewReader returns a reader of the text, and reads the header. Its errors, and those of
// Next, are sentences without a full stop that name the text.
func NewReader(text string, o Options) (*Reader, error) {
	text = strings.TrimPrefix(text, markUTF8)
	if strings.IndexByte(text, 0) >= 0 {
		return nil, fmt.Errorf("cannot read %s: %s", o.Name, withoutMark)
	}
	named, text, err := cutSeparator(uniformLines(text))
	switch {
	case err != nil && o.Secret:
		return nil, fmt.Errorf("the first line of %s names no delimiter that can be read", o.Name)
	case err != nil:
		return nil, fmt.Errorf("cannot read %s: %w", o.Name, err)
	case o.Delimiter == 0 && named != 0:
		o.Delimiter = named
	case o.Delimiter == 0:
		o.Delimiter = ','
	}
	if has := evident(text, o.Delimiter); has != o.Delimiter && o.Guess {
		o.Delimiter = has
	} else if has != o.Delimiter {
		return nil, &DelimiterError{Name: o.Name, Given: o.Delimiter, Has: has}
	}
	r := &Reader{options: o, text: text, line: 1, csv: csv.NewReader(strings.NewReader(text))}
	r.csv.Comma = o.Delimiter
	r.csv.FieldsPerRecord = -1 // Next counts the cells, with better messages
	r.csv.ReuseRecord = true
	r.csv.TrimLeadingSpace = o.Delimiter != '\t' // a quote may follow a space: ana, "late"
	return r, r.readHeader()
}

// OpenSecret returns a reader of a file that has passwords, and whose delimiter may be any that
// spreadsheets write. Its errors show nothing of the file. Name is what messages call the file.
func OpenSecret(name string, content []byte) (*Reader, error) {
	text, err := Text(content)
	if at, ok := errors.AsType[*encodingError](err); ok {
		// The error shows a character, which may be one of a password.
		return nil, fmt.Errorf("line %d of %s is not UTF-8. Save the file as UTF-8", at.Line, name)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", name, err)
	}
	return NewReader(string(text), Options{Name: name, Guess: true, Secret: true})
}

// uniformLines returns the text with line ends that encoding/csv knows. A carriage return
// alone ends a line in files of old Macs, which have no line feed. Two before a line feed
// are the mark of a program that wrote lines of Windows twice.
func uniformLines(text string) string {
	returns := strings.Count(text, "\r")
	switch {
	case returns == strings.Count(text, "\r\n"):
		return text
	case !strings.Contains(text, "\n"):
		return strings.ReplaceAll(text, "\r", "\n")
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if content, ended := strings.CutSuffix(line, "\r\n"); ended {
			line = strings.TrimRight(content, "\r") + "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

// readHeader reads the names of the columns.
func (r *Reader) readHeader() error {
	name := r.options.Name
	cells, _, err := r.row()
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("there is nothing in %s: its first line must name the columns", name)
	}
	if err != nil {
		return err
	}
	r.width = len(cells)
	cells = cells[:lastFilled(cells)+1]
	at := map[string]int{}
	for i, column := range cells {
		column = strings.TrimSpace(column)
		cells[i] = column
		if column == "" {
			return fmt.Errorf("column %d of %s has no name in the first line", i+1, name)
		}
		if first, twice := at[column]; twice && r.options.Secret {
			return fmt.Errorf("columns %d and %d of %s have the same name", first, i+1, name)
		} else if twice {
			return fmt.Errorf("columns %d and %d of %s are both named %q", first, i+1, name, column)
		}
		at[column] = i + 1
	}
	r.Columns = append([]string(nil), cells...)
	return nil
}

// Next returns the cells of the next row that is not blank, one for each column, and its
// line. The error is io.EOF after the last row. The cells are valid until the next call.
func (r *Reader) Next() (cells []string, line int, err error) {
	cells, line, err = r.row()
	if err != nil {
		return nil, 0, err
	}
	o, columns := r.options, len(r.Columns)
	switch n := lastFilled(cells) + 1; {
	case n > columns && n <= r.width:
		return nil, 0, fmt.Errorf("line %d of %s has a value in column %d, but its first line has no name for this column", line, o.Name, n)
	case n > columns:
		return nil, 0, fmt.Errorf("line %d of %s has %s, but its first line names %s. If a cell contains a %s, put it in quotes%s",
			line, o.Name, count(n, "cell"), count(columns, "column"), nameOf(o.Delimiter), r.example())
	case len(cells) < columns && o.Secret:
		return nil, 0, fmt.Errorf("line %d of %s has %s, but its first line names %s", line, o.Name, count(len(cells), "cell"), count(columns, "column"))
	case len(cells) < columns:
		return nil, 0, fmt.Errorf("line %d of %s has %s, but its first line names %s: there is no cell for %q",
			line, o.Name, count(len(cells), "cell"), count(columns, "column"), r.Columns[len(cells)])
	}
	return cells[:columns], line, nil
}

// example shows a cell in quotes that contains the delimiter.
func (r *Reader) example() string {
	if r.options.Delimiter == '\t' {
		return ""
	}
	return fmt.Sprintf(`: "Sales%c Gold"`, r.options.Delimiter)
}

// row returns the next row that is not blank, with its line.
func (r *Reader) row() (cells []string, line int, err error) {
	for {
		cells, err = r.csv.Read()
		if err != nil {
			return nil, 0, r.explain(err)
		}
		line, _ = r.csv.FieldPos(0)
		blank := true
		for i, cell := range cells {
			bare := strings.TrimSpace(cell)
			if bare != "" && bare == cell && !strings.Contains(cell, "\r") || r.quoted(i) {
				blank = false
				continue
			}
			blank = blank && bare == ""
			if strings.Contains(bare, "\r") {
				return nil, 0, fmt.Errorf("line %d of %s contains a carriage return (CR), but most lines end with a line feed (LF). Save it with the same line ends everywhere", line, r.options.Name)
			}
			cells[i] = bare
		}
		if !blank {
			return cells, line, nil
		}
	}
}

// lastFilled returns the position of the last cell that is not blank, or -1 if all are.
func lastFilled(cells []string) int {
	for i, cell := range slices.Backward(cells) {
		if strings.TrimSpace(cell) != "" {
			return i
		}
	}
	return -1
}

// quoted reports whether cell i of the current row is in quotes.
func (r *Reader) quoted(i int) bool {
	line, column := r.csv.FieldPos(i)
	for r.line < line {
		r.start += strings.IndexByte(r.text[r.start:], '\n') + 1
		r.line++
	}
	at := r.start + column - 1
	return at < len(r.text) && r.text[at] == '"'
}

// explain rewords an error of encoding/csv, which speaks to programmers.
func (r *Reader) explain(err error) error {
	wrong, ok := errors.AsType[*csv.ParseError](err)
	if !ok {
		return err // io.EOF
	}
	name := r.options.Name
	const double = `Write "" for a quote inside a cell in quotes`
	switch {
	case errors.Is(wrong.Err, csv.ErrBareQuote):
		return fmt.Errorf(`line %d of %s has a quote (") in a cell that does not begin with one. Put the cell in quotes, and write "" for the quote inside`, wrong.Line, name)
	case wrong.StartLine < wrong.Line:
		return fmt.Errorf(`the row that begins on line %d of %s has a quote (") that is not closed. %s`, wrong.StartLine, name, double)
	case errors.Is(wrong.Err, csv.ErrQuote):
		return fmt.Errorf(`line %d of %s has a quote (") that is not closed, or text after a closing one. %s`, wrong.Line, name, double)
	}
	return fmt.Errorf("line %d of %s: %w", wrong.Line, name, wrong.Err)
}

// count returns a number of things: "1 cell", "2 cells".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
