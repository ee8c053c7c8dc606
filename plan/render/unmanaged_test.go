package render_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/plan/render"
)

// TestUnmanaged lists what nobody describes, and why. What has no owner can be taken over.
func TestUnmanaged(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, live, want string
		shows, hides     []string
	}{
		{"nothing", "", "", []string{"The configuration describes every object of memory.\n"}, []string{"take them over"}},
		{
			"without an owner", "hours.H? queue.A?{hours=H}", "",
			[]string{"hours_of_operation  \"H\"\nqueue               \"A\"\n", "\nTo take them over as they are: \"callwright unmanaged -o hcl\" prints blocks"},
			nil,
		},
		{"another stack's", "hours.H^sales", "", []string{`hours_of_operation  "H"  belongs to the stack "sales"` + "\n"}, []string{"take them over"}},
		{"a copy", "hours.H@x hours.C~@x", "hours.H@x", []string{`"C"  a copy`}, []string{"take them over"}},
		{"held", "hours.C~@gone", "", []string{`"C"  held`}, []string{"take them over"}},
		{
			"a hostile name", `hours."a\"\n${x} %{y}\x1b[2J\u202e"?`, "",
			[]string{`hours_of_operation  "a\"\u{a}${x} %{y}\u{1b}[2J\u{202e}"`},
			[]string{"\x1b", "\u202e"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			p := plantest.MustAssess(t, plantest.State(t, test.live, true), plantest.State(t, test.want, false))
			if err := render.UnmanagedList(&b, p); err != nil {
				t.Fatal(err)
			}
			check(t, b.String(), test.shows, test.hides)
		})
	}
}

// TestUnmanagedJSON checks what programs read about an object of each standing. Only an object
// without an owner has a block.
func TestUnmanagedJSON(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, live, want, object string }{
		{"without an owner", "hours.A?", "", `"standing":"unmanaged","block":"hours_of_operation \"a\" {\n  name = \"A\"\n}\n"`},
		{"another stack's", "hours.A^sales", "", `"standing":"foreign","stack":"sales"}`},
		{"held", "hours.A~@gone", "", `"standing":"held"}`},
		{"a label that is taken", "hours.A? hours.Mine", "hours.Mine@a{}", `"block":"hours_of_operation \"a_2\" {\n  name = \"A\"\n}\n"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			want := plantest.State(t, test.want, false)
			var b, short bytes.Buffer
			if err := render.UnmanagedJSON(&b, plantest.MustAssess(t, plantest.State(t, test.live, true), want), want.All()); err != nil {
				t.Fatal(err)
			}
			if err := json.Compact(&short, b.Bytes()); err != nil {
				t.Fatal(err)
			}
			check(t, short.String(), []string{`"objects":[{"kind":"hours_of_operation","name":"A","id":`, test.object}, nil)
		})
	}
}
