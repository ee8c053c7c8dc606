package main

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

var picture = flag.Bool("picture", false, "take docs/plan.png again")

// goldenPage returns the file of a complete page: a golden file of plan/render, which has
// no style and no script, with both of them put in.
func goldenPage(t *testing.T, name string) string {
	t.Helper()
	const folder = "../../plan/render/"
	read := func(path string) string {
		text, err := os.ReadFile(folder + path)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	text := strings.Replace(read("testdata/"+name), "<style>style.css<", "<style>"+read("html/style.css")+"<", 1)
	text = strings.Replace(text, "<script>filter.js<", "<script>"+read("html/filter.js")+"<", 1)
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// visible is an expression for the names of the changes that the page shows.
const visible = `[...document.querySelectorAll(".change")].filter((c) => c.checkVisibility()).map((c) => c.querySelector(".title").textContent)`

// TestPage opens pages of plans in a real browser.
func TestPage(t *testing.T) {
	t.Parallel()
	browser := newBrowser(t)
	t.Run("filters", func(t *testing.T) {
		b := open(t, browser, goldenPage(t, "plan.html"))
		all := eval[[]string](b, visible)
		if len(all) != 7 || !eval[bool](b, `document.getElementById("filters").checkVisibility()`) {
			t.Fatalf("the page shows %q", all)
		}
		for _, tt := range []struct {
			field, value, output string
			want                 []string
		}{
			{"kind", "queue", "3 of 10 shown", []string{"queue.old", "queue.silver", "queue.new"}},
			{"action", "create", "2 of 10 shown", []string{"queue.new", `user.agents["eve"]`}},
			{"risk", "deserted_queue", "2 of 10 shown", []string{"queue.old", "routing_profile.premium"}},
			{"risk", "deletion", "1 of 10 shown", []string{"queue.old"}},
			{"risk", "takes_back_drift", "1 of 10 shown", []string{"security_profile.plus"}},
			{"name", "SILBER", "1 of 10 shown", []string{"queue.silver"}},
			{"name", "nobody", "0 of 10 shown", []string{}},
		} {
			eval[bool](b, `(() => { const f = document.getElementById("filters"); f.elements["`+tt.field+`"].value = "`+tt.value+`"; return f.dispatchEvent(new Event("input")) })()`)
			if diff := cmp.Diff(tt.want, eval[[]string](b, visible)); diff != "" {
				t.Errorf("%s %s mismatch (-want +got):\n%s", tt.field, tt.value, diff)
			}
			if got := eval[string](b, `document.getElementById("shown").textContent`); got != tt.output {
				t.Errorf("%s %s: %q, not %q", tt.field, tt.value, got, tt.output)
			}
			b.do(chromedp.Click(chromedp.CSS("#filters button")), chromedp.WaitVisible(chromedp.CSS(".kind:last-child .change")))
		}
		if diff := cmp.Diff(all, eval[[]string](b, visible)); diff != "" {
			t.Errorf("shown again mismatch (-want +got):\n%s", diff)
		}
		b.checkViolations()
	})
	t.Run("keyboard", func(t *testing.T) {
		b := open(t, browser, goldenPage(t, "plan.html"))
		b.do(chromedp.SendKeys(chromedp.CSS("#filters select[name=kind]"), "user"), chromedp.SendKeys(chromedp.CSS("#filters input[name=name]"), "eve\r"))
		if diff := cmp.Diff([]string{`user.agents["eve"]`}, eval[[]string](b, visible)); diff != "" {
			t.Errorf("mismatch (-want +got):\n%s", diff)
		}
		b.checkViolations()
	})
	t.Run("without a script", func(t *testing.T) {
		b := open(t, browser, goldenPage(t, "plan.html"), disableScripts())
		if n := len(eval[[]string](b, visible)); n != 7 {
			t.Errorf("%d changes are shown", n)
		}
		if eval[bool](b, `document.getElementById("filters").checkVisibility()`) {
			t.Error("filters are shown that do nothing")
		}
		b.checkViolations()
	})
	t.Run("hostile names", func(t *testing.T) {
		b := open(t, browser, goldenPage(t, "hostile.html"))
		if got := eval[string](b, `typeof window.pwned`); got != "undefined" {
			t.Error("a name ran as a script")
		}
		if got := eval[string](b, `document.querySelector("h1 bdi").textContent`); got != "<script>window.pwned = 1; alert(1)</script>" {
			t.Errorf("the instance is called %q", got)
		}
		if n := eval[int](b, `document.querySelectorAll("img, iframe, object, embed, a, [onload], [onerror], [style], script:not(body > script:last-child)").length`); n != 0 {
			t.Errorf("%d elements came from names", n)
		}
		b.checkViolations()
	})
	for _, file := range []string{"plan.html", "hostile.html"} {
		t.Run("form of "+file, func(t *testing.T) { checkPage(t, open(t, browser, goldenPage(t, file))) })
	}
}

// checkPage checks what people need who use the page differently from its author: with a
// screen reader, on a phone, with a dark screen, or on paper.
func checkPage(t *testing.T, b *tab) {
	if n := eval[int](b, `document.querySelectorAll("th:not([scope])").length`); n != 0 {
		t.Errorf("%d headers of tables do not say of what", n)
	}
	level := 0
	for _, h := range eval[[]string](b, `[...document.querySelectorAll("h1,h2,h3,h4,h5")].map((h) => h.tagName)`) {
		next := int(h[1] - '0')
		if next > level+1 {
			t.Errorf("a heading of level %d follows one of level %d", next, level)
		}
		level = next
	}
	ids := eval[[]string](b, `[...document.querySelectorAll("[id]")].map((e) => e.id)`)
	if unique := slices.Compact(slices.Sorted(slices.Values(ids))); len(unique) != len(ids) {
		t.Errorf("ids are used twice: %q", ids)
	}
	for _, width := range []int64{1180, 640, 390} {
		b.do(chromedp.EmulateViewport(width, 800))
		if wide := eval[int](b, `document.documentElement.scrollWidth`); int64(wide) > width {
			t.Errorf("on a screen of %d the page is %d wide", width, wide)
		}
	}
	ground := `getComputedStyle(document.body).backgroundColor`
	b.do(media("screen", "light"))
	light := eval[string](b, ground)
	b.do(media("screen", "dark"))
	if eval[string](b, ground) == light {
		t.Error("the page is as light in the dark")
	}
	b.do(media("print", "light"))
	if eval[bool](b, `document.getElementById("filters").checkVisibility()`) {
		t.Error("filters are printed")
	}
	if n := eval[int](b, `[...document.querySelectorAll("details > :not(summary)")].filter((e) => !e.checkVisibility({contentVisibilityAuto: true})).length`); n != 0 {
		t.Errorf("%d folded parts are not printed", n)
	}
	b.checkViolations()
}

// story is the change that the picture in the README shows, as edits of the example. The
// emergency desk gets its own security profile, and nobody serves the Welsh line any
// longer. A check refuses the plan.
var story = []struct{ file, old, new string }{
	{"people.hcl", "  security_profiles = local.roles[each.value.role]\n  hierarchy_group   = hierarchy_group.team[", `  security_profiles = concat(local.roles[each.value.role], each.value.team == "emergency" ? [security_profile.night_desk] : [])
  hierarchy_group   = hierarchy_group.team[`},
	{"routing.hcl", "    { queue = queue.service[\"welsh\"],  priority = 1, delay = 0 },\n", ""},
	{"routing.hcl", `default_outbound_queue = queue.service["welsh"]`, `default_outbound_queue = queue.service["home"]`},
	{"routing.hcl", `{ queue = queue.service["home"],   priority = 3, delay = 30 }`, `{ queue = queue.service["home"],   priority = 2, delay = 0 }`},
	{"routing.hcl", `{ queue = queue.service["motor"],  priority = 3, delay = 30 }`, `{ queue = queue.service["motor"],  priority = 2, delay = 0 }`},
	{"routing.hcl", `{ queue = queue.service["travel"], priority = 3, delay = 30 }`, `{ queue = queue.service["travel"], priority = 2, delay = 0 }`},
	{"access.hcl", "# Looks, but does not change:", `security_profile "night_desk" {
  name        = "Merrowdown Night Desk"
  description = "Runs the contact centre while everyone else is asleep"
  permissions = [
    "AccessMetrics.RealTimeMetrics.Access",
    "HoursOfOperation.View",
    "Queues.EnableAndDisable",
    "Queues.View",
    "Users.Edit",
    "Users.View",
  ]
}

# Looks, but does not change:`},
}

// storyPage applies the contact centre of the examples, makes the edits of the story, and
// returns the file of the page that plan makes of them. It is the same every time.
func storyPage(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "examples", "contact-centre"))); err != nil {
		t.Fatal(err)
	}
	command := func(code int, args ...string) {
		c := exec.Command(os.Args[0], args...)
		c.Dir, c.Env = dir, append(os.Environ(), asCommand+"=1", "SOURCE_DATE_EPOCH=1796040000", "CI=")
		if out, err := c.CombinedOutput(); c.ProcessState.ExitCode() != code {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	command(exitOK, "apply", "--auto-approve")
	for _, edit := range story {
		path := filepath.Join(dir, edit.file)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(text), edit.old); n != 1 {
			t.Fatalf("%s has %d places of %q", edit.file, n, edit.old)
		}
		if err := os.WriteFile(path, []byte(strings.Replace(string(text), edit.old, edit.new, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command(exitRefused, "plan", "-o", "html=plan.html") // a check forbids it
	return filepath.Join(dir, "plan.html")
}

// TestSamplePlan checks that docs/sample-plan.html is the page of the story.
func TestSamplePlan(t *testing.T) {
	t.Parallel()
	got, err := os.ReadFile(storyPage(t))
	if err != nil {
		t.Fatal(err)
	}
	const sample = "../../docs/sample-plan.html"
	if *update {
		if err = os.WriteFile(sample, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("docs/sample-plan.html mismatch (-want +got):\n%s", diff)
	}
}

// TestPageStory makes the page of the story and checks what it says. With the flag -picture
// it also takes the picture for the README.
func TestPageStory(t *testing.T) {
	t.Parallel()
	browser := newBrowser(t)
	page := storyPage(t)
	b := open(t, browser, page, chromedp.EmulateViewport(1120, 2520), media("screen", "light"))
	told := eval[[]string](b, `[...document.querySelectorAll(".told li")].map((e) => e.textContent.trim())`)
	for _, want := range []string{
		"! a.drummond gains Users: edit (administers access); Hours of operation: view; Queues: enable/disable, view via Merrowdown Night Desk",
		"! agents_change_no_access fails: People in teams may not edit users or security profiles.",
		"! Gwasanaeth Cymraeg on voice, chat: nobody is left to serve it (4 agents before)",
	} {
		if !slices.Contains(told, want) {
			t.Errorf("the page does not say %q but %q", want, told)
		}
	}
	risky := eval[[]string](b, `[...document.querySelectorAll(".change")].map((c) => c.querySelector(".title").textContent + ": " + c.dataset.risk)`)
	if diff := cmp.Diff([]string{"security_profile.night_desk: privilege_gain access_gain", "routing_profile.welsh: deserted_queue", "6 users of user.agents: privilege_gain access_gain"}, risky); diff != "" {
		t.Errorf("risks mismatch (-want +got):\n%s", diff)
	}
	b.checkViolations()
	if !*picture {
		return
	}
	shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("../../docs/plan.png", reduceColours(t, shot), 0o644); err != nil {
		t.Fatal(err)
	}
}

// reduceColours returns a picture in its 256 most frequent colours, which makes the file a
// lot smaller.
func reduceColours(t *testing.T, picture []byte) []byte {
	t.Helper()
	drawn, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	area := drawn.Bounds()
	pixels := map[color.Color]int{}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			pixels[drawn.At(x, y)]++
		}
	}
	colours := slices.SortedFunc(maps.Keys(pixels), func(a, b color.Color) int {
		if n := pixels[b] - pixels[a]; n != 0 {
			return n
		}
		return strings.Compare(fmt.Sprint(a), fmt.Sprint(b))
	})
	small := image.NewPaletted(area, colours[:min(len(colours), 256)])
	draw.Draw(small, area, drawn, area.Min, draw.Src)
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, small); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
