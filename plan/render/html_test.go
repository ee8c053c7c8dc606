package render_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// pageOf renders a plan as a page.
func pageOf(t testing.TB, p *impact.Assessment) string {
	t.Helper()
	d, err := document.New(p)
	if err != nil {
		t.Fatal(err)
	}
	d.Tool, d.CreatedAt = document.Tool{Name: "callwright", Version: "0.1.0"}, "2026-11-24T12:00:00Z"
	for _, w := range p.Warnings {
		d.Diagnostics = append(d.Diagnostics, document.Diagnostic{Severity: "warning", Summary: w.Summary(), Detail: w.Detail(), Range: &document.RangeDoc{Filename: "main.hcl", Start: document.PosDoc{Line: 3}}})
	}
	for _, r := range p.Refusals {
		d.Diagnostics = append(d.Diagnostics, document.Diagnostic{
			Severity: "error", Code: "CW4001", Summary: r.Summary(), Detail: r.Detail(), Refused: true,
			Related: []document.Related{{Detail: r.Detail(), Range: &document.RangeDoc{Filename: "main.hcl", Start: document.PosDoc{Line: 9}}}},
		})
	}
	var b bytes.Buffer
	if err := render.HTML(&b, p, d, render.Style{Detail: render.Changes, Commit: "main@3f2c1aa"}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// goldenPage compares what a page says with a golden outline. The page itself, without
// what is in files of its own, is kept beside that for the tests of cmd/callwright, which
// open it in a browser: it must say the same.
func goldenPage(t *testing.T, name, page string) {
	t.Helper()
	for _, file := range []string{"style.css", "filter.js"} {
		text, err := os.ReadFile(filepath.Join("html", file))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(page, string(text)) != 1 {
			t.Errorf("%s is not in the page as it is", file)
		}
		page = strings.Replace(page, string(text), file, 1)
	}
	said := outline(t, page)
	golden(t, name+".outline", []byte(said))
	kept := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(kept, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(said, outline(t, string(text))); diff != "" {
		t.Errorf("%s says something else (-want +got), run with -update:\n%s", kept, diff)
	}
}

func TestHTML(t *testing.T) {
	t.Parallel()
	p := changes().plan(t)
	p.Warnings = append(p.Warnings, schema.Problem{Problem: diag.OutboundQueueNotInTable.Problem("The guide asks that it be.")})
	p.Refusals = append(p.Refusals, schema.Problem{Problem: diag.TooManyDeletions.Problem("The plan deletes 1 of 1.")})
	page := pageOf(t, p)
	for range 3 {
		again := changes().plan(t)
		again.Warnings, again.Refusals = p.Warnings, p.Refusals
		if pageOf(t, again) != page {
			t.Fatal("two pages of one plan differ")
		}
	}
	goldenPage(t, "plan.html", page)
}

// harmful are names as somebody could give them in the console, to do harm to a page.
var harmful = []string{
	"<script>window.pwned = 1; alert(1)</script>", `</style></script><img src=x onerror="window.pwned=1">`, `"><svg onload=window.pwned=1>`,
	"'-window.pwned-'", "a|b `code` ```", "\x1b[31mred\x1b[0m", "\u202egnorw\u202c", "a\r\nPlan: 0 to create", "😀 @team #1", "{{.Digest}}",
	"javascript:window.pwned=1", "http://127.0.0.1:9/x.png", "\x02name\x03 -> it", "--><b>bold</b>", "]]><!--", `\u{1b}`,
}

// TestHostileHTML has such names in every place that a name can be in.
func TestHostileHTML(t *testing.T) {
	t.Parallel()
	p := hostilePlan(t)
	page := pageOf(t, p)
	goldenPage(t, "hostile.html", page)
	visible := strings.NewReplacer("\n", "").Replace(page)
	if strings.ContainsAny(visible, "\x00\x01\x02\x03\x1b\r\u202e\u202c\u200b") {
		t.Error("a control character reached the page")
	}
	if n := strings.Count(page, "<script"); n != 1 {
		t.Errorf("the page has %d scripts, not one", n)
	}
	if m := regexp.MustCompile(`(?i)<(img|svg|b|a|iframe|object|link|base|meta)\b[^>]*(onerror|onload|pwned|127\.0\.0\.1|javascript)`).FindString(page); m != "" {
		t.Errorf("a name became markup: %s", m)
	}
	if m := regexp.MustCompile(`(?i)\s(on[a-z]+|style|href|src)=["'][^"']*(pwned|127\.0\.0\.1)`).FindString(page); m != "" {
		t.Errorf("a name became an attribute that does something: %s", m)
	}
	again, err := document.New(p)
	if err != nil {
		t.Fatal(err)
	}
	saved, err := again.Assessment()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(pageOf(t, saved), "pwned") < strings.Count(page, "pwned")/2 {
		t.Error("the page of the saved plan lacks names")
	}
}

// hostilePlan makes, changes, renames and deletes objects of harmful names.
func hostilePlan(t *testing.T) *impact.Assessment {
	t.Helper()
	s := &story{}
	s.is("always", "", hours()).wants("always", "", hours())
	s.is("gold", "", queue("Gold")).wants("gold", "", queue("Gold"))
	for i, name := range harmful {
		label := fmt.Sprint("n", i)
		s.is(label, "", queue(name))
		if i%3 > 0 {
			s.wants(label, "", queue(strings.Repeat(name, i%3)))
		}
		s.wants(label, "", &schema.SecurityProfile{Name: name, Description: name, Permissions: []string{"Users.Edit", name}, Tags: map[string]string{name: name}})
		r := profile(row(name, "voice", 1, 0), row(name, "chat", 2, 20))
		r.Name, r.DefaultOutboundQueue = name, name
		s.is(label, "", r)
		r = profile()
		r.Name = name
		if i%3 > 0 {
			r.Queues = []schema.QueueRow{row(strings.Repeat(name, i%3), "voice", 3, 60)}
			r.DefaultOutboundQueue = strings.Repeat(name, i%3)
		}
		s.wants(label, "", r)
		s.is("agents", name, person(name, name))
		s.wants("agents", name, person(name, name, name))
	}
	p := s.plan(t)
	p.Instance.Name, p.Instance.Region, p.Stack = harmful[0], harmful[1], harmful[2]
	for _, name := range harmful {
		p.Notices = append(p.Notices, name)
		p.Warnings = append(p.Warnings, schema.Problem{Problem: diag.Recorded("CW5001", name, name)})
		p.Refusals = append(p.Refusals, schema.Problem{Problem: diag.Recorded("CW5001", name, name)})
	}
	return p
}

// manyChanges is a plan of n changes, of which no two are alike.
func manyChanges(t testing.TB, n int) *impact.Assessment {
	t.Helper()
	s := &story{}
	s.is("always", "", hours()).wants("always", "", hours())
	s.is("gold", "", queue("Gold")).wants("gold", "", queue("Gold"))
	s.is("premium", "", profile(row("Gold", "voice", 1, 0))).wants("premium", "", profile(row("Gold", "voice", 1, 0)))
	s.is("plus", "", &schema.SecurityProfile{Name: "Plus", Permissions: []string{"AccessMetrics"}}).wants("plus", "", &schema.SecurityProfile{Name: "Plus", Permissions: []string{"AccessMetrics"}})
	for i := range n {
		name := fmt.Sprintf("user%05d", i)
		s.is("agents", name, person(name, "Premium", "Plus"))
		want := person(name, "Premium", "Plus")
		want.FirstName = "Not " + name
		s.wants("agents", name, want, "first_name")
	}
	return s.plan(t)
}

// TestManyHTML holds the size of a page to what a browser takes at ease: all of the
// changes, and less than a kilobyte for each.
func TestManyHTML(t *testing.T) {
	t.Parallel()
	const n = 5000
	page := pageOf(t, manyChanges(t, n))
	if got := strings.Count(page, `<article class="change"`); got != n {
		t.Errorf("%d of %d changes are on the page", got, n)
	}
	if len(page) > n*1000 {
		t.Errorf("%d changes take %d bytes", n, len(page))
	}
}

// BenchmarkHTML renders a page of n changes.
func BenchmarkHTML(b *testing.B) {
	for _, n := range []int{50, 500, 5_000} {
		b.Run(fmt.Sprintf("changes=%d", n), func(b *testing.B) {
			p := manyChanges(b, n)
			b.ReportAllocs()
			for b.Loop() {
				b.SetBytes(int64(len(pageOf(b, p))))
			}
		})
	}
}
