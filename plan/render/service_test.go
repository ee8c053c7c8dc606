package render_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/plan/simulate"
)

// waits is a report about three queues: one that a plan serves better, one that it does not
// touch, and one that it deletes. The first name is hostile.
func waits() *simulate.Report {
	const hostile = "<img src=x>\u202e"
	was := &simulate.Service{Offered: 120, Answered: 76.8, Abandoned: 43.2, ServiceLevel: 0.612, MeanWait: 47.9, P90Wait: 80, Interval: simulate.Interval{ServiceLevel: 0.008}}
	is := &simulate.Service{Offered: 120, Answered: 96, Abandoned: 24, ServiceLevel: 0.743, MeanWait: 31.2, P90Wait: 41, Interval: simulate.Interval{ServiceLevel: 0.009}}
	day := []simulate.Slot{{From: "09:00", Offered: 10, Before: 0.5, After: 0.75}, {From: "09:30", Offered: 20, Before: 0.6, After: 0.7}, {From: "10:00", Offered: 5, Before: 1, After: 1}}
	return &simulate.Report{
		Seed: 1, Runs: 40, Precise: true, NotSimulated: []string{"Basic", hostile},
		Queues: []simulate.QueueReport{
			{Queue: "Quiet", Channel: "voice", Target: 20, Before: was, After: was, Day: day},
			{Queue: hostile, Channel: "voice", Target: 20, Before: was, After: is, Differs: true, Day: day},
			{Queue: "Gone", Channel: "chat", Target: 20, Before: was, Day: day},
		},
		Profiles: []simulate.ProfileReport{{RoutingProfile: "Gold", Agents: 12, Before: &simulate.Load{Occupancy: 0.31}, After: &simulate.Load{Occupancy: 0.33}}, {RoutingProfile: "Old", Before: &simulate.Load{}}},
	}
}

// TestServiceFacts checks that each rendering says how long contacts wait, or that the plan makes
// no difference.
func TestServiceFacts(t *testing.T) {
	t.Parallel()
	const want = `on voice: 61 % -> 74 % answered within 20 s, mean wait 48 s -> 31 s`
	alike := waits()
	alike.Queues[1].Differs = false
	const none = "no contacts wait for longer or shorter than before, as far as 40 runs can tell"
	for _, test := range []struct {
		report *simulate.Report
		want   string
	}{{waits(), want}, {alike, none}} {
		p := planned(t, "hours.H queue.Q{hours=H}", "hours.H queue.Q{hours=H desc=x}")
		p.Impact.Service = test.report
		d, err := document.New(p)
		if err != nil {
			t.Fatal(err)
		}
		var human, markdown bytes.Buffer
		if err := render.Human(&human, p, d.Digest, render.Style{}); err != nil {
			t.Fatal(err)
		}
		if err := render.Markdown(&markdown, p, d, render.Page{}); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{human.String(), markdown.String()} {
			if strings.Count(text, test.want) != 1 || strings.Contains(text, "\u202e") {
				t.Errorf("%s\nlacks %q", text, test.want)
			}
		}
	}
}

// TestSimulation checks the table of simulate.
func TestSimulation(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := render.Simulation(&b, waits()); err != nil {
		t.Fatal(err)
	}
	want := `40 runs of the traffic, seed 1. The 99 % interval of each service level is below 1 point.

Queue                  Channel  Contacts             In time                          Mean wait     9 of 10 wait at most  Abandoned
"Quiet"                voice    120                  61 %          ± 0.8 within 20 s  48 s          80 s                  36 %
"<img src=x>\u{202e}"  voice    120                  61 % -> 74 %  ± 0.9 within 20 s  48 s -> 31 s  80 s -> 41 s          36 % -> 20 %
"Gone"                 chat     deleted by the plan

Routing profile  Agents  Occupancy
"Gold"           12      31 % -> 33 %
"Old"            0       no agents after the plan

Not simulated, because the file has no traffic for them: "Basic", "<img src=x>\u{202e}".
`
	if b.String() != want {
		t.Errorf("%s\nwant:\n%s", b.String(), want)
	}
	r := waits()
	r.Queues, r.Precise = r.Queues[:1], false
	b.Reset()
	if err := render.Simulation(&b, r); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"Some intervals are 1 point or wider", "No contacts wait for longer or shorter after the plan"} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("%s\nlacks %q", b.String(), part)
		}
	}
}

// TestPageService checks the charts of the page, and that a page without traffic has no part of
// them.
func TestPageService(t *testing.T) {
	t.Parallel()
	p := planned(t, "hours.H queue.Q{hours=H}", "hours.H queue.Q{hours=H desc=x}")
	before := pageOf(t, p)
	if strings.Contains(before, "waits") || strings.Contains(before, "<svg") {
		t.Error("a page without traffic has something of charts")
	}
	p.Impact.Service = waits()
	page := pageOf(t, p)
	section, ok := parsedPage(t, page).section("service")
	if !ok {
		t.Fatal("the page has no charts")
	}
	headings := section.all("h3")
	if len(headings) != 2 || headings[0].text() != `<img src=x>\u{202e} voice` || headings[1].text() != "Quiet voice" {
		t.Errorf("charts: %d", len(headings))
	}
	if !strings.Contains(page, `<polyline points="44,35.5 180,35.5 180,41.0 317,41.0 317,8.0 454,8.0" stroke-width="2"></polyline>`) || strings.Count(page, "<polyline") != 4 || strings.Count(page, "stroke-dasharray") != 2 {
		t.Error("the lines of the charts are wrong")
	}
	const figures = "61 % → 74 % of 120 contacts are answered within 20 s (± 0.9 points). They wait 48 s → 31 s on average, and 9 of 10 at most 80 s → 41 s; 36 % → 20 % give up."
	if got := section.all("p")[1].text(); got != figures {
		t.Errorf("%s\nwant: %s", got, figures)
	}
	if strings.Contains(page, "<img src=x>") || strings.Contains(page, "\u202e") {
		t.Error("a name is on the page as it is")
	}
	hostile := waits()
	hostile.Queues[1].Day = []simulate.Slot{{From: "99:99", Offered: -1, Before: 7, After: -7}, {From: "x"}}
	p.Impact.Service = hostile
	pageOf(t, p) // a report that somebody edited makes nothing panic
	if i := (&impact.Impact{Service: hostile}); len(i.Facts()) != 1 {
		t.Error("want one fact")
	}
}
