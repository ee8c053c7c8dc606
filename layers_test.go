package callwright_test

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/callwright/callwright"

// arrows says which of our packages a package may import. A pattern that ends in
// /... speaks for every package below the folder that has no nearer entry.
var arrows = []struct {
	from string
	to   []string
}{
	{".", nil},
	{"schema", []string{"schema/diag", "schema/catalogue", "schema/calendar"}},
	{"schema/calendar", nil},
	{"schema/catalogue", nil},
	{"schema/record", []string{"schema"}},
	{"schema/diag", nil},
	{"schema/parallel", nil},
	{"schema/snapshot", []string{"schema"}},
	{"schema/rewrite", []string{"schema"}},
	{"schema/...", []string{"schema", "schema/diag"}},
	{"schema/internal/...", []string{"schema/diag"}},
	{"schema/spreadsheet", nil},
	{"schema/consolecsv", []string{"schema", "schema/diag", "schema/spreadsheet"}},
	{"schema/format", []string{"schema/diag", "schema/internal/..."}},
	{"schema/export", []string{"schema", "schema/record", "schema/diag", "schema/calendar", "schema/catalogue", "schema/config", "schema/format"}},
	{"schema/schematest", []string{"schema", "schema/calendar", "schema/catalogue", "schema/record"}},
	{"schema/config", []string{"schema", "schema/diag", "schema/config/..."}},
	{"schema/config/decode", []string{"schema", "schema/record", "schema/diag", "schema/parallel", "schema/config/syntax", "schema/config/internal/..."}},
	{"schema/config/syntax", []string{"schema", "schema/diag", "schema/parallel", "schema/config/internal/..."}},
	{"schema/config/internal/...", []string{"schema/diag", "schema/spreadsheet", "schema/internal/..."}},
	{"schema/config/internal/bounded", []string{"schema/diag", "schema/spreadsheet", "schema/config/internal/source", "schema/internal/..."}},
	{"plan", []string{"schema", "schema/record", "schema/diag", "schema/parallel", "plan/internal/..."}},
	{"plan/internal/...", nil},
	{"plan/simulate", []string{"schema", "schema/calendar", "schema/diag"}},
	{"plan/traffic", []string{"schema", "schema/diag", "schema/spreadsheet", "plan/simulate"}},
	{"plan/impact", []string{"schema", "schema/record", "schema/diag", "schema/calendar", "schema/catalogue", "plan", "plan/simulate"}},
	{"plan/plantest", []string{"schema", "schema/record", "schema/schematest", "plan", "plan/impact"}},
	{"plan/document", []string{"schema", "schema/record", "schema/diag", "plan", "plan/simulate", "plan/impact", "plan/internal/..."}},
	{"plan/render", []string{"schema", "schema/record", "schema/diag", "schema/parallel", "plan", "plan/simulate", "plan/impact", "plan/document"}},
	{"providers", []string{"schema", "schema/record"}},
	{"providers/...", []string{"schema", "schema/record", "providers"}},
	{"providers/amazonconnect", []string{"schema", "schema/calendar", "schema/record", "providers", "providers/amazonconnect/..."}},
	{"providers/amazonconnect/...", []string{"schema", "schema/record", "providers", "providers/amazonconnect/..."}},
	{"providers/providertest", []string{"schema", "schema/...", "providers"}},
	{"providers/connectpath", []string{"schema", "schema/record", "schema/catalogue", "providers"}},
	{"providers/sim", []string{"schema", "schema/diag", "providers/sim/internal/..."}},
	{"providers/sim/modelgen", []string{"providers/sim", "providers/sim/internal/..."}},
	{"providers/sim/internal/api", nil},
	{"providers/sim/internal/store", []string{"providers/sim/internal/api"}},
	{"providers/sim/internal/search", []string{"providers/sim/internal/api", "providers/sim/internal/store"}},
	{"providers/sim/internal/connectpath", []string{"schema", "schema/catalogue", "providers/sim/internal/api", "providers/sim/internal/store"}},
	{"providers/offline", []string{"schema", "schema/snapshot", "providers", "providers/amazonconnect", "providers/connectpath"}},
	{"providers/local", []string{"schema", "providers", "providers/amazonconnect", "providers/connectpath", "providers/sim"}},
	{"apply", []string{"schema", "schema/record", "plan", "providers"}},
	{"docs", nil},
	{"cmd/...", []string{"docs", "schema", "schema/...", "plan", "plan/...", "providers", "providers/...", "apply", "cmd/internal/..."}},
	{"cmd/internal/ci", []string{"cmd/internal/file"}},
	{"cmd/internal/diagnostic", []string{"schema", "schema/...", "plan", "plan/..."}},
	{"cmd/internal/engine", []string{
		"schema", "schema/...", "plan", "plan/...", "providers", "providers/...", "apply", "cmd/internal/diagnostic", "cmd/internal/file", "cmd/internal/journal",
	}},
	{"cmd/internal/events", []string{"schema", "plan", "plan/...", "apply", "cmd/internal/outcome"}},
	{"cmd/internal/file", nil},
	{"cmd/internal/forge", []string{"providers"}},
	{"cmd/internal/forge/forgetest", nil},
	{"cmd/internal/journal", []string{"schema", "plan", "plan/...", "apply", "cmd/internal/file"}},
	{"cmd/internal/outcome", []string{"plan", "plan/...", "apply", "providers"}},
	{"cmd/internal/term", nil},
}

