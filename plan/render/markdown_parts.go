package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
)

// marker is the comment by which the next run finds the document.
func (m *markdown) marker(truncated bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!-- callwright:%s key=%s", m.page.Command, token(m.page.Key))
	for _, f := range []struct{ name, value string }{{"digest", m.doc.Digest}, {"commit", m.doc.Config.Commit}, {"run", m.page.Run}} {
		if f.value != "" {
			fmt.Fprintf(&b, " %s=%s", f.name, token(f.value))
		}
	}
	if truncated {
		b.WriteString(" truncated=1")
	}
	b.WriteString(" -->\n")
	return b.String()
}

func (m *markdown) heading() string {
	what := "no changes"
	switch {
	case m.page.Command == "drift" && m.plan.Empty():
		what = "no drift"
	case m.page.Command == "drift":
		what = Count(len(m.plan.Changes), "object") + " not as last applied"
	case !m.plan.Empty():
		what = present(m.plan)
	}
	if m.plan.Scope.Partial() {
		what += " (partial)"
	}
	text := fmt.Sprintf("### callwright %s · %s: %s\n", m.page.Command, span(m.plan.Instance.Name), what)
	if m.plan.Empty() {
		text += fmt.Sprintf("\n%s as described.\n\n", Count(m.plan.Noop, "object"))
	}
	return text
}

// present counts the changes of the actions that there are: `38 to update, 1 to delete`.
func present(p *impact.Assessment) string {
	var parts []string
	for _, a := range plan.Actions {
		if n := p.Count(a); n > 0 {
			parts = append(parts, fmt.Sprintf("%d to %s", n, a))
		}
	}
	return strings.Join(parts, ", ")
}

