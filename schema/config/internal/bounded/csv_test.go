package bounded_test

import (
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
)

// FuzzCSV decodes any file as CSV. There is a list of rows with the columns of the header, or
// a diagnostic.
func FuzzCSV(f *testing.F) {
	for _, text := range []string{
		"", "\ufeffusername,team\r\nada,a\r\n", "a;b\n1;2\n", "a,b\n\"x,y\n", "a,a\n", ",\n", "a\n\n\n", "a,b\n,\n,\n", "\"a\"\"\",b\nx\n", "sep=;\na;b\n", "a\tb\n1\t2", "\xff\xfea\x00", "a\rb\r", "a,b\n1,2,3\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			return
		}
		most := bounded.Cost{Work: 1 << 20, Elements: 1 << 16, Bytes: 1 << 20}
		e := bounded.New(source.New(fstest.MapFS{"x.csv": {Data: []byte(text)}}, "."), bounded.Budget{Least: most, Most: most}, nil)
		for _, src := range []string{`csvdecode(file("x.csv"))`, `{ for r in csvdecode(file("x.csv")) : values(r)[0] => r }`} {
			v, diags := evaluate(e, src, &hcl.EvalContext{Functions: e.Functions(".")})
			for _, d := range diags {
				if d.Summary == "" || d.Detail == "" || d.Subject == nil {
					t.Errorf("%s: incomplete diagnostic: %#v", src, d)
				}
			}
			if !diags.HasErrors() && e.Exhausted() == nil && !v.IsWhollyKnown() {
				t.Errorf("%s is unknown, and nothing says why", src)
			}
			e.Refill()
		}
	})
}
