package callwright_test

import (
	"bufio"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// aTest is how docs/rules.md names a test: the package's folder, a dot and the
// function, or one script of the function that runs scripts.
var aTest = regexp.MustCompile("`([a-z0-9/]+)\\.((?:Test|Fuzz)\\w+)(?:/(\\w+))?`")

// TestRulesDoc checks that every row of docs/rules.md has a rule, a source and a test,
// and that each test it names exists.
func TestRulesDoc(t *testing.T) {
	t.Parallel()
	file, err := os.Open(filepath.Join("docs", "rules.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	tests, rows := map[string]map[string]bool{}, 0
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		cells := strings.Split(lines.Text(), "|")
		if len(cells) == 1 || strings.HasPrefix(lines.Text(), "| ---") || strings.TrimSpace(cells[1]) == "rule" {
			continue
		}
		rows++
		if len(cells) != 5 || strings.TrimSpace(cells[1]) == "" || strings.TrimSpace(cells[2]) == "" {
			t.Errorf("docs/rules.md:%d: a row is | rule | source | tests |", n)
			continue
		}
		named := aTest.FindAllStringSubmatch(cells[3], -1)
		if len(named) == 0 || strings.Count(cells[3], "`") != 2*len(named) {
			t.Errorf("docs/rules.md:%d: the last column names tests as `folder.TestName`, and nothing else", n)
		}
		for _, m := range named {
			if !exists(t, tests, m[1], m[2], m[3]) {
				t.Errorf("docs/rules.md:%d: there is no test %s", n, m[0])
			}
		}
	}
	if err := lines.Err(); err != nil || rows == 0 {
		t.Errorf("docs/rules.md has %d rows, %v", rows, err)
	}
}

// exists reports whether a folder's tests have the function, and the script if one
// is named. Tests holds the functions of the folders that were looked at.
func exists(t *testing.T, tests map[string]map[string]bool, dir, function, script string) bool {
	t.Helper()
	if tests[dir] == nil {
		tests[dir] = functions(t, dir)
	}
	if script != "" {
		_, err := os.Stat(filepath.Join(filepath.FromSlash(dir), "testdata", "script", script+".txtar"))
		return err == nil && tests[dir][function]
	}
	return tests[dir][function]
}

// functions returns the names of the functions in a folder's tests.
func functions(t *testing.T, dir string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(filepath.FromSlash(dir), "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
				names[f.Name.Name] = true
			}
		}
	}
	return names
}
