package render_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclparse"

	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/plan/render"
)

// TestUnmanaged lists what nobody describes, why, and the blocks that would take it over.
func TestUnmanaged(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, live, want string
		shows, hides     []string
	}{
		{"nothing", "", "", []string{"The configuration describes every object of memory.\n"}, []string{"block"}},
		{
			"without an owner", "hours.H? queue.A?{hours=H}", "",
			[]string{"hours_of_operation  \"H\"\nqueue               \"A\"\n", "\nhours_of_operation \"h\" {\n  name = \"H\"\n}\n\nqueue \"a\" {\n  name = \"A\"\n}\n"},
			nil,
		},
		{"another stack's has no block", "hours.H^sales", "", []string{`hours_of_operation  "H"  belongs to the stack "sales"` + "\n"}, []string{"block"}},
		{"a copy has no block", "hours.H@x hours.C~@x", "hours.H@x", []string{`"C"  a copy`}, []string{"put its block"}},
		{"what is held has no block", "hours.C~@gone", "", []string{`"C"  held`}, []string{"put its block"}},
		{"a label that is taken", "hours.Other? hours.Mine", "hours.Mine@other{}", []string{`hours_of_operation "other_2" {`}, nil},
		{"a group has its parent", "group.EMEA? group.London?{parent=EMEA}", "", []string{"hierarchy_group \"emea\" {\n  name = \"EMEA\"\n}\n", "hierarchy_group \"emea_london\" {\n  name   = \"London\"\n  parent = \"EMEA\"\n}\n"}, nil},
		{
			"a hostile name", `hours."a\"\n${x} %{y}\x1b[2J\u202e"?`, "",
			[]string{`hours_of_operation  "a\"\u{a}${x} %{y}\u{1b}[2J\u{202e}"`, `name = "a\"\n$${x} %%{y}`},
			[]string{"\x1b", "\u202e"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			want := plantest.State(t, test.want, false)
			p := plantest.MustAssess(t, plantest.State(t, test.live, true), want)
			var b bytes.Buffer
			if err := render.UnmanagedList(&b, p, want.All()); err != nil {
				t.Fatal(err)
			}
			check(t, b.String(), test.shows, test.hides)
			if _, blocks, ok := strings.Cut(b.String(), "managed:\n\n"); ok {
				if _, diags := hclparse.NewParser().ParseHCL([]byte(blocks), "x.hcl"); diags.HasErrors() {
					t.Errorf("the blocks are not HCL: %v\n%s", diags, blocks)
				}
			}
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
