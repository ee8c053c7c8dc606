package main

import (
	"fmt"
	"testing"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema/diag"
)

// TestDiagnosis checks which errors of a run have a code, however deeply they are wrapped.
func TestDiagnosis(t *testing.T) {
	t.Parallel()
	denied := fmt.Errorf("read users: %w", providers.ErrAuth)
	for code, err := range map[string]error{
		"CW4001": denied,
		"CW6001": trouble(exitStale, diag.PlanOutOfDate.Of(1, 2), "Nothing was written."),
	} {
		got := diagnosis(fmt.Errorf("apply: %w", err))
		if len(got) != 1 || got[0].Code != code || got[0].Severity != "error" {
			t.Errorf("diagnosis(%v) = %v, want %s", err, got, code)
		}
	}
	if exitCode(denied) != exitAuth {
		t.Error("an error of credentials ends with another code")
	}
	if got := diagnosis(fmt.Errorf("a bug")); got != nil {
		t.Errorf("diagnosis of an error without a code is %v", got)
	}
}
