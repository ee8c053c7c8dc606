package document_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// assessed returns a plan that creates n users, and nothing before them but their profiles.
func assessed(tb testing.TB, n int) *impact.Assessment {
	tb.Helper()
	_, want := schematest.Users(n)
	nothing, err := schema.NewState(nil)
	if err != nil {
		tb.Fatal(err)
	}
	p, problems := plantest.Assess(nothing, want, plantest.Options)
	if p == nil {
		tb.Fatal(problems)
	}
	return p
}

// documentOf returns the document of the plan.
func documentOf(tb testing.TB, p *impact.Assessment) *document.Document {
	tb.Helper()
	d, err := document.New(p)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// TestWrite writes documents of random plans, and compares the text with what encoding/json
// makes of the whole. A document that is read back has the same text.
func TestWrite(t *testing.T) {
	t.Parallel()
	changes := 0
	for seed := range uint64(24) {
		m := schematest.New(seed, 4)
		p, _ := plantest.Assess(m.Live(seed%2 == 0), m.Want(true), plantest.Options)
		if p == nil {
			continue
		}
		if seed == 0 {
			p = &impact.Assessment{Plan: &plan.Plan{}}
		}
		d := documentOf(t, p)
		changes += d.Changes.Len()
		var whole, got, again bytes.Buffer
		e := json.NewEncoder(&whole)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		if err := errors.Join(e.Encode(d), d.Write(&got)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(whole.String(), got.String()); diff != "" {
			t.Fatalf("seed %d: -whole +written:\n%s", seed, diff)
		}
		back, err := document.Parse(got.Bytes())
		if err == nil {
			err = back.Write(&again)
		}
		if err != nil || again.String() != got.String() {
			t.Fatalf("seed %d: read back: %v\n%s", seed, err, cmp.Diff(got.String(), again.String()))
		}
	}
	if changes < 100 {
		t.Errorf("the plans have only %d changes", changes)
	}
}

// A gauge counts what it is given, and measures the heap while it is given it.
type gauge struct {
	written int64
	peak    uint64
}

func (g *gauge) Write(text []byte) (int, error) {
	if g.written>>22 != (g.written+int64(len(text)))>>22 { // after each 4 MiB
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		g.peak = max(g.peak, m.HeapAlloc)
	}
	g.written += int64(len(text))
	return len(text), nil
}

// TestStreamed writes the document of a plan that creates 10,000 users. The text has some 13 MB.
// While it is written, the heap has the plan and a few changes as data, and never all of them.
func TestStreamed(t *testing.T) {
	d := documentOf(t, assessed(t, 10_000))
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.HeapAlloc
	var g gauge
	if err := d.Write(&g); err != nil {
		t.Fatal(err)
	}
	runtime.KeepAlive(d)
	if g.written < 12<<20 || g.peak == 0 {
		t.Fatalf("the document has only %d bytes", g.written)
	}
	if more := int64(g.peak) - int64(before); more > g.written/4 {
		t.Errorf("writing a document of %d bytes takes %d bytes of memory", g.written, more)
	}
}

// A full writer has no room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// TestWriteFails checks that a writer's error is returned, and that the rest is not made.
func TestWriteFails(t *testing.T) {
	t.Parallel()
	d := documentOf(t, assessed(t, 2_000))
	if err := d.Write(full{}); err == nil || err.Error() != "no space left" {
		t.Errorf("got %v", err)
	}
}

// TestBadChange reads a document with a change that is not one. The digest would match.
func TestBadChange(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := documentOf(t, assessed(t, 1)).Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{`"address": 1`, `"address": {}`} {
		text := strings.Replace(b.String(), `"address": "user.u000000"`, wrong, 1)
		if _, err := document.Parse([]byte(text)); err == nil || !strings.HasPrefix(err.Error(), "this is not a plan: changes[") {
			t.Errorf("%s: got %v", wrong, err)
		}
	}
	if _, err := document.Parse([]byte(`{"format_version":"1.0","changes":{}}`)); err == nil || !strings.HasPrefix(err.Error(), "this is not a plan: json: ") {
		t.Errorf("got %v", err)
	}
}
