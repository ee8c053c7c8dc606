package wire_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/amazonconnect/internal/wire"
)

func parse(t *testing.T, text string) (v any) {
	t.Helper()
	if err := wire.Parse(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestMerge checks what of an answer goes into a request.
func TestMerge(t *testing.T) {
	t.Parallel()
	channels := wire.Object("Channel", "Limit").With("Rule", wire.Object("Type")).By("Channel")
	for _, test := range []struct {
		name          string
		shape         wire.Shape
		request, live string
		want          string
	}{
		{"an object", wire.Object("A", "B"), `{"A": 1}`, `{"A": 2, "B": 3, "C": 4, "D": null}`, `{"A": 1, "C": 4}`},
		{"what the request says wins", wire.Object("A"), `{"C": 1}`, `{"C": 2}`, `{"C": 1}`},
		{"an object in an object", wire.Object("A").With("Rule", wire.Object("Type")), `{"Rule": {"Type": 1}}`, `{"Rule": {"Type": 2, "New": 3}}`, `{"Rule": {"Type": 1, "New": 3}}`},
		{"a member that is written whole", wire.Object("A"), `{"A": {"B": 1}}`, `{"A": {"B": 2, "C": 3}}`, `{"A": {"B": 1}}`},
		{"a list", channels, `[{"Channel": "B", "Limit": 2}, {"Channel": "C"}]`, `[{"Channel": "A", "New": 1}, {"Channel": "B", "Limit": 1, "New": 2}]`, `[{"Channel": "B", "Limit": 2, "New": 2}, {"Channel": "C"}]`},
		{"a list that is repeated", channels.Repeated(), `[{"Channel": "B"}]`, `[{"Channel": "A", "Limit": 1}, {"Channel": "B", "Rule": {}}]`, `[{"Channel": "B"}, {"Channel": "A", "Limit": 1}]`},
		{"a key in a member", wire.Object("N").With("At", wire.Object("H")).By("At.H"), `[{"At": {"H": 9}}]`, `[{"At": {"H": 8}, "New": 1}, {"At": {"H": 9, "Zone": "Z"}, "New": 2}]`, `[{"At": {"H": 9, "Zone": "Z"}, "New": 2}]`},
		{"a member that is repeated", channels.Repeating("Rule", "Kind"), `[{"Channel": "A"}]`, `[{"Channel": "A", "Rule": {"Type": 1}, "Kind": 2}]`, `[{"Channel": "A", "Rule": {"Type": 1}, "Kind": 2}]`},
		{"a repeated member that the request writes", channels.Repeating("Rule", "Kind"), `[{"Channel": "A", "Rule": {"Type": 3}}]`, `[{"Channel": "A", "Rule": {"Type": 1, "New": 2}}]`, `[{"Channel": "A", "Rule": {"Type": 3, "New": 2}}]`},
		{"another type", channels, `{"A": 1}`, `[{"Channel": "A"}]`, `{"A": 1}`},
		{"nothing live", channels, `[{"Channel": "A"}]`, `null`, `[{"Channel": "A"}]`},
	} {
		if diff := cmp.Diff(parse(t, test.want), test.shape.Merge(parse(t, test.request), parse(t, test.live))); diff != "" {
			t.Errorf("%s mismatch (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestExtra checks that what is extra is named once, and nothing else is.
func TestExtra(t *testing.T) {
	t.Parallel()
	shape := wire.Object("Channel").Repeating("Type").With("Rule", wire.Object("Type")).By("Channel")
	live := `[{"Channel": "A", "New": 1, "Type": "X", "Rule": {"Type": 1, "More": 2}}, {"Channel": "B", "New": 2, "Gone": null, "Type": "Y"}]`
	if diff := cmp.Diff([]string{"More", "New"}, shape.Extra(parse(t, live))); diff != "" {
		t.Errorf("Extra() mismatch (-want +got):\n%s", diff)
	}
	if got := shape.Extra(nil); len(got) > 0 {
		t.Errorf("Extra(nil) = %v", got)
	}
}
