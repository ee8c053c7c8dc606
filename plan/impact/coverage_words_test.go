package impact

import (
	"strings"
	"testing"
)

// TestCoverageWords says what a change of levels means for the contacts of a queue.
func TestCoverageWords(t *testing.T) {
	t.Parallel()
	type levels = []Level
	base := Level{Priority: 1, Delay: 0, Agents: 14}
	for name, test := range map[string]struct {
		before, after levels
		want          string
	}{
		"some help sooner":       {levels{base, {9, 120, 6}}, levels{base, {9, 90, 6}}, "6 of 20 agents help 30 s sooner"},
		"some help later":        {levels{base, {9, 90, 6}}, levels{base, {9, 120, 6}}, "6 of 20 agents help 30 s later"},
		"one helps sooner":       {levels{base, {9, 120, 1}}, levels{base, {9, 90, 1}}, "1 of 15 agents helps 30 s sooner"},
		"another priority":       {levels{base, {9, 30, 6}}, levels{base, {5, 30, 6}}, "6 of 20 agents help at priority 5 instead of 9"},
		"both":                   {levels{base, {9, 30, 6}}, levels{base, {5, 60, 6}}, "6 of 20 agents help 30 s later at priority 5 instead of 9"},
		"some join others":       {levels{base, {9, 120, 6}}, levels{{1, 0, 12}, {9, 120, 8}}, "2 of 20 agents help 120 s later at priority 9 instead of 1"},
		"two profiles":           {levels{base, {5, 60, 4}, {9, 120, 6}}, levels{base, {5, 30, 4}, {9, 90, 6}}, "4 of 24 agents help 30 s sooner; 6 of 24 agents help 30 s sooner"},
		"who went where is open": {levels{base, {5, 60, 4}, {9, 120, 6}}, levels{base, {5, 30, 10}}, "10 of 24 agents serve it with another priority or delay"},
		"fewer agents":           {levels{base, {9, 120, 6}}, levels{base}, "20 -> 14 agents"},
		"the first help later":   {levels{{1, 0, 3}}, levels{{2, 30, 3}}, "waits 30 s longer; served later (priority 1 -> 2)"},
	} {
		c := Coverage{Before: test.before, After: test.after}
		if got := strings.Join(c.words(), "; "); got != test.want {
			t.Errorf("%s: the words are %q, want %q", name, got, test.want)
		}
	}
}
