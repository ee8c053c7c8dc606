package events

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan/document"
)

// TestRedacted checks that the values of variables are hidden in both forms of the flag,
// and that other arguments do not change.
func TestRedacted(t *testing.T) {
	t.Parallel()
	got := redacted([]string{"apply", "--var", "a=secret", "--var=b=secret", "--var-file", "c=d", "--env", "prod", "--var"})
	want := []string{"apply", "--var", "a=…", "--var=b=…", "--var-file", "c=d", "--env", "prod", "--var"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("redacted() mismatch (-want +got):\n%s", diff)
	}
}

// TestNilStream checks that a nil stream accepts every event.
func TestNilStream(t *testing.T) {
	t.Parallel()
	var s *Stream
	s.Start("plan", nil, "", false)
	s.Emit("info", "retry", "", "retry", nil)
	s.Diagnostics([]document.Diagnostic{{}})
	s.Summary(&apply.Report{}, 0, "")
	if err := s.End(0); err != nil {
		t.Error(err)
	}
}

// A brokenWriter fails to write from the second line on.
type brokenWriter struct {
	bytes.Buffer
	lines int
}

var errFull = errors.New("the disk is full")

func (b *brokenWriter) Write(p []byte) (int, error) {
	if b.lines++; b.lines > 1 {
		return 0, errFull
	}
	return b.Buffer.Write(p)
}

func (b *brokenWriter) Close() error { return nil }

// TestWriteError checks that End returns the error of an earlier event, so that the user
// learns that events were lost.
func TestWriteError(t *testing.T) {
	t.Parallel()
	b := &brokenWriter{}
	s := New(b, "r", "0.1.0")
	s.Start("plan", nil, "", false)
	if err := s.End(0); !errors.Is(err, errFull) {
		t.Errorf("End() = %v, want %v", err, errFull)
	}
	if got, want := b.String(), `{"type":"version","schema":"1.0","tool":"callwright","version":"0.1.0"}`+"\n"; got != want {
		t.Errorf("wrote %q, want %q", got, want)
	}
}
