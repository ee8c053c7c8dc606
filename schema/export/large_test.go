package export_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/export"
	"github.com/callwright/callwright/schema/schematest"
)

// town returns the live state of a large contact centre.
func town(users int) *schema.State {
	var live []*schema.Resource
	for i, r := range schematest.Town(users).All() {
		live = append(live, r.WithRecord(schema.Record{}).WithID(fmt.Sprint(i)))
	}
	s, err := schema.NewState(live)
	if err != nil {
		panic(err)
	}
	return s
}

// TestLargeExportIsShort bounds what people have to read of a large contact centre.
func TestLargeExportIsShort(t *testing.T) {
	t.Parallel()
	live := town(2000)
	e := export1(t, live, export.Options{})
	same(t, live, load(t, e).Want)
	lines, byAddress, byName := 0, 0, 0
	names := map[string]bool{}
	for _, r := range live.All() {
		names[r.Key] = r.Kind.Name != "user"
	}
	for _, f := range e.Files {
		if !strings.HasSuffix(f.Name, ".hcl") {
			continue
		}
		n := bytes.Count(f.Data, []byte("\n"))
		lines += n
		t.Logf("%-20s %5d lines", f.Name, n)
		a, b := references(t, f, names)
		byAddress, byName = byAddress+a, byName+b
	}
	if len(e.Files) > 25 || lines >= 2500 {
		t.Errorf("%d files with %d lines of HCL", len(e.Files), lines)
	}
	if 100*byAddress < 95*(byAddress+byName) {
		t.Errorf("%d references by address, %d by name", byAddress, byName)
	}
	if again := export1(t, live, export.Options{}); !slices.EqualFunc(e.Files, again.Files, func(a, b export.File) bool { return a.Name == b.Name && bytes.Equal(a.Data, b.Data) }) {
		t.Error("a second export has other bytes")
	}
}

// references counts the references to objects in a file: the addresses, and the strings that
// are names of exported objects. The names of the objects themselves do not count.
func references(t *testing.T, f export.File, names map[string]bool) (byAddress, byName int) {
	t.Helper()
	file, diags := hclsyntax.ParseConfig(f.Data, f.Name, hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	own := map[hclsyntax.Node]bool{} // the values of name, and keys
	// The visitor returns no diagnostics, so VisitAll does not either.
	_ = hclsyntax.VisitAll(file.Body.(*hclsyntax.Body), func(n hclsyntax.Node) hcl.Diagnostics {
		switch n := n.(type) {
		case *hclsyntax.Attribute:
			own[n.Expr] = n.Name == "name"
		case *hclsyntax.ObjectConsKeyExpr:
			own[n.Wrapped] = true
		case *hclsyntax.FunctionCallExpr: // toset([…]): keys
			for _, arg := range n.Args {
				if list, ok := arg.(*hclsyntax.TupleConsExpr); ok {
					for _, e := range list.Exprs {
						own[e] = true
					}
				}
			}
		case *hclsyntax.TemplateExpr:
			if v, diags := n.Value(nil); !own[n] && !diags.HasErrors() && names[v.AsString()] {
				byName++
			}
		case *hclsyntax.ScopeTraversalExpr:
			if _, ok := schema.KindOf(n.Traversal.RootName()); ok {
				byAddress++
			}
		}
		return nil
	})
	return byAddress, byName
}

func BenchmarkExport(b *testing.B) {
	for _, users := range []int{2000, 20000} {
		live := town(users)
		b.Run(fmt.Sprint(users), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := export.Make(live, export.Options{Settings: export.Settings{Stack: "support", Provider: config.Provider{Type: "local"}}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
