package render_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

// wide is a plan with long lines of each sort: facts, titles, lists, notes, manual steps and what
// is unmanaged.
func wide(t testing.TB) *impact.Assessment {
	t.Helper()
	s := changes()
	permissions := []string{"AccessMetrics", "BasicAgentAccess", "OutboundCallAccess", "Users.Create", "Users.Delete", "Users.Edit", "Users.View"}
	s.wants("leads", "", &schema.SecurityProfile{Name: "Lead", Permissions: permissions})
	p := s.plan(t)
	p.Manual = []plan.Manual{{Object: `ConnectPath permission group "Desk Agents"`, Steps: []string{"Open the permissions of the group in ConnectPath, and select everything below Announcements."}}}
	for _, name := range []string{"a", "b"} {
		for _, r := range []string{"queue", "user", "security_profile", "routing_profile", "hours_of_operation"} {
			k, _ := schema.KindOf(r)
			p.Unmanaged = append(p.Unmanaged, plan.Left{Live: &schema.Resource{Kind: k, Key: name}})
		}
	}
	slices.SortStableFunc(p.Unmanaged, func(a, b plan.Left) int { return strings.Compare(a.Live.Kind.Name, b.Live.Kind.Name) })
	return p
}

// TestWidth wraps a plan and a drift at every width. No line is wider unless it is one word, and
// no word is lost.
func TestWidth(t *testing.T) {
	t.Parallel()
	colours := regexp.MustCompile("\x1b\\[[0-9;]*m")
	for name, form := range map[string]func(*bytes.Buffer, render.Style) error{
		"plan":  func(b *bytes.Buffer, s render.Style) error { return render.Human(b, wide(t), "sha256:9f1c0a", s) },
		"drift": func(b *bytes.Buffer, s render.Style) error { return render.Drift(b, drifted(t), "", s) },
		"creations": func(b *bytes.Buffer, s render.Style) error {
			return render.Human(b, newcomers(t, 300), "sha256:9f1c0a", s)
		},
		"large": func(b *bytes.Buffer, s render.Style) error { return render.Human(b, large(t, true), "", s) },
		"manual": func(b *bytes.Buffer, s render.Style) error {
			render.Manual(b, wide(t).Manual, s.Width)
			return nil
		},
		"nothing": func(b *bytes.Buffer, s render.Style) error {
			return render.Human(b, (&story{}).is("always", "", hours()).wants("always", "", hours()).plan(t), "", s)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := func(width int) string {
				var b bytes.Buffer
				if err := form(&b, render.Style{Detail: render.Changes, Width: width, Color: true}); err != nil {
					t.Fatal(err)
				}
				return colours.ReplaceAllString(b.String(), "")
			}
			whole := text(0)
			for width := 30; width < 200; width += 7 {
				got := text(width)
				for line := range strings.Lines(got) {
					line = strings.TrimRight(line, "\n")
					if utf8.RuneCountInString(line) <= width {
						continue
					}
					words := strings.Fields(line)
					if last := words[len(words)-1]; utf8.RuneCountInString(last) <= width/2 { // it has room on a line of its own
						t.Errorf("at width %d, a line has %d cells: %s", width, utf8.RuneCountInString(line), line)
					}
				}
				if want := strings.Fields(whole); !slices.Equal(strings.Fields(got), want) {
					t.Errorf("at width %d, the words differ:\n%s\nwant\n%s", width, got, whole)
				}
			}
		})
	}
}

// TestWidthOfEighty shows how a plan looks on a narrow terminal.
func TestWidthOfEighty(t *testing.T) {
	t.Parallel()
	golden(t, "eighty.golden", []byte(human(t, wide(t), render.Style{Detail: render.Changes, Width: 80})))
}

// TestWidthHasRoomForSources aligns sources where the longest of them ends within the line.
func TestWidthHasRoomForSources(t *testing.T) {
	t.Parallel()
	s := &story{}
	s.is("always", "", hours()).wants("always", "", hours())
	s.wants(strings.Repeat("q", 40), "", queue("New"))
	s.is("old", "", queue("Old"))
	text := human(t, s.plan(t), render.Style{Detail: render.Summary, Width: 70})
	check(t, text, []string{`  - queue.old "Old"    not in the configuration` + "\n", `q "New"  main.hcl:20` + "\n"}, nil)
}
