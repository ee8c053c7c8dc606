package forge_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/cmd/internal/forge"
	"github.com/callwright/callwright/cmd/internal/forge/forgetest"
)

func drift(run int, what string) string {
	return fmt.Sprintf("<!-- callwright:drift key=acme:. run=%d -->\n%s", run, what)
}

// TestIssue reports drift night after night: one issue is opened, updated, closed, and opened
// again.
func TestIssue(t *testing.T) {
	onBoth(t, func(t *testing.T, server *forgetest.Server, site forge.Site) {
		us := ours[site.Forge]
		imitation := forgetest.Issue{Author: "mallory", Title: "Drift", Body: drift(99, "imitated"), Labels: []string{"callwright"}}
		server.Open(imitation)
		for range 120 { // more than a page
			server.Open(forgetest.Issue{Author: us, Title: "Other", Body: "text", Labels: []string{"callwright"}})
		}
		for _, night := range []struct {
			run    int
			what   string
			open   bool
			want   forge.Result
			closed bool
		}{
			{1, "nothing", false, forge.NotNeeded, false},
			{2, "one", true, forge.Created, false},
			{2, "one", true, forge.Unchanged, false},
			{3, "two", true, forge.Updated, false},
			{5, "nothing", false, forge.Updated, true},
			{4, "two", true, forge.Outdated, true},
			{6, "three", true, forge.Updated, false},
		} {
			got, err := site.Issue(t.Context(), "Drift: "+night.what, drift(night.run, night.what), night.open)
			if err != nil || got != night.want {
				t.Errorf("night %d: Issue() = %q, %v, want %q", night.run, got, err, night.want)
			}
			if night.want == forge.NotNeeded || night.want == forge.Outdated {
				continue
			}
			all := server.Issues()
			want := forgetest.Issue{Author: us, Title: "Drift: " + night.what, Body: drift(night.run, night.what), Closed: night.closed, Labels: []string{"callwright"}}
			if diff := cmp.Diff(want, all[121], cmpopts.IgnoreFields(forgetest.Issue{}, "Number")); diff != "" || len(all) != 122 {
				t.Errorf("night %d: there are %d issues; mismatch (-want +got):\n%s", night.run, len(all), diff)
			}
		}
		if diff := cmp.Diff(imitation, server.Issues()[0], cmpopts.IgnoreFields(forgetest.Issue{}, "Number")); diff != "" {
			t.Errorf("an issue of another changed (-before +after):\n%s", diff)
		}
	})
}

// TestIssuesAtOnce opens an issue with five runs at once, and loses answers. One is left open, and
// the others refer to it.
func TestIssuesAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, server *forgetest.Server, site forge.Site) {
		const runs = 5
		var looked, all sync.WaitGroup
		looked.Add(runs)
		server.Fail(forgetest.Fault{Method: "POST", Times: runs, Lost: true, Before: func() {
			looked.Done()
			looked.Wait()
		}})
		for run := range runs {
			all.Go(func() {
				if _, err := site.Issue(t.Context(), "Drift", drift(run+1, "text"), true); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		issues := server.Issues()
		if first := issues[0]; first.Closed || first.Body != drift(runs, "text") {
			t.Errorf("the first issue is %+v", first)
		}
		for _, i := range issues[1:] {
			if !i.Closed || strings.TrimSpace(i.Body) != fmt.Sprintf("Duplicate of #%d.", issues[0].Number) {
				t.Errorf("an issue beside the first is %+v", i)
			}
		}
	})
}

// TestIssueWithoutLabel checks the error if the token cannot set labels. Later runs would not find
// the issue.
func TestIssueWithoutLabel(t *testing.T) {
	onBoth(t, func(t *testing.T, server *forgetest.Server, site forge.Site) {
		server.Allow(token, forgetest.Account{Login: ours[site.Forge], NoLabels: true})
		_, err := site.Issue(t.Context(), "Drift", drift(1, "text"), true)
		if !errors.Is(err, forge.ErrRefused) || !strings.Contains(err.Error(), `without the label "callwright"`) {
			t.Errorf("Issue() = %v", err)
		}
	})
}
