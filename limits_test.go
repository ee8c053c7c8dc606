package callwright_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// The limits that keep the code readable. They hold for every file that is not a test.
const (
	longestFile     = 400 // lines
	longestFunction = 60  // lines, from its signature to its closing brace
	largestPackage  = 40  // files
	mostMethods     = 20  // of one type
)

// larger has what is larger than the limits, with its size. A size here may fall and never
// grows; what comes below the limits leaves the list.
var larger = map[string]int{
	"providers/providertest.contract": 28,
}

// retiredWords are identifiers that this code once had, or might get again, and that
// readers could not understand. The value is what to say instead.
var retiredWords = map[string]string{
	"drafting":   "planner",
	"pairing":    "matcher",
	"judging":    "rule, or judge",
	"digesting":  "digester",
	"estimating": "estimator",
	"naming":     "renamer",
	"decoding":   "decoder",
	"asking":     "questions",
	"applying":   "the command's flags",
	"stopping":   "stopper",
	"beyond":     "what the type holds: undescribed settings, say",
	"desktop":    "connectpath",
	"stands":     "isPresent, or what is tested",
	"mend":       "fix",
	"byhand":     "manual",
}

// TestLimits checks the limits above and the words that identifiers may not use.
func TestLimits(t *testing.T) {
	t.Parallel()
	methods := map[string]int{}
	files := map[string]int{}
	for name, file := range parsed(t) {
		dir := path.Dir(name)
		files[dir]++
		if lines := file.lines; lines > max(longestFile, larger[name]) {
			t.Errorf("%s has %d lines, more than %d: split it by idea", name, lines, longestFile)
		}
		for _, d := range file.syntax.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			first, last := file.set.Position(f.Pos()).Line, file.set.Position(f.End()).Line
			if n := last - first + 1; n > max(longestFunction, larger[dir+"."+f.Name.Name]) {
				t.Errorf("%s:%d: %s has %d lines, more than %d", name, first, f.Name.Name, n, longestFunction)
			}
			if on := receiver(f); on != "" {
				methods[dir+"."+on]++
			}
		}
		for _, id := range declared(file.syntax) {
			if instead, ok := retiredWords[strings.ToLower(id.Name)]; ok {
				t.Errorf("%s: %s is a retired word; say %s", file.set.Position(id.Pos()), id.Name, instead)
			}
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(files)) {
		if files[dir] > max(largestPackage, larger[dir]) {
			t.Errorf("package %s has %d files, more than %d: an idea in it wants a package of its own", dir, files[dir], largestPackage)
		}
	}
	for _, on := range slices.Sorted(maps.Keys(methods)) {
		if methods[on] > max(mostMethods, larger[on]) {
			t.Errorf("%s has %d methods, more than %d", on, methods[on], mostMethods)
		}
	}
}

// TestGerunds checks that a type is named by a noun that says what it does: matcher,
// not matching. Words such as string are nouns and end the same way.
func TestGerunds(t *testing.T) {
	t.Parallel()
	nouns := []string{"string", "thing", "setting", "standing", "finding", "warning", "spelling", "heading", "ordering", "encoding"}
	for _, file := range parsed(t) {
		for _, id := range declaredTypes(file.syntax) {
			word := lastWord(id.Name)
			if strings.HasSuffix(word, "ing") && !slices.Contains(nouns, word) {
				t.Errorf("%s: the type %s is named by what it is doing; name it by what it is", file.set.Position(id.Pos()), id.Name)
			}
		}
	}
}

// lastWord returns the last word of a camel-case name, in lower case.
func lastWord(name string) string {
	i := strings.LastIndexFunc(name, func(r rune) bool { return r >= 'A' && r <= 'Z' })
	return strings.ToLower(name[max(i, 0):])
}

// receiver returns the name of the type that f is a method of, or "".
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	on := f.Recv.List[0].Type
	for {
		switch t := on.(type) {
		case *ast.StarExpr:
			on = t.X
		case *ast.IndexExpr:
			on = t.X
		case *ast.IndexListExpr:
			on = t.X
		case *ast.Ident:
			return t.Name
		default:
			return ""
		}
	}
}

// declared returns the names of the types, functions, methods, fields and
// package-level values that a file declares.
func declared(file *ast.File) []*ast.Ident {
	ids := declaredTypes(file)
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			ids = append(ids, d.Name)
		case *ast.GenDecl:
			for _, s := range d.Specs {
				if v, ok := s.(*ast.ValueSpec); ok {
					ids = append(ids, v.Names...)
				}
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.StructType); ok {
			for _, f := range s.Fields.List {
				ids = append(ids, f.Names...)
			}
		}
		return true
	})
	return ids
}

func declaredTypes(file *ast.File) []*ast.Ident {
	var ids []*ast.Ident
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.TypeSpec); ok {
			ids = append(ids, s.Name)
		}
		return true
	})
	return ids
}

// A parsedFile is the syntax of a file of the module.
type parsedFile struct {
	syntax *ast.File
	set    *token.FileSet
	lines  int
}

// parsed returns every file of the module that is not a test, by its path. Generated
// files are left out.
func parsed(t *testing.T) map[string]parsedFile {
	t.Helper()
	all := map[string]parsedFile{}
	tree := os.DirFS(".")
	for dir, files := range sources(t) {
		for name := range files {
			text, err := fs.ReadFile(tree, name)
			if err != nil {
				t.Fatal(err)
			}
			set := token.NewFileSet()
			syntax, err := parser.ParseFile(set, name, text, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatalf("package %s: %v", dir, err)
			}
			if !ast.IsGenerated(syntax) {
				all[name] = parsedFile{syntax, set, bytes.Count(text, []byte("\n"))}
			}
		}
	}
	return all
}
