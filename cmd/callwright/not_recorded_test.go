package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/engine"
)

// TestNotRecorded checks that a run whose undo plan could not be saved does not end as if
// all were well, and that nothing names the plan.
func TestNotRecorded(t *testing.T) {
	t.Parallel()
	done := &apply.Report{Outcomes: []apply.Outcome{{Status: apply.Done}}}
	for _, tt := range []struct {
		name   string
		result engine.Result
		code   int // 0 if there is no error
		says   string
	}{
		{"recorded", engine.Result{Report: done, Undo: "undo.json"}, 0, ""},
		{"no undo plan", engine.Result{Report: done, Kept: errors.New("the disk is full")}, exitPartial, "the disk is full"},
		{"no journal", engine.Result{Report: done, Undo: "undo.json", Kept: errors.New("the disk is full")}, exitPartial, "the disk is full"},
	} {
		err := incomplete(&tt.result, "run apply again")
		var coded *codeError
		switch {
		case tt.code == 0:
			if err != nil {
				t.Errorf("%s: %v", tt.name, err)
			}
		case !errors.As(err, &coded) || coded.code != tt.code || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "undo.json"):
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
