package render

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
)

// A Page says where a Markdown document is shown, and how large it may be.
type Page struct {
	Command string // "plan" or "drift"
	Limit   int    // bytes of the whole document; 0 for any
	Key     string // tells the documents of one place apart: instance and folder
	Run     string // the pipeline's number of the run; may be ""
	RunURL  string // where the run is to be seen; may be ""
}

// A markdown is a document in the making.
type markdown struct {
	plan   *impact.Assessment
	doc    *document.Document
	page   Page
	risks  *impact.Risks
	groups []group
}

// A form says how much is told of a change.
type form int

const (
	whole   form = iota // with what changes in it
	oneLine             // that it changes
	counted             // that there is one
)

// A cut says what a document leaves out.
type cut struct {
	unmanaged        bool // what is unmanaged is not listed by kind
	merged           bool // changes of one block and the same attributes are one line
	updates, creates form
	loud             form // of deletions and gains
	rows             int  // of the table, beside deletions and gains
}

// cuts are tried one after the other until the document fits. The first leaves out nothing;
// each of the others leaves out more than the one before.
var cuts = []cut{
	{rows: 20},
	{unmanaged: true, rows: 10},
	{unmanaged: true, merged: true},
	{unmanaged: true, merged: true, updates: oneLine},
	{unmanaged: true, merged: true, updates: counted},
	{unmanaged: true, merged: true, updates: counted, creates: counted, loud: oneLine},
}

// formOf returns how much is told of a group.
func (c cut) formOf(m *markdown, g group) form {
	switch {
	case m.loud(g):
		return c.loud
	case g.changes[0].Action == plan.Create:
		return c.creates
	}
	return c.updates
}

// loud reports whether a group is never dropped: it takes objects away, or somebody
// comes to administer access by it.
func (m *markdown) loud(g group) bool {
	for _, c := range g.changes {
		for _, code := range m.risks.Of(c).Codes {
			if code == impact.PrivilegeGain || code == impact.Deletion || code == impact.Replacement {
				return true
			}
		}
	}
	return false
}

// shown counts the changes that are told one by one, or as one of a group of alike.
func (m *markdown) shown(c cut) int {
	n := 0
	for _, g := range m.groups {
		if c.formOf(m, g) != counted {
			n += len(g.changes)
		}
	}
	return n
}
