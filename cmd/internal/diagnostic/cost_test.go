package diagnostic

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/callwright/callwright/schema/config"
)

// TestCostIsLinear checks that the cost of loading a broken configuration and printing
// its problems grows in proportion to its size. It measures each configuration once, and
// once four times as large. It counts allocations and bytes rather than time, so that a
// busy machine does not matter: a linear cost grows four times, a quadratic one sixteen
// times, and the test allows six.
//
// The test is not parallel, because other tests' allocations would be counted, too.
func TestCostIsLinear(t *testing.T) {
	for _, tt := range []struct {
		name string
		size int
		text func(n int) string
	}{
		{"a wrong attribute in each block", 200, func(n int) string {
			return repeated(n, "queue \"q%d\" {\n  foo = 1\n}\n")
		}},
		{"a reference to nothing in each block", 200, func(n int) string {
			return repeated(n, "queue \"q%d\" {\n  description = local.x%d\n}\n")
		}},
		{"a chain of locals", 1000, func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "  a%d = local.a%d\n", i, i+1)
			}
			return "locals {\n" + b.String() + fmt.Sprintf("  a%d = 1\n}\n", n)
		}},
		{"one long line", 20_000, func(n int) string { return strings.Repeat("@", n) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			small, large := costOf(t, tt.text(tt.size)), costOf(t, tt.text(4*tt.size))
			if large.allocations > 6*small.allocations || large.bytes > 6*small.bytes {
				t.Errorf("it costs %+v, and four times as much input %+v", small, large)
			}
		})
	}
}

type cost struct{ allocations, bytes uint64 }

// costOf measures loading a configuration and printing its problems.
func costOf(t *testing.T, text string) cost {
	t.Helper()
	files := fstest.MapFS{"main.hcl": {Data: []byte(text)}}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	c, diags := config.Load(files, ".", config.Options{Version: "1.0.0"})
	if err := (Style{}).WriteAll(io.Discard, List(diags, c.Sources())); err != nil || len(diags) == 0 {
		t.Fatalf("%d diagnostics, %v", len(diags), err)
	}
	runtime.ReadMemStats(&after)
	return cost{after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc}
}

// repeated returns n copies of a text, with 1, 2, 3 … in place of %d.
func repeated(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "%d", fmt.Sprint(i+1)))
	}
	return b.String()
}
