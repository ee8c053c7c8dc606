package render_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
)

func markdown(t *testing.T, p *impact.Assessment, limit int) string {
	t.Helper()
	d, err := document.New(p)
	if err != nil {
		t.Fatal(err)
	}
	d.Config.Commit = "3f2c1aa0000000000000000000000000000000ab"
	for _, n := range hostileNames {
		d.Diagnostics = append(d.Diagnostics, document.Diagnostic{Severity: "warning", Code: "CW3001", Summary: "Odd name " + n, Detail: "It is " + n + ".", Range: &document.RangeDoc{Filename: n}})
	}
	var b bytes.Buffer
	page := render.Page{Command: "plan", Limit: limit, Key: p.Instance.Name + ":.", Run: "812", RunURL: "https://ci.example/runs/812"}
	if err := render.Markdown(&b, p, d, page); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	golden(t, "changes.md.golden", []byte(markdown(t, changes().plan(t), 60000)))
}

var (
	inCode  = regexp.MustCompile(`(?s)<code[^>]*>.*?</code>`)
	comment = regexp.MustCompile(`(?s)<!--.*?-->`)
	tag     = regexp.MustCompile(`</?([a-z0-9]+)[^>]*>`)
)

// TestMarkdownIsHarmless reads documents of hostile names as GitHub does, and finds
// none of the names outside code, and no tag that is not of the document's own form.
func TestMarkdownIsHarmless(t *testing.T) {
	t.Parallel()
	gfm := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	p := hostile().plan(t)
	p.Policy, p.Manual = verdicts(), byHand()
	p.Instance.Name = "--><script>alert(0)</script> @team"
	for _, limit := range []int{0, 40000, 25000, 15000, 8000} {
		text := markdown(t, p, limit)
		if strings.ContainsAny(text, "\x1b\r\t\u202e\u200b") {
			t.Errorf("within %d bytes: a control character is in the document", limit)
		}
		var b bytes.Buffer
		if err := gfm.Convert([]byte(text), &b); err != nil {
			t.Fatal(err)
		}
		seen := inCode.ReplaceAllString(b.String(), "")
		if n := strings.Count(seen, "<!--"); n != 1 {
			t.Errorf("within %d bytes: %d comments", limit, n)
		}
		seen = comment.ReplaceAllString(seen, "")
		for _, m := range tag.FindAllStringSubmatch(seen, -1) {
			switch m[1] {
			case "p", "h3", "blockquote", "ul", "li", "strong", "table", "thead", "tbody", "tr", "th", "td", "pre", "details", "summary", "br":
			case "a":
				if !strings.Contains(m[0], "https://ci.example/runs/812") && m[0] != "</a>" {
					t.Errorf("within %d bytes: a link of a name: %s", limit, m[0])
				}
			default:
				t.Errorf("within %d bytes: a tag of a name: %s", limit, m[0])
			}
		}
		for _, word := range []string{"@", "evil", "alert", "::", "&lt;", "GH-4"} {
			if i := strings.Index(seen, word); i >= 0 {
				t.Errorf("within %d bytes: %q is outside code: %q", limit, word, seen[max(0, i-80):min(len(seen), i+40)])
			}
		}
	}
}

// crowd is a plan of many changes: users who change each in their own way, some of whom
// come to administer access, deletions and creations.
func crowd(updates, deletions, gains int) *story {
	s := &story{}
	s.is("always", "", hours()).wants("always", "", hours())
	s.is("gold", "", queue("Gold")).wants("gold", "", queue("Gold"))
	s.is("premium", "", profile(row("Gold", "voice", 1, 0))).wants("premium", "", profile(row("Gold", "voice", 1, 0)))
	for _, name := range []string{"Base", "Boss"} {
		grant := &schema.SecurityProfile{Name: name, Permissions: []string{"BasicAgentAccess"}}
		if name == "Boss" {
			grant.Permissions = []string{"Users.Edit", "Users.View"}
		}
		s.is(strings.ToLower(name), "", grant).wants(strings.ToLower(name), "", grant)
	}
	for i := range updates {
		name := fmt.Sprintf("user.%04d", i)
		s.is("agents", name, person(name, "Premium", "Base"))
		want := person(name, "Premium", "Base")
		want.LastName, want.Phone.AfterContactWork = "Lopez-"+name, i%3
		names := []string{"last_name", "phone.after_contact_work"}
		if i < gains {
			want.SecurityProfiles, names = []string{"Base", "Boss"}, []string{"last_name", "security_profiles"}
		}
		s.wants("agents", name, want, names...)
	}
	for i := range deletions {
		s.is(fmt.Sprintf("old%d", i), "", queue(fmt.Sprintf("Old %04d", i)))
		s.wants(fmt.Sprintf("new%d", i), "", queue(fmt.Sprintf("New %04d", i)))
	}
	return s
}

// TestMarkdownFits shows plans that are too large: what is dangerous is named, or
// counted where even that has no room.
func TestMarkdownFits(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name                      string
		updates, deletions, gains int
		limit                     int
		named                     bool
	}{
		{"5,000 changes, few of them dangerous", 4800, 100, 40, 60000, true},
		{"5,000 changes, half of them dangerous", 2500, 1250, 1250, 60000, false},
		{"a comment of Bitbucket Server", 2000, 20, 10, 32000, true},
		{"hardly any room", 200, 20, 10, 2000, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := crowd(test.updates, test.deletions, test.gains).plan(t)
			text := markdown(t, p, test.limit)
			if len(text) > test.limit {
				t.Errorf("the document has %d bytes, and may have %d", len(text), test.limit)
			}
			closed(t, text)
			if !strings.Contains(text[:200], "truncated=1") || !strings.Contains(text, " shown") {
				t.Error("it does not say that it is cut")
			}
			d, err := document.New(p)
			if err != nil {
				t.Fatal(err)
			}
			named := strings.Contains(text, "`"+d.Digest+"`")
			for i := range test.deletions {
				named = named && strings.Contains(text, fmt.Sprintf("`Old %04d`", i))
			}
			for i := range test.gains {
				named = named && strings.Contains(text, fmt.Sprintf("user.%04d", i))
			}
			counts := fmt.Sprintf("%d users gain privileges · %d objects are deleted", test.gains, test.deletions)
			if named != test.named || !strings.Contains(text, counts) || !strings.Contains(text, d.Digest) {
				t.Errorf("all are named is %t, want %t; the document begins\n%s", named, test.named, text[:500])
			}
		})
	}
}

// closed holds that every fence and tag that is opened is closed, in order.
func closed(t *testing.T, text string) {
	t.Helper()
	fence, open := "", 0
	for line := range strings.SplitSeq(text, "\n") {
		switch {
		case fence != "":
			if line == fence {
				fence = ""
			}
		case strings.HasPrefix(line, "```"):
			fence = strings.TrimRight(line, "abcdefghijklmnopqrstuvwxyz")
		default:
			open += strings.Count(line, "<details") - strings.Count(line, "</details>")
		}
	}
	if fence != "" || open != 0 {
		t.Errorf("a fence %q and %d tags are left open", fence, open)
	}
}
