package document_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
)

// someApplied returns results of two environments, of which one was not attempted.
func someApplied() *document.Applied {
	code := 7
	return document.JoinApplied([]document.AppliedEnvironment{
		{
			Name: "prod", Result: document.ResultFailed, ExitCode: &code, Code: "CW7001", Error: "Apply is incomplete",
			Counts: document.AppliedCounts{Objects: map[plan.Action]int{plan.Create: 2}, Done: 2, Failed: 1},
			Unmade: []document.Unmade{{Address: "queue.a", Status: "failed", Error: "no"}},
		},
		{Name: "test", Wave: 1, Result: document.ResultNotAttempted, Error: "environment prod failed", Counts: document.AppliedCounts{Objects: map[plan.Action]int{}, NotAttempted: 3}},
	}, "sha256:x", 7, &document.Shard{Index: 1, Of: 2, Environments: []string{"dev", "prod", "test"}})
}

// TestApplied writes results, and reads them back.
func TestApplied(t *testing.T) {
	t.Parallel()
	a := someApplied()
	if want := (document.AppliedCounts{Objects: map[plan.Action]int{plan.Create: 2}, Done: 2, Failed: 1, NotAttempted: 3}); cmp.Diff(want, a.Counts) != "" {
		t.Errorf("the sum mismatches (-want +got):\n%s", cmp.Diff(want, a.Counts))
	}
	text, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	if !document.IsApplied(text) || document.IsJoined(text) {
		t.Errorf("IsApplied() = %t, IsJoined() = %t", document.IsApplied(text), document.IsJoined(text))
	}
	back, err := document.ParseApplied(text)
	if diff := cmp.Diff(a, back); diff != "" || err != nil {
		t.Errorf("ParseApplied() mismatch (-want +got), %v:\n%s", err, diff)
	}
	for what, change := range map[string][2]string{
		"another major version":     {`"format_version":"1.0"`, `"format_version":"2.0"`},
		"no version":                {`"format_version":"1.0",`, ``},
		"no name":                   {`"environment":"prod"`, `"environment":""`},
		"an unknown result":         {`"result":"failed"`, `"result":"perhaps"`},
		"no exit code of a failure": {`"exit_code":7,"counts":{"objects":{"create":2},"done":2,"already_done":0,"differs":0,"failed":1,"stale":0,"manual":0,"not_attempted":0,"records":0},"code"`, `"counts":{},"code"`},
		"a wrong type":              {`"wave":1`, `"wave":"one"`},
	} {
		changed := strings.Replace(string(text), change[0], change[1], 1)
		if _, err := document.ParseApplied([]byte(changed)); err == nil || changed == string(text) {
			t.Errorf("results with %s are read, or the test changed nothing:\n%s", what, changed)
		}
	}
}

// TestAppliedIsBounded reads results that are longer than callwright writes them.
func TestAppliedIsBounded(t *testing.T) {
	t.Parallel()
	a := someApplied()
	a.Environments[0].Error = strings.Repeat("é\x1b[31m\n", 10_000)
	for range 10_000 {
		a.Environments[0].Unmade = append(a.Environments[0].Unmade, document.Unmade{Address: "queue.a", Status: "failed", Error: strings.Repeat("x", 5_000)})
	}
	text, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	back, err := document.ParseApplied(text)
	if err != nil {
		t.Fatal(err)
	}
	e := back.Environments[0]
	if len(e.Unmade) != document.MostUnmade || e.UnmadeLeftOut != 10_001-document.MostUnmade {
		t.Errorf("it has %d changes, and leaves out %d", len(e.Unmade), e.UnmadeLeftOut)
	}
	for _, text := range []string{e.Error, e.Unmade[1].Error} {
		if len(text) > 1_010 || !utf8.ValidString(text) || strings.ContainsAny(text, "\n\x1b") {
			t.Errorf("an error has %d bytes: %.100q", len(text), text)
		}
	}
}
