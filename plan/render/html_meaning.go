package render

import (
	"slices"

	dom "maragu.dev/gomponents"
	"maragu.dev/gomponents/html"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema/diag"
)

// This file has the parts of a page that say in words what the plan means: numbers, facts,
// problems, manual steps, people, and what else is worth knowing.

// meaningNode says what the plan means, or that it has no changes.
func meaningNode(p *impact.Assessment, s Style, refused bool) dom.Node {
	facts := factsNode(factTopics(p, s.Detail))
	if !p.Empty() {
		return sectionNode("", "means", dom.Text("What it means"), tilesNode(tiles(p)), facts)
	}
	none, what := "", ""
	switch objects := impact.Count(p.Noop, "object"); {
	case refused:
		what = "The plan has no other changes (" + objects + " as described)."
	case p.Scope.Partial():
		none, what = "No changes", " in this part ("+objects+"); "+impact.Count(p.LeftOut, "object")+" not checked."
	case s.Command == "drift":
		none, what = "No drift.", " The contact centre matches what was last applied ("+objects+")."
	default:
		none, what = "No changes.", " The contact centre matches the configuration ("+objects+")."
	}
	return dom.Group{leaf(html.P, html.Class("note"), dom.If(none != "", html.B(dom.Text(none))), dom.Text(what)), facts}
}

// A tile is one number at the top of the page, such as `3 users gain permissions`.
type tile struct {
	N     int
	Label string
	Grave bool // whether the page marks the tile if the number is not 0
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

// tilesNode shows the numbers.
func tilesNode(list []tile) dom.Node {
	if len(list) == 0 {
		return nil
	}
	return block(html.Ul, html.Class("tiles"), each(list, func(t tile) dom.Node {
		class, mark := "tile", dom.Node(nil)
		if t.Grave {
			class, mark = "tile grave", graveNode()
		}
		return leaf(html.Li, html.Class(class), html.B(mark, numberNode(t.N)), dom.Text(" "+t.Label))
	}))
}

// A factTopic has the facts of one topic.
type factTopic struct {
	Name  string
	Facts []factLine
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
		t.Facts = append(t.Facts, f)
	}
	return topics
}

// factsNode shows facts below their topics.
func factsNode(topics []factTopic) dom.Node {
	if len(topics) == 0 {
		return nil
	}
	return block(html.Div, html.Class("panel told"), each(topics, func(t factTopic) dom.Node {
		return dom.Group{
			leaf(html.H3, dom.Text(t.Name)),
			block(html.Ul, each(t.Facts, func(f factLine) dom.Node {
				return leaf(html.Li, signNode(f.sign), space, html.Span(each(f.sentence, spanNode)))
			})),
		}
	}))
}

// spanNode shows a piece of a sentence. Names stand out.
func spanNode(s span) dom.Node {
	switch s.kind {
	case wordsSpan:
		return dom.Text(arrowed(s.text))
	case nameSpan, labelSpan, codeSpan:
		return nameNode(plan.Clean(s.text))
	}
	return dom.Text(plan.Clean(s.text))
}

// pageDiagnostics are diagnostics by what they are for the reader of a plan.
type pageDiagnostics struct {
	refusals, warnings []document.Diagnostic
	notices            []string
}

// sortedDiagnostics sorts diagnostics.
func sortedDiagnostics(list []document.Diagnostic) pageDiagnostics {
	var f pageDiagnostics
	for _, d := range list {
		switch {
		case d.Severity == "notice":
			f.notices = append(f.notices, plan.Clean(d.Summary))
		case d.Refused:
			f.refusals = append(f.refusals, d)
		default:
			f.warnings = append(f.warnings, d)
		}
	}
	return f
}

// refusalsNode says why the plan cannot be applied.
func refusalsNode(list []document.Diagnostic) dom.Node {
	if len(list) == 0 {
		return nil
	}
	return sectionNode("panel grave", "refused", dom.Group{signNode("!"), dom.Text(" Refused: this plan cannot be applied")}, each(list, problemNode))
}

// warningsNode shows warnings.
func warningsNode(list folded[document.Diagnostic]) dom.Node {
	if list.Len() == 0 {
		return nil
	}
	return sectionNode("panel warn", "warnings", dom.Text(impact.Count(list.Len(), "warning")),
		list.node(nMore, func(list []document.Diagnostic) dom.Node { return each(list, problemNode) }))
}

// problemNode shows a refusal or a warning, with its other places behind a click.
func problemNode(d document.Diagnostic) dom.Node {
	title := dom.Group{html.B(bdiNode(plan.Clean(d.Summary)))}
	if d.Code != "" {
		title = dom.Group{codeNode(plan.Clean(d.Code)), space, title}
	}
	if place := placeOf(d.Range); place != "" {
		title = dom.Group{title, space, html.Code(bdiNode(place))}
	}
	var detail, others dom.Node
	if d.Detail != "" {
		detail = html.P(bdiNode(plan.Clean(d.Detail)))
	}
	if len(d.Related) > 0 {
		others = dom.Group{newline, detailsNode("", dom.Text(impact.Count(len(d.Related), "more place")), html.Ul(each(d.Related, relatedNode)))}
	}
	return leaf(html.Div, html.Class("problem"), html.P(title), detail, others)
}

