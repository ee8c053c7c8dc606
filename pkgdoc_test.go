package callwright_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

// TestPackageDocs checks that every package says in one place what it is for.
func TestPackageDocs(t *testing.T) {
	t.Parallel()
	for dir, files := range sources(t) {
		var documented []string
		for name, file := range files {
			if file.Doc == nil {
				continue
			}
			documented = append(documented, name)
			if text := file.Doc.Text(); !begins(text, dir, file.Name.Name) {
				t.Errorf("%s: the package's comment begins with %.40q, not with the package's name", name, text)
			}
		}
		if len(documented) != 1 {
			t.Errorf("package %s has its comment in %d files %v; it belongs in one", dir, len(documented), documented)
		}
	}
}

// begins reports whether a package's comment begins as it should: `Package x`, and
// of a program `Command x` or its name as a sentence begins with it.
func begins(text, dir, pkg string) bool {
	if pkg != "main" {
		return strings.HasPrefix(text, "Package "+pkg+" ")
	}
	name := path.Base(dir)
	return strings.HasPrefix(text, "Command "+name+" ") || strings.HasPrefix(text, strings.ToUpper(name[:1])+name[1:]+" ")
}

// sources returns the files of every package of the module but its tests, as far
// as their imports: folder → name → file.
func sources(t *testing.T) map[string]map[string]*ast.File {
	t.Helper()
	all := map[string]map[string]*ast.File{}
	tree := os.DirFS(".")
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := d.Name(); name != "." && (base == "testdata" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		dir := path.Dir(name)
		if all[dir] == nil {
			all[dir] = map[string]*ast.File{}
		}
		all[dir][name] = file
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
