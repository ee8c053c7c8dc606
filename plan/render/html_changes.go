package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	dom "maragu.dev/gomponents"
	"maragu.dev/gomponents/html"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A changeList has the changes by kind, and the actions and risks that the filters offer.
type changeList struct {
	Total   int
	Kinds   []kindChanges
	Actions []string
	Risks   []pageRisk
}

// A kindChanges has the changes of one kind.
type kindChanges struct {
	Kind string
	N    int
	List folded[changed]
}

// A changed is a change, or a group of alike changes.
type changed struct {
	N                     int
	Kind, Sign, Action    string
	Title, Key, Was       string
	Source, Note, Removed string // Removed is the commit that removed the block of a deleted object
	Objects               people // the objects of a group
	Risks                 []pageRisk
	Attrs                 []attrChange
	Gone                  bool // whether the object is deleted, so that Attrs show what is lost
	RiskWords, FilterText string
}

// An attrChange shows how one attribute changes. Depending on its shape, it has a value before
// and after, or members, or rows.
type attrChange struct {
	Name          string
	Before, After string // of a scalar
	Scalar        bool
	Members       []member
	Columns       []string
	Rows          []tableRow
	Drift         string
}

// A member is a changed member of a set, or a changed entry of a map.
type member struct{ Sign, Text, Drift string }

// A tableRow is a changed row of a table. It has a cell for each column.
type tableRow struct {
	Sign, Drift string
	Cells       []string
}

// atOnce is how many changes of a kind the page shows before it folds the rest.
const atOnce = 60

// newChangeList sorts the changes by kind. Within a kind, those with the gravest risk come
// first, so that they are not in the folded part.
func newChangeList(p *impact.Assessment, detail Detail) changeList {
	l := changeList{}
	found := map[impact.RiskCode]bool{}
	at := map[string]int{}
	lists := map[string][]changed{}
	for _, g := range grouped(weighedChanges(p), Style{Detail: detail}) {
		c := newChanged(g)
		if _, met := at[c.Kind]; !met {
			at[c.Kind] = len(l.Kinds)
			l.Kinds = append(l.Kinds, kindChanges{Kind: c.Kind})
		}
		l.Kinds[at[c.Kind]].N += c.N
		l.Total += c.N
		lists[c.Kind] = append(lists[c.Kind], c)
		for _, r := range c.Risks {
			found[r.Code] = true
		}
	}
	for i := range l.Kinds {
		list := lists[l.Kinds[i].Kind]
		slices.SortStableFunc(list, func(a, b changed) int { return cmp.Compare(a.gravity(), b.gravity()) })
		l.Kinds[i].List = fold(list, atOnce)
	}
	slices.SortStableFunc(l.Kinds, func(a, b kindChanges) int { return rankOf(a.Kind) - rankOf(b.Kind) })
	for _, a := range plan.Actions {
		if p.Count(a) > 0 {
			l.Actions = append(l.Actions, string(a))
		}
	}
	for _, code := range impact.RiskCodes {
		if found[code] {
			l.Risks = append(l.Risks, pageRisk{code})
		}
	}
	return l
}

// rankOf returns the place of a kind in the list of kinds.
func rankOf(kind string) int {
	return slices.Index(schema.KindNames(), kind)
}

// gravity is lowest for the change with the gravest risk.
func (c changed) gravity() int {
	if len(c.Risks) == 0 {
		return len(impact.RiskCodes)
	}
	return slices.Index(impact.RiskCodes, c.Risks[0].Code)
}

// A pageRisk is a risk of a change as a page shows it.
type pageRisk struct{ Code impact.RiskCode }

// Words returns the name of the risk for people.
func (r pageRisk) Words() string { return riskWords[r.Code] }

// Grave reports whether the page marks the risk in the title of the change.
func (r pageRisk) Grave() bool { return r.Code.Level() == impact.High }

// newChanged returns a group of alike changes as the page shows it.
func newChanged(g group) changed {
	first := g.changes[0]
	o := first.Object()
	c := changed{
		N: len(g.changes), Kind: o.Kind.Name, Sign: first.Action.Sign(), Action: string(first.Action),
		Title: plan.Clean(first.Addr.String()), Source: g.source(), Note: standingWords(first), Gone: first.Want == nil,
	}
	if first.Removed != nil {
		c.Removed = commitText(first.Removed)
	}
	if len(g.changes) > 1 {
		c.several(g)
	} else {
		if !namesItself(first.Addr, o.Key) {
			c.Key = plan.Clean(o.Key)
		}
		c.Was = plan.Clean(first.Was())
		c.FilterText = strings.Join([]string{c.Title, plan.Clean(o.Key), c.Was}, " ")
	}
	for _, code := range g.codes {
		c.Risks = append(c.Risks, pageRisk{code})
		c.RiskWords = strings.TrimSpace(c.RiskWords + " " + string(code))
	}
	for i := range first.Shown().All() {
		a, differs := newAttrChange(first, i)
		if said, mixed := g.mixed[a.Name]; mixed {
			a = attrChange{Name: a.Name, Scalar: true, After: said}
		}
		if differs {
			c.Attrs = append(c.Attrs, a)
		}
	}
	return c
}