// pure says which packages from elsewhere the pure packages may not import
// themselves: values in, values and diagnostics out.
var pure = map[string][]string{
	"schema":             {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog"},
	"schema/record":      {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog", "time"},
	"schema/snapshot":    {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog"},
	"schema/calendar":    {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog"},
	"schema/catalogue":   {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog", "time"},
	"schema/spreadsheet": {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog", "time"},
	"schema/consolecsv":  {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog", "time"},
	"schema/terraform":   {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog", "time"},
	"schema/format":      {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog", "time"},
	"plan":               {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog", "time"},
	"plan/simulate":      {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog"},
	"plan/traffic":       {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog"},
	"plan/impact":        {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog", "time"},
	"plan/document":      {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog", "time"},
	"plan/render":        {"os", "net", "net/http", "context", "github.com/hashicorp/go-hclog", "time"},
}

// The imports are read from the sources rather than from the go command, so that
// go test knows when a cached result no longer holds.
func TestLayers(t *testing.T) {
	t.Parallel()
	for dir, files := range sources(t) {
		may := allowed(t, dir)
		for name, file := range files {
			for _, spec := range file.Imports {
				imported, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				if slices.Contains(pure[dir], imported) {
					t.Errorf("%s: package %s may not import %s", name, dir, imported)
				}
				ours, ok := strings.CutPrefix(imported, module+"/")
				if ok && !slices.ContainsFunc(may, func(p string) bool { return matches(p, ours) }) {
					t.Errorf("%s: package %s may import %v of ours, not %s", name, dir, may, ours)
				}
			}
		}
	}
}

// allowed returns the patterns of what the package in dir may import.
func allowed(t *testing.T, dir string) []string {
	t.Helper()
	nearest, to := -1, []string(nil)
	for _, a := range arrows {
		if folder := strings.TrimSuffix(a.from, "..."); matches(a.from, dir) && len(folder) > nearest {
			nearest, to = len(folder), a.to
		}
	}
	if nearest < 0 {
		t.Errorf("package %s has no place among the layers; give it one in layers_test.go", dir)
	}
	return to
}

func matches(pattern, dir string) bool {
	if folder, ok := strings.CutSuffix(pattern, "/..."); ok {
		return strings.HasPrefix(dir, folder+"/")
	}
	return path.Clean(pattern) == dir
}
