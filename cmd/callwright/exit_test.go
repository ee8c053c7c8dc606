package main

import (
	"testing"

	"github.com/callwright/callwright/plan/document"
)

// TestWorst checks which exit code of several counts: 7 6 5 8 4 3 1 2, as the page about plan and
// apply says, and that of a signal before all.
func TestWorst(t *testing.T) {
	t.Parallel()
	order := []int{143, 130, exitPartial, exitStale, exitRefused, exitManual, exitAuth, exitConfig, exitError, exitChanges, exitOK}
	for i, worse := range order {
		for _, better := range order[i:] {
			if a, b := worst(worse, better), worst(better, worse); a != worse || b != worse {
				t.Errorf("worst of %d and %d is %d, and %d the other way round", worse, better, a, b)
			}
		}
	}
}

// TestCodeOfAll checks that 3, 5 and 6 are never the code of an apply that wrote something.
func TestCodeOfAll(t *testing.T) {
	t.Parallel()
	wrote, nothing := document.AppliedCounts{Done: 1}, document.AppliedCounts{AlreadyDone: 3, Failed: 1, Stale: 2, NotAttempted: 4}
	for _, tt := range []struct {
		code   int
		counts []document.AppliedCounts
		want   int
	}{
		{exitOK, []document.AppliedCounts{wrote, nothing}, exitOK},
		{exitManual, []document.AppliedCounts{wrote, nothing}, exitManual},
		{exitStale, []document.AppliedCounts{nothing, nothing}, exitStale},
		{exitStale, []document.AppliedCounts{nothing, wrote}, exitPartial},
		{exitRefused, []document.AppliedCounts{wrote}, exitPartial},
		{exitConfig, []document.AppliedCounts{{Records: 1}}, exitPartial},
		{exitError, []document.AppliedCounts{{Differs: 1}}, exitPartial},
		{exitAuth, nil, exitAuth},
		{130, []document.AppliedCounts{wrote}, 130},
	} {
		list := make([]document.AppliedEnvironment, len(tt.counts))
		for i := range list {
			list[i].Counts = tt.counts[i]
		}
		if got := codeOfAll(tt.code, list); got != tt.want {
			t.Errorf("%d with %+v is %d, want %d", tt.code, tt.counts, got, tt.want)
		}
	}
}
