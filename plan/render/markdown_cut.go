package render

import (
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
)

// A Page says where a Markdown document is shown, and how large it may be. For example, GitHub
// allows 65,536 characters in a comment.
type Page struct {
	Command string // "plan" or "drift"
	Limit   int    // the most bytes of the document; 0 means no limit
	Key     string // the instance and the folder, to tell two comments on one pull request apart
	Run     string // the pipeline's number of the run; may be ""
	RunURL  string // the web page of the run; may be ""

	// Link returns the web page of a line of a file, or "". It may be nil.
	Link func(file string, line int) string
}

// A markdown writes one document.
type markdown struct {
	plan   *impact.Assessment
	doc    *document.Document
	page   Page
	groups []group

	told map[*plan.Change]bool // the first changes of groups that the table shows in full
}

// A form says how much a document shows of a change.
type form int

const (
	whole   form = iota // the title, and the attributes that change
	oneLine             // only the title
	counted             // only that there is one more
)

// A cut says what a document leaves out, to fit its limit.
type cut struct {
	unmanaged        bool // whether the numbers of unmanaged objects are left out
	lost             bool // whether the table leaves out what deleted objects have
	merged           bool // whether changes of one block with the same attributes are one line
	updates, creates form
	loud             form // the form of deletions and privilege gains
	rows             int  // the most rows of the table besides deletions and gains
}

// Markdown tries the cuts one after the other until the document fits. The first leaves out
// nothing, and each of the others more than the one before it. For example, if a plan updates
// 3,000 users, the third cut says "3000 users of user.agents: phone" on one line.
var cuts = []cut{
	{rows: 20},
	{unmanaged: true, rows: 10},
	{unmanaged: true, merged: true},
	{unmanaged: true, merged: true, lost: true, updates: oneLine},
	{unmanaged: true, merged: true, lost: true, updates: counted},
	{unmanaged: true, merged: true, lost: true, updates: counted, creates: counted, loud: oneLine},
}

// formOf returns how much the document shows of a group.
func (c cut) formOf(g group) form {
	switch {
	case g.loud():
		return c.loud
	case g.changes[0].Action == plan.Create:
		return c.creates
	}
	return c.updates
}

// loud reports whether a reviewer must not miss the group: it deletes objects, somebody gains
// permissions to administer access, or a queue is out of service. Cuts leave it out last.
func (g group) loud() bool {
	return slices.ContainsFunc(g.codes, func(code impact.RiskCode) bool {
		return code.Grave() || code == impact.Deletion || code == impact.Replacement
	})
}

// shown counts the changes that the document shows by themselves or in a group. The others are
// only counted. All is the number of both.
func (m *markdown) shown(c cut) (n, all int) {
	for _, g := range m.groups {
		if all += len(g.changes); c.formOf(g) != counted {
			n += len(g.changes)
		}
	}
	return n, all
}
