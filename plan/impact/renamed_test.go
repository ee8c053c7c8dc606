package impact_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/plantest"
)

// TestLooksRenamed hints at deletions and creations that look like one rename, and only if they fit
// nothing else.
func TestLooksRenamed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, live, want string
		hints            []string
	}{
		{"a queue", "queue.Old{hours=H desc=x}", "queue.New{hours=H desc=x}", []string{
			`Deleting queue "Old" and creating "New" looks like a rename: they differ only in their names. To rename it, write lifecycle { renamed_from = "Old" } in the block queue.New.`,
		}},
		{"a user", "security.S? user.ada{routing=None security=S first_name=Ada last_name=Low}", "user.a.low{routing=None security=S first_name=ADA last_name=Low}", []string{
			`Deleting user "ada" and creating "a.low" looks like a rename: both have the same first and last name. The service cannot change username, so the new object has another ID, and what is kept under the old one, such as metrics, stays there.`,
		}},
		{"a queue with something else", "queue.Old{hours=H desc=x}", "queue.New{hours=H desc=y}", nil},
		{"two that fit", "queue.Old{hours=H desc=x} queue.Older{hours=H desc=x}", "queue.New{hours=H desc=x}", nil},
		{"one for two", "queue.Old{hours=H desc=x}", "queue.New{hours=H desc=x} queue.Newer{hours=H desc=x}", nil},
		{"too little in common", "queue.Old{hours=H}", "queue.New{hours=H}", nil},
		{"a rename", "queue.Old@q{hours=H desc=x}", "queue.New@q{hours=H desc=x}", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := plantest.MustAssess(t, plantest.State(t, plantest.Around+test.live, true), plantest.State(t, test.want, false))
			hints := slices.DeleteFunc(slices.Clone(p.Notices), func(n string) bool { return !strings.Contains(n, "looks like a rename") })
			if diff := cmp.Diff(test.hints, hints); diff != "" && len(test.hints)+len(hints) > 0 {
				t.Errorf("hints mismatch (-want +got):\n%s", diff)
			}
		})
	}
}
