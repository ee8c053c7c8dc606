package diag_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// root is the folder of the module.
const root = "../.."

// TestEveryDiagnosticIsMade checks that code outside of tests uses each variable of the
// catalogue. A diagnostic that nobody makes does not belong there.
func TestEveryDiagnosticIsMade(t *testing.T) {
	t.Parallel()
	fset, files := sources(t)
	declared, used := map[string]string{}, map[string]bool{}
	for path, file := range files {
		inCatalogue := filepath.Dir(path) == filepath.Join(root, "schema", "diag")
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				if inCatalogue && len(n.Values) == 1 && isEntry(n.Values[0]) {
					declared[n.Names[0].Name] = fset.Position(n.Pos()).String()
					return false
				}
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "diag" {
					used[n.Sel.Name] = true
				}
			case *ast.Ident:
				used[n.Name] = used[n.Name] || inCatalogue
			}
			return true
		})
	}
	if len(declared) < 100 {
		t.Fatalf("found %d diagnostics; the search no longer finds what it should", len(declared))
	}
	for name, at := range declared {
		if !used[name] {
			t.Errorf("%s: nobody makes %s", at, name)
		}
	}
}

// isEntry reports whether a variable's value is made by define or saying.
func isEntry(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name == "define"
	case *ast.SelectorExpr:
		return f.Sel.Name == "saying"
	}
	return false
}

// TestOnlyTheCatalogueMakesDiagnostics looks for code that makes a diagnostic without an
// entry, or rewords one: it would have no code, or the wrong one. For problems the compiler
// checks this, because no other package can set their fields.
func TestOnlyTheCatalogueMakesDiagnostics(t *testing.T) {
	t.Parallel()
	fset, files := sources(t)
	for path, file := range files {
		if filepath.Dir(path) == filepath.Join(root, "schema", "diag") {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if name := typeName(n.Type); name == "hcl.Diagnostic" || name == "diag.Entry" {
					t.Errorf("%s: a literal %s; make it with an entry of schema/diag", fset.Position(n.Pos()), name)
				}
			case *ast.AssignStmt:
				for _, to := range n.Lhs {
					if sel, ok := to.(*ast.SelectorExpr); ok && sel.Sel.Name == "Summary" {
						t.Errorf("%s: a summary is set; make the diagnostic with an entry of schema/diag", fset.Position(n.Pos()))
					}
				}
			}
			return true
		})
	}
}

func typeName(e ast.Expr) string {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s.%s", sel.X, sel.Sel.Name)
}

// sources parses the files of the module, except for tests.
func sources(t *testing.T) (*token.FileSet, map[string]*ast.File) {
	t.Helper()
	fset, files := token.NewFileSet(), map[string]*ast.File{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != root):
			return filepath.SkipDir
		case !strings.HasSuffix(path, ".go"), strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		files[path] = file
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fset, files
}
