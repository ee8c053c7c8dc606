package bounded

import (
	"testing"
	"testing/fstest"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/source"
)

// FuzzCSVWeight checks the law that csvdecode weighs its rows as anybody weighs a value.
func FuzzCSVWeight(f *testing.F) {
	for _, text := range []string{"a,b\n1,2\n", "a\n", "a,b\n\"x\n\",e\u0301\n,\n\"\",\"\"\n", "a;b\n", "\u00e9,e\u0301\n1,2\n"} {
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
