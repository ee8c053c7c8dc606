package callwright_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Lines of the figure in docs/architecture.md: a room is a folder with its packages, and
// an arrow runs from who imports to what is imported.
var (
	figureRoom  = regexp.MustCompile(`^\s*(\w+)\["([a-z/]+)(?:<br>[^"]*)?"\]$`)
	figureArrow = regexp.MustCompile(`^\s*(\w+) --> (\w+)$`)
)

// TestFigure holds the figure of packages in docs/architecture.md to the imports: every
// package has a room, every import has a way of arrows, and every arrow is an import.
func TestFigure(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("docs", "architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, figure, _ := strings.Cut(string(text), "```mermaid\n")
	figure, _, _ = strings.Cut(figure, "```")
	folders, drawn := map[string]string{}, map[string][]string{}
	for line := range strings.Lines(figure) {
		if m := figureRoom.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
			folders[m[1]] = m[2]
		} else if m := figureArrow.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
			drawn[folders[m[1]]] = append(drawn[folders[m[1]]], folders[m[2]])
		} else if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "graph ") {
			t.Errorf("docs/architecture.md: the figure has a line that is neither a room nor an arrow: %s", line)
		}
	}
	room := func(dir string) string {
		nearest := ""
		for _, folder := range folders {
			if (dir == folder || strings.HasPrefix(dir, folder+"/")) && len(folder) > len(nearest) {
				nearest = folder
			}
		}
		return nearest
	}
	imported := map[string]map[string]bool{}
	for dir, files := range sources(t) {
		from := room(dir)
		if from == "" && dir != "." {
			t.Errorf("docs/architecture.md: package %s has no room in the figure", dir)
			continue
		}
		for _, file := range files {
			for _, spec := range file.Imports {
				path, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				ours, ok := strings.CutPrefix(path, module+"/")
				if to := room(ours); ok && to != from {
					if imported[from] == nil {
						imported[from] = map[string]bool{}
					}
					imported[from][to] = true
				}
			}
		}
	}
	for _, from := range slices.Sorted(maps.Keys(imported)) {
		for to := range imported[from] {
			if !leads(drawn, from, to, map[string]bool{}) {
				t.Errorf("docs/architecture.md: %s imports %s, and no arrows lead there", from, to)
			}
		}
	}
	for from, tos := range drawn {
		for _, to := range tos {
			if !imported[from][to] {
				t.Errorf("docs/architecture.md: an arrow runs from %s to %s, which it does not import", from, to)
			}
		}
	}
}

// leads reports whether arrows lead from one room to another.
func leads(arrows map[string][]string, from, to string, seen map[string]bool) bool {
	if from == to {
		return true
	}
	if seen[from] {
		return false
	}
	seen[from] = true
	return slices.ContainsFunc(arrows[from], func(next string) bool { return leads(arrows, next, to, seen) })
}
