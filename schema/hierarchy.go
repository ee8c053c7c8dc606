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

var hierarchy = Define(Spec[Hierarchy]{
	Name:   "hierarchy",
	Doc:    "The levels of the agent hierarchy, from the top. An instance has one hierarchy, so the block has no label.",
	Single: true,
	Fields: []Field[Hierarchy]{
		Strings("levels", "The names of the levels, from the top; five at most.", func(h *Hierarchy) *[]string { return &h.Levels }).Code('l').
			Needed().Length(50).Count(0, 5),
	},
	Check: func(h *Hierarchy, _ func(string) bool) []diag.Problem {
		for i, level := range h.Levels {
			if slices.Contains(h.Levels[:i], level) {
				return []diag.Problem{diag.DuplicateLevel.On("levels", "Two levels are named %q; a level's name stands once.", level)}
			}
		}
		return nil
	},
	Resize: func(live, want *Hierarchy) int {
		switch {
		case len(want.Levels) > len(live.Levels):
			return 1
		case len(want.Levels) < len(live.Levels):
			return -1
		}
		return 0
	},
	Oppose: opposeLevels,
})

// opposeLevels refuses what the service would, or what would move groups under
// levels of another meaning: while groups exist, levels may be appended, one may
// be renamed, and the last may be dropped when it is empty.
func opposeLevels(live, want *Hierarchy, groups []*Resource) []diag.Problem {
	if len(groups) == 0 {
		return nil
	}
	deepest := 0
	for _, g := range groups {
		deepest = max(deepest, Depth(g.Key))
	}
	if len(want.Levels) < deepest {
		return []diag.Problem{diag.LevelInUse.On("levels", "Groups exist on level %d; remove them before the level.", deepest)}
	}
	renamed := 0
	for i := range min(len(live.Levels), len(want.Levels)) {
		if live.Levels[i] != want.Levels[i] {
			renamed++
		}
	}
	if renamed > 1 || renamed == 1 && len(live.Levels) != len(want.Levels) || len(live.Levels)-len(want.Levels) > 1 {
		return []diag.Problem{diag.TooManyLevelChanges.On("levels", "The live levels are %s. Levels are compared by position, so while groups exist one plan may append levels, rename one, or drop an empty last one.", strings.Join(live.Levels, ", "))}
	}
	return nil
}
