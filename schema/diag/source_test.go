package diag_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/callwright/callwright/schema/diag"
)

// root is the folder of the module.
const root = "../.."

// TestEverySummaryHasACode reads the whole source for the places that say what is
// wrong: literals with a Summary, assignments to one, and calls of functions that
// have a parameter named summary. Each such summary has to be in the catalogue.
func TestEverySummaryHasACode(t *testing.T) {
	t.Parallel()
	s := readSource(t)
	found := s.summaries()
	if len(found) < 80 {
		t.Fatalf("found %d summaries; the search finds no longer what it should", len(found))
	}
	for _, f := range found {
		if _, ok := diag.Of(f.text); !ok && !begins(f.text) {
			t.Errorf("%s: the summary %q has no code; add it to the catalogue in schema/diag", f.at, f.text)
		}
	}
	for _, at := range s.unreadable {
		t.Errorf("%s: this summary is no literal, so nobody can tell whether it has a code", at)
	}
}

// begins reports whether a text is the constant beginning of a summary: "Unknown ".
func begins(text string) bool {
	return strings.HasSuffix(text, " ") && slices.ContainsFunc(diag.All(), func(e *diag.Entry) bool { return strings.HasPrefix(e.Summary, text) })
}

// A source is the parsed files of the module, and the text constants of each folder.
type source struct {
	fset       *token.FileSet
	files      map[string]*ast.File
	constants  map[string]map[string]string // by folder, by name
	forwards   map[string]map[string]int    // by folder: functions with a parameter named summary, and its position
	unreadable []string
}

type summary struct{ at, text string }

func readSource(t *testing.T) *source {
	t.Helper()
	s := &source{
		fset: token.NewFileSet(), files: map[string]*ast.File{},
		constants: map[string]map[string]string{}, forwards: map[string]map[string]int{},
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == "diag" || strings.HasPrefix(d.Name(), ".") && path != root):
			return filepath.SkipDir
		case !strings.HasSuffix(path, ".go"), strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(s.fset, path, nil, parser.SkipObjectResolution)
		s.files[path] = file
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for path, file := range s.files {
		s.learn(filepath.Dir(path), file)
	}
	return s
}

// learn notes the text constants of a file, and its functions that take a summary.
func (s *source) learn(dir string, file *ast.File) {
	if s.constants[dir] == nil {
		s.constants[dir], s.forwards[dir] = map[string]string{}, map[string]int{}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			s.learnForward(dir, n.Name.Name, n.Type)
		case *ast.AssignStmt:
			f, isFunc := n.Rhs[0].(*ast.FuncLit)
			name, isName := n.Lhs[0].(*ast.Ident)
			if isFunc && isName {
				s.learnForward(dir, name.Name, f.Type)
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if i < len(n.Values) {
					if text, ok := literal(n.Values[i]); ok {
						s.constants[dir][name.Name] = text
					}
				}
			}
		}
		return true
	})
}

func (s *source) learnForward(dir, name string, f *ast.FuncType) {
	at := 0
	for _, field := range f.Params.List {
		for _, param := range field.Names {
			if param.Name == "summary" {
				s.forwards[dir][name] = at
			}
			at++
		}
	}
}

// summaries returns every summary of the source.
func (s *source) summaries() []summary {
	var found []summary
	for path, file := range s.files {
		dir := filepath.Dir(path)
		note := func(e ast.Expr) {
			at := s.fset.Position(e.Pos()).String()
			text, ok := s.text(dir, e)
			switch {
			case ok:
				found = append(found, summary{at, text})
			case !passedOn(e):
				s.unreadable = append(s.unreadable, at)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if e := member(n, "Summary"); e != nil && !isNotice(n) {
					note(e)
				}
			case *ast.AssignStmt:
				for i, to := range n.Lhs {
					if sel, ok := to.(*ast.SelectorExpr); ok && sel.Sel.Name == "Summary" && i < len(n.Rhs) {
						note(n.Rhs[i])
					}
				}
			case *ast.CallExpr:
				if at, ok := s.forwards[dir][called(n)]; ok && at < len(n.Args) {
					note(n.Args[at])
				}
			}
			return true
		})
	}
	return found
}

// text returns the text of an expression: of a sum and of a format the part before
// what varies.
func (s *source) text(dir string, e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		return literal(e)
	case *ast.Ident:
		text, ok := s.constants[dir][e.Name]
		return text, ok
	case *ast.BinaryExpr:
		return s.text(dir, e.X)
	case *ast.CallExpr:
		if called(e) == "Sprintf" {
			format, ok := s.text(dir, e.Args[0])
			constant, _, _ := strings.Cut(format, "%")
			return constant, ok
		}
	}
	return "", false
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// member returns the value of a field of a literal, nil when it has none or that is
// a collection.
func member(lit *ast.CompositeLit, name string) ast.Expr {
	for _, e := range lit.Elts {
		pair, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		_, collection := pair.Value.(*ast.CompositeLit)
		if key, ok := pair.Key.(*ast.Ident); ok && key.Name == name && !collection {
			return pair.Value
		}
	}
	return nil
}

// isNotice reports whether a literal is a notice, which says what is worth knowing
// and has no code.
func isNotice(lit *ast.CompositeLit) bool {
	text, ok := literal(member(lit, "Severity"))
	return ok && text == "notice"
}

// passedOn reports whether a summary is one that was made, and looked at, elsewhere.
func passedOn(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "summary"
	case *ast.SelectorExpr:
		return e.Sel.Name == "Summary" || e.Sel.Name == "title"
	case *ast.CallExpr: // made harmless to show it
		return called(e) == "Clean" && passedOn(e.Args[0])
	}
	return false
}

func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return fmt.Sprintf("%T", c.Fun)
}