// relatedNode shows another place of a problem. Its detail is empty if it is the same as the
// problem's.
func relatedNode(r document.Related) dom.Node {
	detail := bdiNode(plan.Clean(r.Detail))
	if place := placeOf(r.Range); place != "" {
		return html.Li(html.Code(bdiNode(place)), space, detail)
	}
	return html.Li(detail)
}

// placeOf returns a place in a file; "" if r is nil.
func placeOf(r *document.RangeDoc) string {
	if r == nil {
		return ""
	}
	return fileLine(r.Filename, r.Start.Line)
}

// manualNode lists what people have to do.
func manualNode(list []task) dom.Node {
	if len(list) == 0 {
		return nil
	}
	return sectionNode("panel warn", "byhand", dom.Text(manualTitle),
		each(list, func(t task) dom.Node {
			return leaf(html.Div, html.Class("problem"), html.P(html.B(bdiNode(t.Object))),
				leaf(html.Ul, each(t.Steps, func(step string) dom.Node { return html.Li(bdiNode(step)) })))
		}),
		leaf(html.P, dom.Text("Afterwards run "), codeNode("callwright confirm"), dom.Text(", and then "), codeNode("callwright apply"), dom.Text(" for the changes that wait for these steps.")),
	)
}

// A crowd lists users who join, who move, or who leave.
type crowd struct {
	Label string
	Users people
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

// crowdsNode shows the users who join, move and leave.
func crowdsNode(list []crowd) dom.Node {
	if len(list) == 0 {
		return nil
	}
	return sectionNode("", "people", dom.Text("People"), block(html.Ul, html.Class("crowds"), each(list, func(c crowd) dom.Node {
		return leaf(html.Li, html.Class("panel"), html.H3(numberNode(c.Users.N), dom.Text(" "+c.Label)), space, c.Users.node())
	})))
}

// A kindCount counts the objects of a kind that the plan leaves alone.
type kindCount struct {
	Kind string
	N    int
}

// unmanagedCounts counts the objects that the plan leaves alone.
func unmanagedCounts(p *impact.Assessment) []kindCount {
	var list []kindCount
	for n, u := range p.Unmanaged {
		if n == 0 || p.Unmanaged[n-1].Live.Kind != u.Live.Kind {
			list = append(list, kindCount{Kind: u.Live.Kind.Name})
		}
		list[len(list)-1].N++
	}
	return list
}

// besidesNode says what else is worth knowing: notices, and what is deleted or left alone.
func besidesNode(p *impact.Assessment, notices []string) dom.Node {
	if len(notices)+len(p.Records)+len(p.Limits)+len(p.Unmanaged) == 0 {
		return nil
	}
	var told dom.Node
	if len(notices)+len(p.Records) > 0 {
		told = block(html.Ul, html.Class("notices"),
			each(notices, func(text string) dom.Node { return leaf(html.Li, bdiNode(text)) }),
			dom.If(len(p.Records) > 0, leaf(html.Li, dom.Text("The next apply will update the record of "+impact.Count(len(p.Records), "object")+"."))),
		)
	}
	var deleted, left dom.Node
	if len(p.Limits) > 0 {
		deleted = smallTableNode("Deletions", []string{"Kind", "Deleted", "Allowed"}, each(p.Limits, limitNode))
	}
	if counts := unmanagedCounts(p); len(counts) > 0 {
		left = smallTableNode("Not in the configuration, left alone", []string{"Kind", "Objects"}, each(counts, func(k kindCount) dom.Node {
			return html.Tr(rowNode(dom.Text(diag.KindWords(k.Kind))), html.Td(numberNode(k.N)))
		}))
	}
	return sectionNode("", "besides", dom.Text("Also worth knowing"), told, block(html.Div, html.Class("pair"), deleted, left))
}

// smallTableNode returns a table with a caption.
func smallTableNode(caption string, columns []string, rows dom.Node) dom.Node {
	return leaf(html.Div, html.Class("scroll"), html.Table(html.Class("small"),
		leaf(html.Caption, dom.Text(caption)), headNode(columns...), leaf(html.TBody, rows), newline))
}

// limitNode says how many objects of a kind the plan deletes, and how many it may.
func limitNode(l impact.Limit) dom.Node {
	class, refused := "", dom.Node(nil)
	if l.Blocked {
		class, refused = "grave", dom.Group{space, html.B(dom.Text("refused"))}
	}
	return html.Tr(classNode(class), rowNode(dom.Text(diag.KindWords(l.Kind))), html.Td(numberNode(l.Value), refused), html.Td(numberNode(l.Allowed)))
}
