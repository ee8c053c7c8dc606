package render

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema/diag"
)

// The page is one file. Its style and its script are part of it, and its policy allows no other
// script and no request. So a page from a pull request can be opened without a worry.
var (
	//go:embed html/page.html
	pageHTML string
	//go:embed html/style.css
	styleCSS string
	//go:embed html/filter.js
	filterJS string

	pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{"count": impact.Count, "words": diag.KindWords, "sign": typeset, "inc": func(n int) int { return n + 1 }}).Parse(pageHTML))
)

// HTML shows the plan as one page that needs no other file. It can be read without a script;
// the script only filters the changes. D is the plan's document.
func HTML(w io.Writer, p *impact.Assessment, d *document.Document, s Style) error {
	b := bufio.NewWriter(w)
	if err := pageTemplate.Execute(b, newPage(p, d, s)); err != nil {
		return err
	}
	return b.Flush()
}

// An htmlPage has everything that the template shows. All its texts are clean (see
// [plan.Clean]), and the template escapes them for the place where they are.
type htmlPage struct {
	Policy string // Content-Security-Policy
	Style  template.CSS
	Script template.JS

	Command                                          string // plan or drift
	Instance, Where, Stack, AsOf, Model, Environment string
	Commit, Digest                                   string
	Risk                                             string // such as `high: deletion (1)`; "" if nothing changes
	CreatedAt, Tool                                  string
	Partial                                          bool
	Empty                                            bool
	Noop, LeftOut, Records                           int
	Counts                                           []tallied
	Tiles                                            []tile
	Facts                                            []factTopic
	Refusals                                         []problem
	Warnings                                         folded[problem]
	Notices                                          []string
	Access                                           folded[accessBlock]
	Coverage                                         folded[coverageRow]
	Heat                                             folded[heatBlock]
	Calendars                                        folded[calendarBlock]
	Service                                          folded[waitBlock]
	People                                           []crowd
	Changes                                          changeList
	Limits                                           []impact.Limit
	Unmanaged                                        []kindCount
	Estimate                                         plan.Estimate
	Manual                                           []task
}

// A tallied counts the objects of one action.
type tallied struct {
	Sign, Action string
	N            int
}

// A tile is one number at the top of the page, such as `3 users gain permissions`.
type tile struct {
	N     int
	Label string
	Grave bool // whether the page marks the tile if the number is not 0
}

// A factTopic has the facts of one topic.
type factTopic struct {
	Name  string
	Facts []factSentence
}

// A factSentence is the sentence of a fact in parts, so that the page can mark the names.
type factSentence struct {
	Sign  string
	Parts []factPart
}

// A factPart is a name, or our own words between names.
type factPart struct {
	Name bool
	Text string
}

// A problem is a reason why a plan is refused, or a warning.
type problem struct {
	Code, Summary, Detail, Place string
	Related                      []related
}

// A related is another place of a problem. Its detail is empty if it is the same as the
// problem's.
type related struct{ Detail, Place string }

// A crowd lists users who join, who move, or who leave.
type crowd struct {
	Label string
	Users people
}

// A kindCount counts the objects of a kind that the plan leaves alone.
type kindCount struct {
	Kind string
	N    int
}

