package bounded

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/source"
)

// FuzzCSVWeight checks the law that csvdecode weighs its rows as anybody weighs a value.
func FuzzCSVWeight(f *testing.F) {
	for _, text := range []string{"a,b\n1,2\n", "a\n", "a,b\n\"x\n\",e\u0301\n,\n\"\",\"\"\n", "a;b\n", "\u00e9,e\u0301\n1,2\n", "a,b\n" + strings.Repeat("1,e\u0301\n", 2*rowsTogether+1)} {
		f.Add(text, true)
	}
	f.Fuzz(func(t *testing.T, text string, ofFile bool) {
		arg := cty.StringVal(text)
		if ofFile {
			arg = arg.Mark(fileMark("a.csv"))
		}
		v, err := csvDecodeFunc.Call([]cty.Value{arg})
		if err != nil {
			return
		}
		e := New(source.New(fstest.MapFS{}, "."), Standard(), nil)
		rows, weight, ok := takeWeight(v)
		if want := e.account.weight(rows); !ok || weight != want || rows.IsMarked() {
			t.Errorf("%q weighs %+v, want %+v", text, weight, want)
		}
	})
}

// TestCSVInOrder holds that rows that become values at the same time are in the order of the file,
// each with its line, and that a mistake in a late row is one of the whole file.
func TestCSVInOrder(t *testing.T) {
	t.Parallel()
	for _, rows := range []int{0, 1, rowsTogether - 1, rowsTogether, rowsTogether + 1, 20*rowsTogether + 1} {
		var text strings.Builder
		text.WriteString("n,text\n")
		for n := range rows {
			fmt.Fprintf(&text, "%d,x\n", n)
		}
		v, err := csvDecodeFunc.Call([]cty.Value{cty.StringVal(text.String()).Mark(fileMark("a.csv"))})
		if err != nil {
			t.Fatal(err)
		}
		v, _ = v.Unmark()
		n := 0
		for _, row := range v.Elements() {
			value, at := SplitRow(row)
			if got := value.GetAttr("n").AsString(); got != fmt.Sprint(n) || at != (Row{"a.csv", n + 2}) {
				t.Fatalf("of %d rows, row %d is %s of %v", rows, n, got, at)
			}
			n++
		}
		if n != rows {
			t.Errorf("there are %d rows, want %d", n, rows)
		}
		text.WriteString("1,2,3\n")
		if _, err = csvDecodeFunc.Call([]cty.Value{cty.StringVal(text.String())}); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("line %d ", rows+2)) {
			t.Errorf("after %d rows, a row with three cells: %v", rows, err)
		}
	}
}
