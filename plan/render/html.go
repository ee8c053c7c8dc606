package render

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
)

// The page is one file: its style and its script are part of it, and its policy lets
// nothing else run and nothing be fetched.
var (
	//go:embed html/page.html
	pageHTML string
	//go:embed html/style.css
	styleCSS string
	//go:embed html/filter.js
	filterJS string

	pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{"count": impact.Count, "words": kindWords, "sign": typeset, "inc": func(n int) int { return n + 1 }}).Parse(pageHTML))
)

// HTML shows the plan as one page that needs nothing beside it. It is read without
// a script; the one that it has filters the changes. D is the plan's document.
func HTML(w io.Writer, p *impact.Assessment, d *document.Document, s Style) error {
	b := bufio.NewWriter(w)
	if err := pageTemplate.Execute(b, newPage(p, d, s)); err != nil {
		return err
	}
	return b.Flush()
}

// An htmlPage is what the template shows. All texts in it are clean; the template escapes
// them for an attribute, an element or a style.
type htmlPage struct {
	Policy string // Content-Security-Policy
	Style  template.CSS
	Script template.JS

	Instance, Where, Stack string
	Commit, Digest         string
	CreatedAt, Tool        string
	Partial                bool
	Empty                  bool
	Noop, LeftOut, Records int
	Counts                 []tallied
	Tiles                  []tile
	Facts                  []factTopic
	Refusals               []problem
	Warnings               folded[problem]
	Notices                []string
	Access                 folded[accessBlock]
	Coverage               folded[coverageRow]
	Heat                   folded[heatBlock]
	People                 []crowd
	Changes                changeList
	Limits                 []impact.Limit
	Unmanaged              []kindCount
	Estimate               plan.Estimate
	Manual                 []task
}

// A tallied is how many objects an action is for.
type tallied struct {
	Sign, Action string
	N            int
}

// A tile is one number that a reviewer looks for first.
type tile struct {
	N     int
	Label string
	Grave bool // what a reviewer must not miss, where there is any
}

// A factTopic is the facts of one topic.
type factTopic struct {
	Name  string
	Facts []factSentence
}

// A factSentence is the sentence of a fact in parts, so that the page marks names.
type factSentence struct {
	Sign  string
	Parts []factPart
}

// A factPart is a name, or words of ours between names.
type factPart struct {
	Name bool
	Text string
}

// A problem is why a plan is refused, or a warning.
type problem struct {
	Code, Summary, Detail, Place string
	Related                      []related
}

// A related problem is the same at another place. Its detail is empty where it is the
// same.
type related struct{ Detail, Place string }

// A crowd is users who come, change place or go.
type crowd struct {
	Label string
	Users people
}

// A kindCount is how many objects of a kind the plan leaves alone.
type kindCount struct {
	Kind string
	N    int
}

// newPage makes what the template shows: it cleans every text, and decides what is folded.
func newPage(p *impact.Assessment, d *document.Document, s Style) htmlPage {
	in, i := p.Instance, &p.Impact
	g := htmlPage{
		Policy: policy(), Style: template.CSS(styleCSS), Script: template.JS(filterJS), //nolint:gosec // both are ours
		Instance: plan.Clean(in.Name), Where: plan.Clean(strings.TrimSpace(in.Service + " " + in.Region)), Stack: plan.Clean(p.Stack),
		Commit: plan.Clean(s.Commit), Digest: plan.Clean(d.Digest), CreatedAt: plan.Clean(d.CreatedAt),
		Tool: plan.Clean(strings.TrimSpace(d.Tool.Name + " " + d.Tool.Version)), Partial: p.Scope.Partial(),
		Empty: p.Empty(), Noop: p.Noop, LeftOut: p.LeftOut, Records: len(p.Records), Estimate: p.Estimate, Limits: p.Limits,
		Facts: factTopics(p), Access: fold(accessBlocks(i.Access), 2), Coverage: fold(coverageRows(i.Routing), 40),
		Heat: fold(heatBlocks(i.Heat), 2), People: crowds(i.People), Changes: newChangeList(p, s.Detail), Manual: tasks(p.Manual),
	}
	for _, a := range plan.Actions {
		if n := p.Count(a); n > 0 {
			g.Counts = append(g.Counts, tallied{a.Sign(), string(a), n})
		}
	}
	g.Tiles = tiles(p)
	g.diagnostics(d.Diagnostics)
	for n, u := range p.Unmanaged {
		if n == 0 || p.Unmanaged[n-1].Live.Kind != u.Live.Kind {
			g.Unmanaged = append(g.Unmanaged, kindCount{Kind: u.Live.Kind.Name})
		}
		g.Unmanaged[len(g.Unmanaged)-1].N++
	}
	return g
}

