package schema

import (
	"slices"
	"strings"

	"github.com/callwright/callwright/schema/diag"
)

// Hierarchy is the structure that agents' groups form: the names of its levels
// from the top. An instance has one.
type Hierarchy struct {
	Levels []string
}

var hierarchy = Define(Kind{
	Name:   "hierarchy",
	Doc:    "The levels of the agent hierarchy, from the top. An instance has only one hierarchy, so the block has no label.",
	Single: true,
}, []Field[Hierarchy]{
	Strings("levels", "The names of the levels, from the top; five at most.", func(h *Hierarchy) *[]string { return &h.Levels }).Code('l').
		Required().Length(50).Count(0, 5),
})

// check refuses two levels of one name.
func (h *Hierarchy) check(func(string) bool) []diag.Problem {
	for i, level := range h.Levels {
		if slices.Contains(h.Levels[:i], level) {
			return []diag.Problem{diag.DuplicateLevel.On("levels", "Two levels are named %q; each level needs a name of its own.", level)}
		}
	}
	return nil
}

// room reports whether the change to want adds levels (1), removes levels (-1), or neither.
func (h *Hierarchy) room(want any) int {
	switch levels := len(want.(*Hierarchy).Levels); {
	case levels > len(h.Levels):
		return 1
	case levels < len(h.Levels):
		return -1
	}
	return 0
}

// obstacles refuses changes that the service refuses, and changes that would give the level
// of existing groups another meaning. While groups exist, levels may be appended, one level
// may be renamed, and the last level may be dropped if it has no groups.
func (h *Hierarchy) obstacles(wanted any, groups []*Resource) []diag.Problem {
	want := wanted.(*Hierarchy)
	if len(groups) == 0 {
		return nil
	}
	deepest := 0
	for _, g := range groups {
		deepest = max(deepest, depth(g.Key))
	}
	if len(want.Levels) < deepest {
		return []diag.Problem{diag.LevelInUse.On("levels", "Level %d still has groups; remove them before the level.", deepest)}
	}
	renamed := 0
	for i := range min(len(h.Levels), len(want.Levels)) {
		if h.Levels[i] != want.Levels[i] {
			renamed++
		}
	}
	if renamed > 1 || renamed == 1 && len(h.Levels) != len(want.Levels) || len(h.Levels)-len(want.Levels) > 1 {
		return []diag.Problem{diag.TooManyLevelChanges.On("levels", "The live levels are %s. callwright compares levels by position, so while there are groups, one plan may append levels, rename one level, or remove an empty last level.", strings.Join(h.Levels, ", "))}
	}
	return nil
}

// depth returns the level, from 1, of the group with the given path.
func depth(path string) int {
	depth := 1
	for i := 0; i < len(path); i++ {
		switch path[i] {
		case '\\':
			i++
		case '/':
			depth++
		}
	}
	return depth
}
