package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// tooWide is an expression for the elements that end beyond the right edge of the screen, and are
// not in a box that a reader can scroll.
const tooWide = `[...document.querySelectorAll("body *")].filter((e) => {
	const out = (x) => x.getBoundingClientRect().right > innerWidth + 0.5;
	if (!e.checkVisibility() || !out(e)) return false;
	for (let box = e.parentElement; box; box = box.parentElement) {
		if (["auto", "scroll", "hidden"].includes(getComputedStyle(box).overflowX) && !out(box)) return false;
	}
	return true;
}).map((e) => e.tagName + "." + e.className + ": " + e.textContent.trim().slice(0, 40))`

// phonePage makes the page of a plan that creates 3,000 users, closes a day of the quickstart's
// hours, and limits a queue.
func phonePage(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../examples/quickstart")); err != nil {
		t.Fatal(err)
	}
	command := func(args ...string) {
		t.Helper()
		c := exec.Command(os.Args[0], args...)
		c.Dir, c.Env = dir, append(os.Environ(), asCommand+"=1", "SOURCE_DATE_EPOCH=1796040000", "CI=")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	edit := func(name string, change func(string) string) {
		t.Helper()
		path := filepath.Join(dir, name)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		changed := change(string(text))
		if changed == string(text) {
			t.Fatalf("%s did not change", name)
		}
		if err := os.WriteFile(path, []byte(changed), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command("apply", "--auto-approve")
	edit("callwright.hcl", func(s string) string {
		s = strings.Replace(s, `"Premium Support 1"`, "\"Premium Support 1\"\n  max_contacts = 1", 1)
		return strings.Replace(s, "08:00-20:00", "09:00-19:00", 1)
	})
	edit("agents.csv", func(s string) string {
		head, row, _ := strings.Cut(strings.TrimSpace(s), "\n")
		first, _, _ := strings.Cut(row, "\n")
		_, rest, _ := strings.Cut(first, ",")
		for i := range 3000 {
			s += fmt.Sprintf("agent.%04d,%s\n", i, rest)
		}
		return strings.TrimSpace(head) + "\n" + strings.TrimPrefix(s, head+"\n")
	})
	command("plan", "-o", "html=plan.html")
	return filepath.Join(dir, "plan.html")
}

// TestPageOnPhone lays a large page out on a screen of 400 pixels, light and dark: nothing runs
// off the screen, and the numbers are those of the plan.
func TestPageOnPhone(t *testing.T) {
	t.Parallel()
	browser := newBrowser(t)
	for _, file := range []string{phonePage(t), goldenPage(t, "plan.html"), goldenPage(t, "hostile.html")} {
		for _, scheme := range []string{"light", "dark"} {
			b := open(t, browser, file, chromedp.EmulateViewport(400, 900), media("screen", scheme))
			if list := eval[[]string](b, tooWide); len(list) > 0 {
				t.Errorf("%s, %s: %d elements are wider than the screen: %q", filepath.Base(file), scheme, len(list), list[:min(5, len(list))])
			}
			if n := eval[int](b, `[...document.querySelectorAll("p, li, td, th, h1, h2, h3, h4, dd")].filter((e) => e.checkVisibility() && e.textContent.trim() && parseFloat(getComputedStyle(e).fontSize) < 12).length`); n > 0 {
				t.Errorf("%s: %d texts are smaller than 12 pixels", filepath.Base(file), n)
			}
			b.checkViolations()
		}
	}
	b := open(t, browser, phonePage(t), chromedp.EmulateViewport(400, 900))
	counts := eval[string](b, `document.querySelector(".counts").innerText.replace(/\s+/g, " ")`)
	if !strings.Contains(counts, "3000 to create") || !strings.Contains(counts, "2 to update") {
		t.Errorf("the page counts %q", counts)
	}
	if n := eval[int](b, `[...document.querySelectorAll(".change")].reduce((sum, c) => sum + Number(c.dataset.count), 0)`); n != 3002 {
		t.Errorf("the changes are of %d objects, want 3002", n)
	}
	if crowds := eval[[]string](b, `[...document.querySelectorAll(".crowds li")].map((e) => e.innerText.replace(/\s+/g, " "))`); len(crowds) != 1 || !strings.HasPrefix(crowds[0], "3000 join agent.0000, agent.0001, agent.0002, agent.0003 and 2996 more") {
		t.Errorf("the page says of people %q", crowds)
	}
	if n := eval[int](b, `Math.round(document.querySelector(".calendar td").getBoundingClientRect().width)`); n < 100 {
		t.Errorf("a day of the calendar is %d pixels wide", n)
	}
	if n := eval[int](b, `document.querySelectorAll(".calendar td[data-sign]").length`); n != 20 {
		t.Errorf("the calendar marks %d days, want the 20 working days of four weeks", n)
	}
	if told := eval[string](b, `document.querySelector(".told").innerText.replace(/\s+/g, " ")`); !strings.Contains(told, "3000 users (agent.0000, ") || !strings.Contains(told, "12 → 3012 agents") {
		t.Errorf("the page says %q", told)
	}
}
