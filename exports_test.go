package callwright_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestExports checks that a package exports only what another package names, or what is
// part of something that another package names: the types in its signature or fields, or
// the constants of its type. Tests count that are a package of their own.
func TestExports(t *testing.T) {
	t.Parallel()
	named, files := namedElsewhere(t), parsed(t)
	for _, dir := range slices.Sorted(maps.Keys(named.packages)) {
		exported := map[string]ast.Node{}
		where := map[string]string{}
		for name, file := range files {
			if path.Dir(name) != dir || file.syntax.Name.Name == "main" {
				continue
			}
			for id, node := range exportedOf(file.syntax) {
				exported[id.Name] = node
				where[id.Name] = file.set.Position(id.Pos()).String()
			}
		}
		needed := reach(exported, named.names[dir])
		for _, name := range vocabularies[dir] {
			needed[name] = true
		}
		for _, name := range slices.Sorted(maps.Keys(exported)) {
			if !needed[name] {
				t.Errorf("%s: no other package names %s.%s; do not export it", where[name], path.Base(dir), name)
			}
		}
	}
}

// vocabularies are names that belong together, of which other packages use some.
var vocabularies = map[string][]string{
	"schema": {"Bool", "Int", "IntMap", "Rows", "SetMap", "StringSet"}, // constructors of fields
}

// exportedOf returns the exported names that a file declares at its top level, and for
// each what its declaration shows of itself to other packages.
func exportedOf(file *ast.File) map[*ast.Ident]ast.Node {
	all := map[*ast.Ident]ast.Node{}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && d.Recv == nil {
				all[d.Name] = d.Type
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					if s.Name.IsExported() {
						all[s.Name] = s
					}
				case *ast.ValueSpec:
					for _, id := range s.Names {
						if id.IsExported() {
							all[id] = s
						}
					}
				}
			}
		}
	}
	return all
}

// reach returns the names that are in the roots, and those that what is reached shows.
func reach(exported map[string]ast.Node, roots map[string]bool) map[string]bool {
	needed := map[string]bool{}
	constants := map[string][]string{} // by their type
	for name, node := range exported {
		if s, ok := node.(*ast.ValueSpec); ok {
			if t, ok := s.Type.(*ast.Ident); ok {
				constants[t.Name] = append(constants[t.Name], name)
			}
		}
	}
	var visit func(name string)
	visit = func(name string) {
		node := exported[name]
		if node == nil || needed[name] {
			return
		}
		needed[name] = true
		ast.Inspect(node, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				visit(id.Name)
			}
			return true
		})
		for _, c := range constants[name] {
			visit(c)
		}
	}
	for name := range roots {
		visit(name)
	}
	return needed
}

// uses are the names that files take from our packages: folder → name.
type uses struct {
	packages map[string]bool
	names    map[string]map[string]bool
}

// namedElsewhere collects what files name of packages other than their own, tests
// included. A method is reached through its type, so the signatures of exported methods
// count as named by whoever names the type.
func namedElsewhere(t *testing.T) uses {
	t.Helper()
	u := uses{packages: map[string]bool{}, names: map[string]map[string]bool{}}
	tree := os.DirFS(".")
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.Contains(name, "testdata/") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir := path.Dir(name)
		u.packages[dir] = true
		u.methods(dir, file)
		imports := map[string]string{}
		for _, spec := range file.Imports {
			if imported, err := strconv.Unquote(spec.Path.Value); err == nil {
				if ours, ok := strings.CutPrefix(imported, module+"/"); ok && (ours != dir || strings.HasSuffix(file.Name.Name, "_test")) {
					local := path.Base(ours)
					if spec.Name != nil {
						local = spec.Name.Name
					}
					imports[local] = ours
				}
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && imports[x.Name] != "" {
					u.add(imports[x.Name], s.Sel.Name)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (u uses) add(dir, name string) {
	if u.names[dir] == nil {
		u.names[dir] = map[string]bool{}
	}
	u.names[dir][name] = true
}

// methods adds what the signatures of a file's exported methods name of its package.
func (u uses) methods(dir string, file *ast.File) {
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv == nil || !f.Name.IsExported() {
			continue
		}
		ast.Inspect(f.Type, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && id.IsExported() {
				u.add(dir, id.Name)
			}
			return true
		})
	}
}