// several fills in the title and the names of a group with several objects.
func (c *changed) several(g group) {
	keys := make([]string, len(g.changes))
	for i, one := range g.changes {
		keys[i] = one.Object().Key
	}
	c.Objects = named(keys)
	c.Title = g.title()
	c.FilterText = c.Title + " " + plan.Clean(strings.Join(keys[:min(len(keys), mostNames)], " "))
}

// standingWords says how an object came to be in the plan: `adopted`, `to free its name`. It
// returns "" for managed objects, because most are.
func standingWords(c *plan.Change) string {
	switch {
	case c.Step == plan.Aside:
		return "to free its name"
	case c.Step == plan.Old:
		return "replaced"
	case c.Standing == plan.Managed, c.Standing == plan.Orphaned && c.Reason == plan.NotInConfig:
		return ""
	}
	return string(c.Standing)
}

// newAttrChange returns how the attribute at position i changes. It returns false for the name
// of an object that is created or deleted, because the title has it.
func newAttrChange(c *plan.Change, i int) (attrChange, bool) {
	a := &c.Object().Kind.Attrs[i]
	before, after := valueOf(c.Live, i), valueOf(c.Want, i)
	if (before == cty.NilVal || after == cty.NilVal) && a.Name == c.Object().Kind.Label {
		return attrChange{}, false
	}
	why := c.Cause(i)
	d := attrChange{Name: a.Name}
	_, unread := c.Unread(i)
	switch entries := plan.Delta(a, before, after); {
	case unread:
		d.Scalar, d.Before, d.After = true, notRead, textOf(a, after)
	case a.Shape == schema.Table && len(entries) > 0:
		d.table(a, entries, why)
	case len(entries) > 0:
		d.members(a, entries, why)
	default:
		d.Scalar, d.Drift = true, driftWords(why.Cause)
		d.Before, d.After = textOf(a, before), textOf(a, after)
	}
	return d, true
}

// valueOf returns the value of an attribute, or [cty.NilVal] if it is not given.
func valueOf(r *schema.Resource, i int) cty.Value {
	if r == nil || !r.Given.Has(i) {
		return cty.NilVal
	}
	return r.Value(i)
}

// textOf returns a value as text; "" for [cty.NilVal].
func textOf(a *schema.Attr, v cty.Value) string {
	if v == cty.NilVal {
		return ""
	}
	return plan.Measured(a, v)
}

// members lists the differences of a set or a map. Additions come first.
func (d *attrChange) members(a *schema.Attr, entries []plan.Entry, why plan.Finding) {
	slices.SortStableFunc(entries, func(x, y plan.Entry) int {
		return cmp.Compare(slices.Index(a.OneOf, x.Key), slices.Index(a.OneOf, y.Key))
	})
	for _, sign := range []string{"+", "~", "-"} {
		for _, e := range entries {
			if e.Sign() == sign {
				d.Members = append(d.Members, member{sign, Style{}.entryText(a, e), driftWords(why.Of(e.Key))})
			}
		}
	}
}

// table lists the rows that differ. The key columns come first.
func (d *attrChange) table(a *schema.Attr, entries []plan.Entry, why plan.Finding) {
	d.Columns = slices.Clone(a.Keys)
	for _, c := range columnsOf(a, entries) {
		d.Columns = append(d.Columns, c.Name)
	}
	for _, r := range rowsOf(a, entries, why, Style{}) {
		cells := append(cleaned(r.names), strings.Join(r.last, ", "))
		d.Rows = append(d.Rows, tableRow{r.sign, driftWords(r.cause), append(cells, r.cells...)})
	}
}

// driftWords returns the text of the mark beside a difference that somebody else caused:
// `drift`.
func driftWords(c plan.Cause) string {
	return strings.Trim(causeText(c), " ()")
}

// changesNode shows the changes by kind, below a form that filters them. The form is hidden until
// the script shows it.
func changesNode(l changeList) dom.Node {
	if l.Total == 0 {
		return nil
	}
	return sectionNode("", "changes", dom.Text("Changes"),
		filtersNode(l),
		each(l.Kinds, func(k kindChanges) dom.Node {
			return block(html.Section, html.Class("kind"),
				leaf(html.H3, dom.Text(diag.KindWords(k.Kind)), space, html.Small(dom.Text(impact.Count(k.N, "change")))),
				k.List.node(nMore, func(list []changed) dom.Node { return each(list, changed.node) }))
		}))
}

