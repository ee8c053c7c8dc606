package spreadsheet_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/callwright/callwright/schema/spreadsheet"
)

// read returns what a reader of the file says: the columns, each row with its line, and the
// error, if there is one.
func read(file string, o spreadsheet.Options) string {
	text, err := spreadsheet.Text([]byte(file))
	if err != nil {
		return "agents.csv: " + err.Error()
	}
	o.Name = "agents.csv"
	r, err := spreadsheet.NewReader(string(text), o)
	if err != nil {
		return err.Error()
	}
	lines := []string{strings.Join(r.Columns, "|")}
	for {
		cells, line, err := r.Next()
		if errors.Is(err, io.EOF) {
			return strings.Join(lines, "\n")
		}
		if err != nil {
			return strings.Join(append(lines, err.Error()), "\n")
		}
		lines = append(lines, fmt.Sprintf("%d %s", line, strings.Join(cells, "|")))
	}
}

// TestReader reads files as spreadsheets write them.
func TestReader(t *testing.T) {
	t.Parallel()
	const plain = "user|team\n2 ana|late\n3 zoë|early"
	utf16 := func(order unicode.Endianness, mark unicode.BOMPolicy, text string) string {
		encoded, err := unicode.UTF16(order, mark).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return encoded
	}
	windows1252, err := charmap.Windows1252.NewEncoder().String("user,team\r\nana,late\r\nzoë,early\r\n")
	if err != nil {
		t.Fatal(err)
	}
	semicolons := spreadsheet.Options{Delimiter: ';'}
	for _, tt := range []struct {
		name, file string
		options    spreadsheet.Options
		want       string
	}{
		{"lines of Unix", "user,team\nana,late\nzoë,early\n", spreadsheet.Options{}, plain},
		{"no line end at the end", "user,team\nana,late\nzoë,early", spreadsheet.Options{}, plain},
		{"Excel's CSV UTF-8", "\ufeffuser,team\r\nana,late\r\nzoë,early\r\n", spreadsheet.Options{}, plain},
		{"lines of an old Mac", "user,team\rana,late\rzoë,early\r", spreadsheet.Options{}, plain},
		{"lines of Windows, written twice", "user,team\r\r\nana,late\r\r\nzoë,early\r\r\n", spreadsheet.Options{}, plain},
		{"Excel's Unicode Text", utf16(unicode.LittleEndian, unicode.UseBOM, "user\tteam\r\nana\tlate\r\nzoë\tearly\r\n"), spreadsheet.Options{Delimiter: '\t'}, plain},
		{"UTF-16, big end first", utf16(unicode.BigEndian, unicode.UseBOM, "user,team\nana,late\nzoë,early\n"), spreadsheet.Options{}, plain},
		{"semicolons", "user;team\nana;late\nzoë;early\n", semicolons, plain},
		{"a line that names the delimiter", "sep=;\r\nuser;team\r\nana;late\r\n", spreadsheet.Options{}, "user|team\n3 ana|late"},
		{"a line that names tabs", "\"sep=\t\"\nuser\tteam\nana\tlate\n", spreadsheet.Options{}, "user|team\n3 ana|late"},
		{"a guess", "user;team\nana;late\n", spreadsheet.Options{Guess: true}, "user|team\n2 ana|late"},
		{"blank rows", "\n,,\nuser,team\n\nana,late\n , \n,,,,\n", spreadsheet.Options{}, "user|team\n5 ana|late"},
		{"a row of cells in quotes", "user,team\n\"\",\"\"\n,\n", spreadsheet.Options{}, "user|team\n2 |"},
		{"empty columns after the last", "user,team,,\nana,late,,\nzoë,,,\n", spreadsheet.Options{}, "user|team\n2 ana|late\n3 zoë|"},
		{"spaces at the ends", " user ,team\u00a0\n ana , late\t\n\u00a0zoë, \"early\"\n", spreadsheet.Options{}, plain},
		{"spaces in quotes", "user,team\n\" ana\",\"late \"\n", spreadsheet.Options{}, "user|team\n2  ana|late "},
		{"spaces in quotes, after a cell of two lines", "user,team\n\"a\nb\", \" late\"\nzoë, early\n", spreadsheet.Options{}, "user|team\n2 a\nb| late\n4 zoë|early"},
		{"an empty cell between tabs", "user\tteam\tlead\nana\t\tbo\n", spreadsheet.Options{Delimiter: '\t'}, "user|team|lead\n2 ana||bo"},
		{"delimiters and quotes in quotes", "user,team\n\"Sales, Gold\",\"the \"\"fast\"\" one\"\n", spreadsheet.Options{}, "user|team\n2 Sales, Gold|the \"fast\" one"},
		{"one column", "user\nana\n", spreadsheet.Options{}, "user\n2 ana"},
		{"a header alone", "user,team\n", spreadsheet.Options{}, "user|team"},

		{"nothing", "", spreadsheet.Options{}, "there is nothing in agents.csv: its first line must name the columns"},
		{"blank rows alone", "\r\n,,\r\n", spreadsheet.Options{}, "there is nothing in agents.csv: its first line must name the columns"},
		{"Windows-1252", windows1252, spreadsheet.Options{}, `agents.csv: it is not UTF-8: line 3 has the byte 0xEB, which is "ë" in Windows-1252. Save it as UTF-8. In Excel, choose "CSV UTF-8 (Comma delimited)"`},
		{"a byte without a meaning", "a\x81", spreadsheet.Options{}, `agents.csv: it is not UTF-8: line 1 has the byte 0x81. Save it as UTF-8. In Excel, choose "CSV UTF-8 (Comma delimited)"`},
		{"UTF-16 without a mark", utf16(unicode.LittleEndian, unicode.IgnoreBOM, "user,team\nzoë,late\n"), spreadsheet.Options{}, `agents.csv: it has NUL characters, as UTF-16 without a byte order mark has. Save it as UTF-8. In Excel, choose "CSV UTF-8 (Comma delimited)"`},
		{"UTF-16 without a mark, in English", utf16(unicode.LittleEndian, unicode.IgnoreBOM, "user,team\nana,late\n"), spreadsheet.Options{}, `cannot read agents.csv: it has NUL characters, as UTF-16 without a byte order mark has. Save it as UTF-8. In Excel, choose "CSV UTF-8 (Comma delimited)"`},
		{"half a character of UTF-16", "\xff\xfea\x00b", spreadsheet.Options{}, `agents.csv: it is UTF-16, but ends in the middle of a character. Save it as UTF-8. In Excel, choose "CSV UTF-8 (Comma delimited)"`},
		{"semicolons that nobody told of", "user;\"a,b\"\nana;late\n", spreadsheet.Options{}, "the cells of agents.csv are separated by semicolons, not commas"},
		{"tabs that nobody told of", "user\tteam\nana\tlate\n", spreadsheet.Options{}, "the cells of agents.csv are separated by tabs, not commas"},
		{"commas, not semicolons", "user,team\nana,late\n", semicolons, "the cells of agents.csv are separated by commas, not semicolons"},
		{"a strange delimiter", "sep=~\nuser~team\n", spreadsheet.Options{}, `cannot read agents.csv: its first line is "sep=~", but a delimiter is one of , ; | or a tab`},
		{"line ends of two kinds", "user,team\nana,late\rzoë,early\nbo,late\n", spreadsheet.Options{}, "user|team\nline 2 of agents.csv contains a carriage return (CR), but most lines end with a line feed (LF). Save it with the same line ends everywhere"},
		{"a comma too many", "user,team\nLopez, Ana,late\n", spreadsheet.Options{}, "user|team\nline 2 of agents.csv has 3 cells, but its first line names 2 columns. If a cell contains a comma, put it in quotes: \"Sales, Gold\""},
		{"a value in a column without a name", "user,\nana,late\n", spreadsheet.Options{}, "user\nline 2 of agents.csv has a value in column 2, but its first line has no name for this column"},
		{"a cell that is missing", "user,team\nana\n", spreadsheet.Options{}, "user|team\nline 2 of agents.csv has 1 cell, but its first line names 2 columns: there is no cell for \"team\""},
		{"a column without a name", "user,,lead\n", spreadsheet.Options{}, "column 2 of agents.csv has no name in the first line"},
		{"two columns of a name", "user,team, user\n", spreadsheet.Options{}, `columns 1 and 3 of agents.csv are both named "user"`},
		{"a quote in a cell", "user,team\nAna \"the fast\" Lopez,late\n", spreadsheet.Options{}, "user|team\nline 2 of agents.csv has a quote (\") in a cell that does not begin with one. Put the cell in quotes, and write \"\" for the quote inside"},
		{"a quote in quotes", "user,team\n\"Ana \"the fast\" Lopez\",late\n", spreadsheet.Options{}, "user|team\nline 2 of agents.csv has a quote (\") that is not closed, or text after a closing one. Write \"\" for a quote inside a cell in quotes"},
		{"a quote that is not closed", "user,team\n\"ana,late\nzoë,early\nbo,\"late\"\n", spreadsheet.Options{}, "user|team\nthe row that begins on line 2 of agents.csv has a quote (\") that is not closed. Write \"\" for a quote inside a cell in quotes"},
	} {
		if got := read(tt.file, tt.options); got != tt.want {
			t.Errorf("%s:\n%s\nwant:\n%s", tt.name, got, tt.want)
		}
	}
}