// newPage fills in the page. It cleans every text, and decides which lists are folded.
func newPage(p *impact.Assessment, d *document.Document, s Style) htmlPage {
	in, i := p.Instance, &p.Impact
	g := htmlPage{
		Script:  template.JS(filterJS), //nolint:gosec // it is ours
		Command: cmp.Or(s.Command, "plan"), Instance: plan.Clean(in.Name), Where: plan.Clean(strings.TrimSpace(in.Service + " " + in.Region)), Stack: plan.Clean(p.Stack), Environment: plan.Clean(d.Config.Environment), AsOf: plan.Clean(in.AsOf),
		Commit: plan.Clean(s.Commit), Digest: plan.Clean(d.Digest), CreatedAt: plan.Clean(d.CreatedAt),
		Tool: plan.Clean(strings.TrimSpace(d.Tool.Name + " " + d.Tool.Version)), Partial: p.Scope.Partial(),
		Empty: p.Empty(), Noop: p.Noop, LeftOut: p.LeftOut, Records: len(p.Records), Estimate: p.Estimate, Limits: p.Limits,
		Facts: factTopics(p, s.Detail), Access: fold(accessBlocks(i.Access, s.Detail), 2), Coverage: fold(coverageRows(i.Routing), 40),
		Heat: fold(heatBlocks(i.Heat), 2), Calendars: fold(calendarBlocks(i.Calendars), 3), Service: fold(waitBlocks(i.Service), 6), People: crowds(i.People), Changes: newChangeList(p, s.Detail), Manual: tasks(p.Manual),
	}
	g.dress()
	if p.Model != nil {
		g.Model = modelName(p)
	}
	for _, a := range plan.Actions {
		if n := p.Count(a); n > 0 && s.Command == "drift" {
			g.Counts = append(g.Counts, tallied{a.Sign(), map[bool]string{true: "missing", false: "changed since the last apply"}[a == plan.Create], n})
		} else if n > 0 {
			g.Counts = append(g.Counts, tallied{a.Sign(), toDo(p, a), n})
		}
	}
	if !p.Empty() {
		g.Risk = riskText(p)
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

// policy returns the page's Content-Security-Policy. It allows the page's own style and script,
// by their hashes, and nothing else.
func policy(style string) string {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; img-src data:; style-src " + hash(style) + "; script-src " + hash(filterJS) + "; base-uri 'none'; form-action 'none'"
}

// tiles returns the numbers at the top. A tile whose number is 0 is left out.
func tiles(p *impact.Assessment) []tile {
	gain, lose := p.Impact.Gainers()
	idle := p.Impact.IdleAgents()
	deserted := p.Impact.Deserted()
	gone := p.Count(plan.Delete) + p.Count(plan.Replace)
	list := []tile{
		{gain, verb(gain, "user gains", "users gain") + " permissions", escalates(p.Impact.Access)},
		{lose, verb(lose, "user loses", "users lose") + " permissions", false},
		{deserted, verb(deserted, "queue", "queues") + " left with nobody", true},
		{idle, verb(idle, "agent", "agents") + " left without a queue", true},
		{gone, verb(gone, "object", "objects") + " deleted", true},
	}
	types, closed, disabled := p.Impact.DesertedTypes(), p.Impact.Closed(), p.Impact.Disabled()
	list = append(list,
		tile{types, verb(types, "workload type", "workload types") + " left with nobody", true},
		tile{closed, "hours of operation closed all week", true},
		tile{disabled, verb(disabled, "queue", "queues") + " disabled", true},
	)
	return slices.DeleteFunc(list, func(t tile) bool { return t.N == 0 })
}

// escalates reports whether anybody gains permissions to administer access.
func escalates(changes []impact.AccessChange) bool {
	for _, c := range changes {
		if c.Escalates() {
			return true
		}
	}
	return false
}

// factTopics returns the plan's facts by topic, and then the results of the checks.
func factTopics(p *impact.Assessment, detail Detail) []factTopic {
	first, rest := impact.Ahead(p.Impact.Facts())
	api := detail == Full
	told := append(measure{users: 50, objects: 12, apiNames: api}.tell(first), measure{users: 6, objects: 8, facts: 12, apiNames: api}.tell(rest)...)
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

// partsOf returns a sentence in parts for the template.
func partsOf(sentence []span) []factPart {
	var list []factPart
	for _, s := range sentence {
		p := factPart{Name: s.kind == nameSpan || s.kind == labelSpan || s.kind == codeSpan, Text: plan.Clean(s.text)}
		if s.kind == wordsSpan {
			p.Text = arrowed(s.text)
		}
		list = append(list, p)
	}
	return list
}

// diagnostics sorts the diagnostics into refusals, warnings and notices.
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

// placeOf returns a place in a file; "" if r is nil.
func placeOf(r *document.RangeDoc) string {
	if r == nil {
		return ""
	}
	return fileLine(r.Filename, r.Start.Line)
}

// crowds returns the users who join, move and leave. It leaves out empty crowds.
func crowds(p impact.People) []crowd {
	var list []crowd
	for _, c := range []struct {
		does  impact.Verb
		users []string
	}{{impact.Join, p.Joiners}, {impact.Move, p.Movers}, {impact.Reassign, p.Reassigned}, {impact.Leave, p.Leavers}} {
		if len(c.users) > 0 {
			list = append(list, crowd{verb(len(c.users), verbs[c.does][0], verbs[c.does][1]), named(c.users)})
		}
	}
	return list
}
