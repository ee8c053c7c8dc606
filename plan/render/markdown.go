package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
)

// Markdown shows the plan as a comment on a pull request, or as the summary of a pipeline's
// step. It is never larger than the page allows. To fit, it leaves out the least risky changes
// first, and says how many. Deletions, privilege gains, queues out of service, errors and the digest stay to the last;
// if even they do not fit, it counts them. Texts of others are in code spans and fences.
func Markdown(w io.Writer, p *impact.Assessment, d *document.Document, page Page) error {
	m := &markdown{plan: p, doc: d, page: page}
	m.groups = groupsOf(p, Style{Detail: Changes})
	text := ""
	for _, c := range cuts {
		if text = m.document(c); page.Limit <= 0 || len(text) <= page.Limit {
			break
		}
	}
	if page.Limit > 0 && len(text) > page.Limit {
		text = m.least()
	}
	_, err := io.WriteString(w, text)
	return err
}

// document returns the document with the cut c.
func (m *markdown) document(c cut) string {
	var b strings.Builder
	shown, all := m.shown(c)
	b.WriteString(m.marker(c != cuts[0]))
	b.WriteString(m.heading())
	if c != cuts[0] {
		fmt.Fprintf(&b, "%d of %d changes shown.\n\n", shown, all)
	}
	if !m.plan.Empty() {
		m.alert(&b)
	}
	m.facts(&b, 0)
	m.refusals(&b)
	if !m.plan.Empty() {
		m.table(&b, c)
		m.kinds(&b, c)
	}
	m.manual(&b, c.updates)
	m.findings(&b)
	if !c.unmanaged {
		m.unmanaged(&b)
	}
	m.foot(&b)
	return b.String()
}

// least returns the document of a plan whose gravest changes do not fit. It shows
// as many of them as there is room for, and says how many there are.
func (m *markdown) least() string {
	var alert, facts, refused, foot strings.Builder
	m.alert(&alert)
	m.facts(&facts, 6)
	m.refusals(&refused)
	m.counts(&foot)
	m.manual(&foot, counted)
	m.foot(&foot)
	head := m.marker(true) + m.heading()
	const note = 200 // bytes for the sentence that counts the rest
	left := m.page.Limit - len(head) - alert.Len() - foot.Len() - note
	body := ""
	if n := len(errorsOf(m.doc)); n > 0 && refused.Len() > left/2 {
		body = fmt.Sprintf("**The plan is refused**, for %s.\n\n", impact.Count(n, "reason"))
		refused.Reset()
	}
	for _, part := range []string{refused.String(), facts.String()} {
		if len(part) <= left/2 {
			body += part
			left -= len(part)
		}
	}
	rows, shown, total := m.rows(left)
	if shown > 0 {
		body += tableHead + rows + "\n"
	}
	return head + fmt.Sprintf("%d of the %d gravest changes shown. Other changes are not shown.\n\n", shown, total) + alert.String() + body + foot.String()
}

// rows returns the lines of a table for as many of the gravest changes as fit into left
// bytes.
func (m *markdown) rows(left int) (text string, shown, total int) {
	var b strings.Builder
	left -= len(tableHead)
	for _, g := range m.groups {
		if !g.loud() {
			continue
		}
		for _, c := range g.changes {
			total++
			if line := m.tableRow(withoutLost(group{changes: []*plan.Change{c}, lines: g.lines})); b.Len()+len(line) <= left {
				b.WriteString(line)
				shown++
			}
		}
	}
	return b.String(), shown, total
}