// filtersNode returns the form. It offers the kinds, actions and risks that the changes have.
func filtersNode(l changeList) dom.Node {
	choose := func(label, name string, options dom.Node) dom.Node {
		return leaf(html.Label, dom.Text(label+" "), html.Select(html.Name(name), optionNode("", "all"), options))
	}
	return block(html.Form, html.ID("filters"), html.Class("filters"), dom.Attr("hidden"),
		choose("Kind", "kind", each(l.Kinds, func(k kindChanges) dom.Node { return optionNode(k.Kind, diag.KindWords(k.Kind)) })),
		choose("Action", "action", each(l.Actions, func(action string) dom.Node { return html.Option(dom.Text(action)) })),
		choose("Risk", "risk", each(l.Risks, func(r pageRisk) dom.Node { return optionNode(string(r.Code), r.Words()) })),
		leaf(html.Label, dom.Text("Name "), html.Input(html.Name("name"), html.Type("search"), html.AutoComplete("off"), dom.Attr("spellcheck", "false"))),
		leaf(html.Button, html.Type("reset"), dom.Text("Show all")),
		newline, dom.El("output", html.ID("shown"), html.Role("status")))
}

// optionNode returns an option of a form.
func optionNode(value, text string) dom.Node { return html.Option(html.Value(value), dom.Text(text)) }

// node returns the change.
func (c changed) node() dom.Node {
	var source, removed, objects dom.Node
	if c.Source != "" {
		source = html.P(html.Class("source"), bdiNode(c.Source))
	}
	if c.Removed != "" {
		removed = html.P(html.Class("removed"), dom.Text("removed by "), bdiNode(c.Removed))
	}
	if c.Objects.N > 0 {
		objects = html.P(html.Class("objects"), c.Objects.node())
	}
	return block(html.Article, html.Class("change"), html.Data("kind", c.Kind), html.Data("action", c.Action), html.Data("risk", c.RiskWords), numberAttr("data-count", c.N), html.Data("name", c.FilterText),
		leaf(html.H4, c.title()), source, removed, objects, c.attrs())
}

// title says what changes, with the gravest risks.
func (c changed) title() dom.Node {
	var key, was, note dom.Node
	if c.Key != "" {
		key = dom.Group{space, nameNode(c.Key)}
	}
	if c.Was != "" {
		was = dom.Group{space, html.Span(html.Class("was"), dom.Text("was "), nameNode(c.Was))}
	}
	if c.Note != "" {
		note = chipNode("chip", dom.Text(c.Note))
	}
	risks := each(c.Risks, func(r pageRisk) dom.Node {
		return dom.If(r.Grave(), chipNode("chip grave", dom.Text("! "+r.Words())))
	})
	return dom.Group{signNode(c.Sign), wordNode(" " + c.Action + " "), space, dom.El("bdi", html.Class("title"), dom.Text(c.Title)), key, was, risks, note}
}

// attrs shows how the attributes change. Those of a deleted object are behind a click.
func (c changed) attrs() dom.Node {
	if len(c.Attrs) == 0 {
		return nil
	}
	table := leaf(html.Table, html.Class("attrs"), block(html.TBody, each(c.Attrs, attrChange.node)))
	if c.Gone {
		return detailsNode("gone", dom.Text("its settings"), table)
	}
	return table
}

// node returns the row of the attribute.
func (a attrChange) node() dom.Node {
	var value, members, rows dom.Node
	if a.Scalar {
		value = a.scalar()
	}
	if len(a.Members) > 0 {
		members = html.Ul(each(a.Members, func(m member) dom.Node {
			return html.Li(signNode(m.Sign), space, bdiNode(m.Text), driftNode(m.Drift))
		}))
	}
	if len(a.Rows) > 0 {
		rows = html.Table(html.Class("rows"),
			html.THead(html.Tr(columnNode(wordNode("Change")), each(a.Columns, func(name string) dom.Node { return columnNode(dom.Text(diag.KindWords(name))) }))),
			html.TBody(each(a.Rows, tableRow.node)))
	}
	return leaf(html.Tr, rowNode(dom.Text(a.Name)), html.Td(value, members, rows))
}

// scalar shows the value before and after.
func (a attrChange) scalar() dom.Node {
	var before, arrow, after dom.Node
	if a.Before != "" {
		before = dom.Group{beforeNode(bdiNode(a.Before)), space}
	}
	if a.Before != "" && a.After != "" {
		arrow = dom.Group{html.Span(html.Aria("hidden", "true"), dom.Text("→")), space}
	}
	if a.After != "" {
		after = afterNode(bdiNode(a.After))
	}
	return dom.Group{before, arrow, after, driftNode(a.Drift)}
}

// node returns the row.
func (r tableRow) node() dom.Node {
	var drift dom.Node
	if r.Drift != "" {
		drift = html.Td(driftNode(r.Drift))
	}
	return html.Tr(html.Data("sign", r.Sign), html.Td(signNode(r.Sign)), each(r.Cells, func(text string) dom.Node { return html.Td(bdiNode(text)) }), drift)
}