// alert says in one line what must not be overlooked.
func (m *markdown) alert(b *strings.Builder) {
	var parts []string
	add := func(n int, one, more string) {
		if n == 1 {
			parts = append(parts, "1 "+one)
		} else if n > 1 {
			parts = append(parts, fmt.Sprintf("%d %s", n, more))
		}
	}
	add(privileged(&m.plan.Impact), "user gains privileges", "users gain privileges")
	add(m.plan.Count(plan.Delete)+m.plan.Count(plan.Replace), "object is deleted", "objects are deleted")
	add(m.plan.Impact.Deserted(), "queue is left with nobody to serve it", "queues are left with nobody to serve them")
	for _, l := range m.plan.Limits {
		parts = append(parts, fmt.Sprintf("limits: %d of %s of %s", l.Value, plural(l.Allowed, "deletion"), words(l.Kind)))
	}
	if n := len(m.errors()); n > 0 {
		parts = append(parts, "refused")
	}
	if len(parts) > 0 {
		fmt.Fprintf(b, "> [!CAUTION]\n> %s\n\n", strings.Join(parts, " · "))
		return
	}
	b.WriteString("\n")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// privileged counts the users who come to administer access, or more of it.
func privileged(i *impact.Impact) int {
	n := 0
	for _, c := range i.Access {
		if c.Escalates() {
			n += len(c.Users)
		}
	}
	return n
}

// facts says what the plan means for people and queues. Who comes to administer access
// and which queues are deserted is told in full, unless most is given.
func (m *markdown) facts(b *strings.Builder, most int) {
	i := &m.plan.Impact
	quiet := voice{name: span, users: 5, permissions: 6, facts: 10}
	loud := voice{name: span, users: everything, permissions: 12}
	if most > 0 {
		quiet.users, quiet.facts = 3, 2
		loud = voice{name: span, users: most, permissions: 3, facts: most}
	}
	rest := *i
	rest.Access = slices.DeleteFunc(slices.Clone(i.Access), impact.AccessChange.Escalates)
	deserted := slices.DeleteFunc(slices.Clone(i.Routing), func(c impact.Coverage) bool { return !c.Deserted() })
	rest.Routing = slices.DeleteFunc(slices.Clone(i.Routing), impact.Coverage.Deserted)
	first := &impact.Impact{
		Access:  slices.DeleteFunc(slices.Clone(i.Access), func(c impact.AccessChange) bool { return !c.Escalates() }),
		Routing: deserted,
	}
	for _, f := range slices.Concat(loud.tell(first), quiet.tell(&rest)) {
		sign := ""
		if f.sign == "!" {
			sign = "! "
		}
		fmt.Fprintf(b, "- **%s%s** %s\n", sign, f.topic, f.text)
	}
	b.WriteString("\n")
}

// checks says which checks of the configuration do not hold, and how many do.
func (m *markdown) checks(b *strings.Builder) {
	passed := 0
	for _, v := range m.plan.Policy {
		message := span(strings.Join(strings.Fields(v.Message), " "))
		switch v.Level {
		case schema.Passed:
			passed++
		case schema.Refused:
			fmt.Fprintf(b, "- **! Checks** %s fails: %s\n", span(v.Rule), message)
		default:
			fmt.Fprintf(b, "- **Checks** %s does not hold, a warning: %s\n", span(v.Rule), message)
		}
	}
	if passed > 0 {
		fmt.Fprintf(b, "- **Checks** %d of %s %s\n", passed, Count(len(m.plan.Policy), "check"), verb(make([]string, passed), "holds", "hold"))
	}
	if len(m.plan.Policy) > 0 {
		b.WriteString("\n")
	}
}

// errors returns what the plan is refused for.
func (m *markdown) errors() []document.Diagnostic {
	return slices.DeleteFunc(slices.Clone(m.doc.Diagnostics), func(d document.Diagnostic) bool { return d.Severity != "error" })
}

func (m *markdown) refusals(b *strings.Builder) {
	if list := m.errors(); len(list) > 0 {
		fmt.Fprintf(b, "**The plan is refused**, and would not be applied:\n\n%s\n", fenced("text", told(list)))
	}
}

// findings tells of warnings and notes.
func (m *markdown) findings(b *strings.Builder) {
	list := slices.DeleteFunc(slices.Clone(m.doc.Diagnostics), func(d document.Diagnostic) bool { return d.Severity == "error" })
	if len(list) > 0 {
		details(b, fmt.Sprintf("%d warnings and notes", len(list)), false, fenced("text", told(list)))
	}
}

// told writes diagnostics for a block of code.
func told(list []document.Diagnostic) string {
	var b strings.Builder
	for _, d := range list {
		title := strings.ToUpper(d.Severity[:1]) + d.Severity[1:]
		if d.Severity == "notice" {
			title = "Note"
		}
		if d.Code != "" {
			title += "[" + d.Code + "]"
		}
		fmt.Fprintf(&b, "%s: %s\n", title, plan.Clean(d.Summary))
		for line := range strings.SplitSeq(d.Detail, "\n") {
			if line != "" {
				fmt.Fprintf(&b, "  %s\n", plan.Clean(line))
			}
		}
		if d.Range != nil {
			fmt.Fprintf(&b, "  on %s line %d\n", plan.Clean(d.Range.Filename), d.Range.Start.Line)
		}
	}
	return b.String()
}

const tableHead = "| | Object | Change | Source |\n|-|-|-|-|\n"

// table has a line for each deletion and gain, and for some of the others.
func (m *markdown) table(b *strings.Builder, c cut) {
	var rows strings.Builder
	others := 0
	for _, g := range m.groups {
		if m.loud(g) && c.loud == oneLine {
			for _, change := range g.changes {
				rows.WriteString(m.row(group{[]*plan.Change{change}, g.lines}))
			}
			continue
		}
		if !m.loud(g) {
			if others++; others > c.rows {
				continue
			}
		}
		rows.WriteString(m.row(g))
	}
	if rows.Len() > 0 {
		b.WriteString(tableHead + rows.String() + "\n")
	}
}

func (m *markdown) row(g group) string {
	first := g.changes[0]
	name := words(first.Object().Kind.Name) + " " + cellSpan(first.Object().Key)
	if len(g.changes) > 1 {
		name = Count(len(g.changes), words(first.Object().Kind.Name)) + " of " + cellSpan(first.Addr.Block().String())
	}
	return fmt.Sprintf("| %s | %s | %s | %s |\n", cellSpan(first.Action.Sign()), name, m.change(g), cellSpan(g.source()))
}

// change says in a few words what a group of changes does.
func (m *markdown) change(g group) string {
	first := g.changes[0]
	var parts []string
	if was := first.Was(); was != "" {
		parts = append(parts, "was "+cellSpan(was))
	}
	switch first.Action {
	case plan.Delete, plan.Disable, plan.Release, plan.Create, plan.Replace, plan.Adopt:
		parts = append(parts, "will be "+strings.TrimSuffix(string(first.Action), "e")+"ed")
	}
	if first.Action == plan.Create {
		return strings.Join(parts, ", ")
	}
	const most = 3
	name := ""
	for i, l := range g.lines {
		if i == most {
			return strings.Join(parts, ", ") + fmt.Sprintf(" and %d more", len(g.lines)-most)
		}
		if l.name != "" {
			name = l.name
		}
		if name == "name" && first.Was() != "" {
			continue
		}
		text := strings.Join(strings.Fields(name+" "+l.sign+" "+l.text), " ")
		parts = append(parts, cellSpan(text))
		if l.remark != "" {
			parts = append(parts, l.remark)
		}
	}
	return strings.Join(parts, ", ")
}

// kinds has a section for each kind, with what changes in its objects.
func (m *markdown) kinds(b *strings.Builder, c cut) {
	for _, k := range m.order() {
		var groups []group
		total := 0
		for _, g := range m.groups {
			if g.changes[0].Object().Kind == k {
				groups = append(groups, g)
				total += len(g.changes)
			}
		}
		if lines := m.section(groups, c); len(lines) > 0 {
			details(b, fmt.Sprintf("%s – %s", words(k.Name), plural(total, "change")), len(lines) <= 12, fenced("diff", strings.Join(lines, "\n")))
		}
	}
}

// section tells the changes of one kind as lines of a diff.
func (m *markdown) section(groups []group, c cut) []string {
	var lines []string
	alike := map[string][]group{}
	for _, g := range groups {
		if !m.loud(g) {
			alike[merging(g)] = append(alike[merging(g)], g)
		}
	}
	hidden := map[plan.Action]int{}
	for _, g := range groups {
		first := g.changes[0]
		same := alike[merging(g)]
		switch shape := c.formOf(m, g); {
		case shape == counted:
			hidden[first.Action] += len(g.changes)
		case m.loud(g) && c.loud == oneLine: // the table has it
		case m.loud(g) || !c.merged || len(same) < fewest:
			lines = append(lines, diffLines(g, shape)...)
		case same[0].changes[0] == first: // the others are in its line
			lines = append(lines, mergedLine(same))
		}
	}
	for _, a := range plan.Actions {
		if hidden[a] > 0 {
			lines = append(lines, fmt.Sprintf("# %d to %s, not shown", hidden[a], a))
		}
	}
	return lines
}

// order returns the kinds of the changes, in the order of the changes.
func (m *markdown) order() []*schema.Kind {
	var kinds []*schema.Kind
	for _, g := range m.groups {
		if k := g.changes[0].Object().Kind; !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// merging tells groups apart that are not alike in the block and the attributes that
// change.
func merging(g group) string {
	c := g.changes[0]
	return fmt.Sprintf("%s %s: %s", c.Action.Sign(), c.Addr.Block(), attributesOf(g))
}

// attributesOf lists the attributes that a group of changes is about.
func attributesOf(g group) string {
	var names []string
	for _, l := range g.lines {
		if l.name != "" {
			names = append(names, l.name)
		}
	}
	return strings.Join(names, ", ")
}

// mergedLine tells groups of one block in one line.
func mergedLine(groups []group) string {
	n := 0
	for _, g := range groups {
		n += len(g.changes)
	}
	c := groups[0].changes[0]
	return fmt.Sprintf("%s %s of %s: %s", diffSign(c.Action), Count(n, words(c.Object().Kind.Name)), plan.Clean(c.Addr.Block().String()), attributesOf(groups[0]))
}

// diffSign is the first character of a line of a diff that stands for the action.
func diffSign(a plan.Action) string {
	switch a {
	case plan.Create, plan.Adopt:
		return "+"
	case plan.Delete, plan.Disable, plan.Replace, plan.Release:
		return "-"
	}
	return "!"
}

// diffLines tells a group of changes as lines of a diff: signs stand in the first
// column, where they have a colour.
func diffLines(g group, f form) []string {
	lines := []string{diffSign(g.changes[0].Action) + " " + g.title()}
	if f != whole {
		return lines
	}
	widest := 0
	for _, l := range g.lines {
		widest = max(widest, len(l.name))
	}
	for _, l := range g.lines {
		sign := l.sign
		if sign == "~" || sign == "" {
			sign = " "
		}
		remark := ""
		if l.remark != "" {
			remark = "   ! " + l.remark
		}
		lines = append(lines, strings.TrimRight(fmt.Sprintf("%s     %-*s  %s%s", sign, widest, l.name, l.text, remark), " "))
	}
	return lines
}

// details is a section that can be folded. Its title is of our own words.
func details(b *strings.Builder, title string, open bool, body string) {
	attribute := ""
	if open {
		attribute = " open"
	}
	fmt.Fprintf(b, "<details%s><summary>%s</summary>\n\n%s\n</details>\n\n", attribute, title, body)
}

func (m *markdown) unmanaged(b *strings.Builder) {
	if len(m.plan.Unmanaged) > 0 {
		details(b, "Unmanaged: "+tallyLeft(m.plan.Unmanaged), false, "`callwright unmanaged` lists them, with the blocks that would take them over.\n")
	}
}

// counts says how many changes of each action there are of each kind.
func (m *markdown) counts(b *strings.Builder) {
	var parts []string
	for _, k := range m.order() {
		n := 0
		for _, g := range m.groups {
			if g.changes[0].Object().Kind == k {
				n += len(g.changes)
			}
		}
		parts = append(parts, Count(n, words(k.Name)))
	}
	fmt.Fprintf(b, "Changes: %s.\n\n", strings.Join(parts, ", "))
}

// foot says what the plan was made from, and what applying it requires.
func (m *markdown) foot(b *strings.Builder) {
	if m.page.Command != "plan" {
		m.link(b)
		return
	}
	from := ""
	if m.doc.Config.Commit != "" {
		from = " of " + span(m.doc.Config.Commit[:min(7, len(m.doc.Config.Commit))])
	}
	fmt.Fprintf(b, "Plan%s against the live state.", from)
	if !m.plan.Empty() {
		fmt.Fprintf(b, " Applying requires the digest %s.", span(m.doc.Digest))
	}
	m.link(b)
}

func (m *markdown) link(b *strings.Builder) {
	if plainURL.MatchString(m.page.RunURL) {
		fmt.Fprintf(b, " [Full plan](<%s>)", m.page.RunURL)
	}
	b.WriteString("\n")
}
