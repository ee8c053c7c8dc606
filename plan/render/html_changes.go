package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
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
	Title, Key, Was, ID   string
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
	risks := p.Risks()
	found := map[impact.RiskCode]bool{}
	at := map[string]int{}
	lists := map[string][]changed{}
	for _, g := range grouped(p.Changes, risks, Style{Detail: detail}) {
		c := newChanged(g, risks)
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
func newChanged(g group, risks *impact.Risks) changed {
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
		c.ID = idOf(first)
		c.FilterText = strings.Join([]string{c.Title, plan.Clean(o.Key), c.Was}, " ")
	}
	of := map[impact.RiskCode]bool{}
	for _, one := range g.changes {
		for _, code := range risks.Of(one).Codes {
			of[code] = true
		}
	}
	for _, code := range impact.RiskCodes {
		if of[code] {
			c.Risks = append(c.Risks, pageRisk{code})
			c.RiskWords = strings.TrimSpace(c.RiskWords + " " + string(code))
		}
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

// idOf returns the id of the live object; "" for a creation.
func idOf(c *plan.Change) string {
	if c.Live == nil {
		return ""
	}
	return plan.Clean(c.Live.ID)
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
