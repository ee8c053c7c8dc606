package render_test

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
)

// endedHostile returns results of n environments with hostile names, one in three of which failed
// and one in three of which was not attempted.
func endedHostile(n int) *document.Applied {
	ok, partial := 0, 7
	list := make([]document.AppliedEnvironment, n)
	for i := range list {
		name := hostileNames[i%len(hostileNames)] + fmt.Sprint(i)
		e := document.AppliedEnvironment{Name: name, Instance: document.InstanceDoc{Name: name, Account: "123456789012", Region: "eu-west-2"}, Digest: fmt.Sprintf("sha256:%064d", i)}
		switch i % 3 {
		case 0:
			e.Result, e.ExitCode, e.Counts = document.ResultApplied, &ok, document.AppliedCounts{Objects: map[plan.Action]int{plan.Create: 2, plan.Adopt: 1}, Done: 3}
		case 1:
			e.Result, e.ExitCode, e.Counts = document.ResultFailed, &partial, document.AppliedCounts{Objects: map[plan.Action]int{plan.Update: 1}, Done: 1, Failed: 1, NotAttempted: 4}
			e.Code, e.Error, e.Undo = "CW7001", "Apply is incomplete: 1 of 6 changes was made", ".callwright/runs/"+name+"/undo.json"
			e.Unmade, e.UnmadeLeftOut = []document.Unmade{{Address: "queue.q[" + name + "]", Status: "failed", Error: name}}, 3
		default:
			e.Result, e.Error, e.Counts = document.ResultNotAttempted, name+" failed", document.AppliedCounts{NotAttempted: 2}
		}
		list[i] = e
	}
	return document.JoinApplied(list, "sha256:"+strings.Repeat("a", 64), 7, nil)
}

// TestHumanApplied shows hostile names. They must not move the cursor.
func TestHumanApplied(t *testing.T) {
	t.Parallel()
	got := write(t, func(w io.Writer) error { return render.HumanApplied(w, endedHostile(6), render.Style{}) })
	for _, r := range got {
		if r != '\n' && !unicode.IsPrint(r) {
			t.Errorf("it has the character %q", r)
		}
	}
	for _, want := range []string{
		"6 environments\n", "  2 created, 0 updated, 1 adopted, 0 deleted\n", "  0 created, 1 updated, 0 deleted, 1 failed, 4 not attempted (exit code 7)\n",
		"CW7001: Apply is incomplete: 1 of 6 changes was made\n", "  3 more are not shown.\n", "To undo the changes: callwright apply .callwright/runs/", "  not attempted\n",
		"\nAll together: 4 created, 2 updated, 2 adopted, 0 deleted, 2 failed, 12 not attempted.\nDigest of all   sha256:aaa",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %q:\n%s", want, got)
		}
	}
}

// cutTable matches the line after a table that does not show all environments.
var cutTable = regexp.MustCompile(`(?m)^\d+ more are not shown\.$`)

// TestMarkdownApplied shows many results within a limit: no fence and no row may be cut in two.
func TestMarkdownApplied(t *testing.T) {
	t.Parallel()
	for _, limit := range []int{0, 900, 4_000, 60_000} {
		got := write(t, func(w io.Writer) error {
			return render.MarkdownApplied(w, endedHostile(100), render.Page{Command: "apply", Key: "environments:.", Limit: limit})
		})
		if limit > 0 && len(got) > limit {
			t.Errorf("limit %d: it has %d bytes", limit, len(got))
		}
		if !strings.HasPrefix(got, "<!-- callwright:apply key=environments:. digest=sha256:aaa") || !strings.HasSuffix(got, "Digest of all: `sha256:"+strings.Repeat("a", 64)+"`\n") {
			t.Errorf("limit %d: it begins and ends with\n%.200s\n…\n%s", limit, got, got[len(got)-200:])
		}
		if more := cutTable.MatchString(got) || strings.Contains(got, "More details are not shown here."); more != (limit == 900 || limit == 4_000) && limit != 0 {
			t.Errorf("limit %d: that it was cut is said: %t", limit, more)
		}
		for line := range strings.Lines(got) {
			if strings.HasPrefix(line, "| ") && strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") != 4 {
				t.Errorf("limit %d: the row %q", limit, line)
			}
		}
	}
}

// TestHTMLApplied shows hostile names on a page: they are text there, and nothing else.
func TestHTMLApplied(t *testing.T) {
	t.Parallel()
	got := write(t, func(w io.Writer) error { return render.HTMLApplied(w, endedHostile(len(hostileNames)*3)) })
	if strings.Contains(got, "<script") || strings.Contains(got, "<img") || strings.Count(got, "<td>") != len(hostileNames)*3*5 {
		t.Errorf("the page is\n%s", got)
	}
	for _, want := range []string{"<!doctype html>", "<td>123456789012 eu-west-2</td>", "CW7001: Apply is incomplete"} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %q", want)
		}
	}
}