// policy lets the page's own style and script be, and nothing else.
func policy() string {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; img-src data:; style-src " + hash(styleCSS) + "; script-src " + hash(filterJS) + "; base-uri 'none'; form-action 'none'"
}

// tiles returns the numbers at the top. Each is there even if it is 0, so that a reviewer
// sees that nobody loses access.
func tiles(p *impact.Assessment) []tile {
	gain, lose := p.Impact.Gainers()
	idle := 0
	for _, n := range p.Impact.Idle {
		idle += len(n.Users)
	}
	deserted := map[string]bool{}
	for _, c := range p.Impact.Routing {
		if c.Deserted() {
			deserted[c.Queue] = true
		}
	}
	gone := p.Count(plan.Delete) + p.Count(plan.Replace)
	return []tile{
		{gain, verb(gain, "user gains", "users gain") + " permissions", escalates(p.Impact.Access)},
		{lose, verb(lose, "user loses", "users lose") + " permissions", false},
		{len(deserted), verb(len(deserted), "queue", "queues") + " left with nobody", true},
		{idle, verb(idle, "agent", "agents") + " left without a queue", true},
		{gone, verb(gone, "object", "objects") + " deleted", true},
	}
}

// escalates reports whether anybody comes to administer access.
func escalates(changes []impact.AccessChange) bool {
	for _, c := range changes {
		if c.Escalates() {
			return true
		}
	}
	return false
}

// factTopics tells what the plan means, by topic, and what became of the checks.
func factTopics(p *impact.Assessment) []factTopic {
	told := measure{users: 6, objects: 8, facts: 12}.tell(p.Impact.Facts())
	told = append(told, measure{}.tell(impact.CheckFacts(p.Policy))...)
	var topics []factTopic
	for _, f := range told {
		if last := len(topics) - 1; last < 0 || topics[last].Name != string(f.topic) {
			topics = append(topics, factTopic{Name: string(f.topic)})
		}
		t := &topics[len(topics)-1]
		t.Facts = append(t.Facts, factSentence{f.sign, partsOf(f.sentence)})
	}
	return topics
}

// partsOf returns a sentence as the template shows it: names apart from words.
func partsOf(sentence []span) []factPart {
	var list []factPart
	for _, s := range sentence {
		p := factPart{Name: s.kind == nameSpan || s.kind == codeSpan, Text: plan.Clean(s.text)}
		if s.kind == wordsSpan {
			p.Text = arrowed(s.text)
		}
		list = append(list, p)
	}
	return list
}

// diagnostics sorts what there is to say about the plan as a whole.
func (g *htmlPage) diagnostics(list []document.Diagnostic) {
	var warnings []problem
	for _, d := range list {
		p := problem{Code: plan.Clean(d.Code), Summary: plan.Clean(d.Summary), Detail: plan.Clean(d.Detail), Place: placeOf(d.Range)}
		for _, r := range d.Related {
			p.Related = append(p.Related, related{plan.Clean(r.Detail), placeOf(r.Range)})
		}
		switch {
		case d.Severity == "notice":
			g.Notices = append(g.Notices, p.Summary)
		case d.Refused:
			g.Refusals = append(g.Refusals, p)
		default:
			warnings = append(warnings, p)
		}
	}
	g.Warnings = fold(warnings, 12)
}

// placeOf returns a place in a file, or "" for a diagnostic that has none.
func placeOf(r *document.RangeDoc) string {
	if r == nil {
		return ""
	}
	return fileLine(r.Filename, r.Start.Line)
}

// crowds returns who joins, moves and leaves, without groups that are empty.
func crowds(p impact.People) []crowd {
	var list []crowd
	for _, c := range []struct {
		label string
		users []string
	}{{"join", p.Joiners}, {"move", p.Movers}, {"leave", p.Leavers}} {
		if len(c.users) > 0 {
			list = append(list, crowd{verb(len(c.users), c.label+"s", c.label), named(c.users)})
		}
	}
	return list
}