// FuzzReader reads any file. Reading ends, each row has a cell for each column and a later
// line than the one before it, and a message about a file with a secret does not have it.
func FuzzReader(f *testing.F) {
	for _, file := range []string{
		"", "\ufeffuser,team\r\nana,late\r\n", "a;b\n1;2\n", "a,b\n\"x,y\n", "a,a\n", ",\n", "a\n\n\n", "a,b\n,\n , \n", "\"a\"\"\",b\nx\n",
		"sep=;\na;b\n", "a\tb\n1\t2", "\xff\xfea\x00\n\x00b\x00", "\xfe\xff\x00a", "a\rb\r", "a,b\n1,2,3\n", "a,b\n\"1\n\" , \" 2\"\r\r\n", "caf\xe9\n",
	} {
		f.Add(file, "s3cretWord")
	}
	f.Fuzz(func(t *testing.T, file, secret string) {
		text, err := spreadsheet.Text([]byte(file))
		if err != nil {
			if strings.HasSuffix(err.Error(), ".") || strings.ContainsAny(err.Error(), "\n\x00") {
				t.Errorf("the message is %q", err)
			}
			return
		}
		for _, o := range []spreadsheet.Options{{Name: "x"}, {Name: "x", Delimiter: ';'}, {Name: "x", Guess: true}} {
			r, err := spreadsheet.NewReader(string(text), o)
			last := 0
			for err == nil {
				var cells []string
				var line int
				if cells, line, err = r.Next(); err == nil && (len(cells) != len(r.Columns) || line <= last) {
					t.Errorf("line %d has %q, after line %d, for the columns %q", line, cells, last, r.Columns)
				}
				last = max(last, line)
			}
		}
		const harmless = "line 12 of x has cells, but its first line names columns"
		if len(secret) < 5 || strings.Contains(harmless, secret) {
			return
		}
		for _, file := range []string{secret + "," + secret, "a,b\n" + secret, "a\na," + secret, "a,b\n\"" + secret, "sep=" + secret, secret + "\x00"} {
			r, err := spreadsheet.NewReader(file, spreadsheet.Options{Name: "x", Secret: true, Guess: true})
			if err == nil {
				_, _, err = r.Next()
			}
			if err != nil && strings.Contains(err.Error(), secret) {
				t.Errorf("the message %q has the secret", err)
			}
		}
	})
}
