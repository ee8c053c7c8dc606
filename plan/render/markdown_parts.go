package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema/diag"
)

// marker returns an HTML comment that a reader does not see. The next run of the pipeline finds
// its comment on the pull request by it, and updates that instead of adding another one.
func (m *markdown) marker(truncated bool) string {
	return m.page.marker(m.doc.Digest, m.doc.Config.Commit, truncated)
}

// marker returns the marker of a page with a plan of this digest from this commit; either may be "".
func (p Page) marker(digest, commit string, truncated bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!-- callwright:%s key=%s", p.Command, commentToken(p.Key))
	for _, f := range []struct{ name, value string }{{"digest", digest}, {"commit", commit}, {"run", p.Run}} {
		if f.value != "" {
			fmt.Fprintf(&b, " %s=%s", f.name, commentToken(f.value))
		}
	}
	if truncated {
		b.WriteString(" truncated=1")
	}
	b.WriteString(" -->\n")
	return b.String()
}

// heading returns the title: `callwright plan · prod: 2 to update`.
func (m *markdown) heading() string {
	what := "no changes"
	switch {
	case m.page.Command == "drift" && m.plan.Empty():
		what = "no drift"
	case m.page.Command == "drift":
		what = impact.Count(len(m.plan.Changes), "object") + " changed since the last apply"
	case !m.plan.Empty():
		what = present(m.plan)
	case len(m.plan.Refusals) > 0:
		what = "refused"
	}
	if m.plan.Scope.Partial() {
		what += " (partial)"
	}
	where := inlineCode(m.plan.Instance.Name)
	if name := m.doc.Config.Environment; name != "" {
		where += " · environment " + inlineCode(name)
	}
	if text := asOf(m.plan); text != "" {
		where += " · " + inlineCode(text)
	}
	if m.plan.Model != nil {
		where += " to be as " + inlineCode(modelName(m.plan))
	}
	if level, _ := m.plan.Risk(); level != "" && m.page.Command == "plan" {
		what += fmt.Sprintf(" · %s risk", level)
	}
	text := fmt.Sprintf("### callwright %s · %s: %s\n", m.page.Command, where, what)
	if m.plan.Empty() {
		left := ""
		if m.plan.Scope.Partial() {
			left = fmt.Sprintf(", %d not checked", m.plan.LeftOut)
		}
		text += fmt.Sprintf("\n%s as described%s.\n\n", impact.Count(m.plan.Noop, "object"), left)
	}
	return text
}

// present counts the changes by action: `38 to update, 1 to delete`. It leaves out zeros.
func present(p *impact.Assessment) string {
	var parts []string
	for _, a := range plan.Actions {
		if n := p.Count(a); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, toDo(p, a)))
		}
	}
	return strings.Join(parts, ", ")
}

// alert writes a box that GitHub marks in red, with what a reviewer must not miss. If there is
// nothing, it writes none, so that the box keeps its weight.
func (m *markdown) alert(b *strings.Builder) {
	var parts []string
	add := func(n int, one, more string) {
		if n == 1 {
			parts = append(parts, "1 "+one)
		} else if n > 1 {
			parts = append(parts, fmt.Sprintf("%d %s", n, more))
		}
	}
	add(m.plan.Impact.Deserted(), "queue is left with nobody to serve it", "queues are left with nobody to serve them")
	add(m.plan.Impact.Closed(), "hours of operation is closed all week", "hours of operation are closed all week")
	add(m.plan.Impact.Disabled(), "queue is disabled", "queues are disabled")
	add(privileged(&m.plan.Impact), "user gains privileges", "users gain privileges")
	add(m.plan.Count(plan.Delete)+m.plan.Count(plan.Replace), "object is deleted", "objects are deleted")
	add(m.plan.Impact.DesertedTypes(), "workload type is left with nobody to take it", "workload types are left with nobody to take them")
	for _, l := range m.plan.Limits {
		parts = append(parts, fmt.Sprintf("deletion limit for %s: %s", diag.KindWords(l.Kind), deletions(l)))
	}
	if n := len(errorsOf(m.doc)); n > 0 {
		parts = append(parts, "refused")
	}
	if len(parts) > 0 {
		fmt.Fprintf(b, "> [!CAUTION]\n> %s\n", strings.Join(parts, " · "))
	}
	b.WriteString("\n")
}

// privileged counts the users who gain permissions to administer access.
func privileged(i *impact.Impact) int {
	n := 0
	for _, c := range i.Access {
		if c.Escalates() {
			n += len(c.Users)
		}
	}
	return n
}

// facts says why the plan is refused, what it means for people and queues, and which checks fail. Privilege gains and deserted queues
// come first, and in full. If most is not 0, facts names only so many of them.
func (m *markdown) facts(b *strings.Builder, most int) {
	quiet := measure{users: 5, objects: 6, facts: 10}
	loud := measure{users: everything, objects: 12}
	if most > 0 {
		quiet.users, quiet.facts = 3, 2
		loud = measure{users: most, objects: 3, facts: most}
	}
	first, rest := impact.Ahead(m.plan.Impact.Facts())
	writeFacts(b, slices.Concat(refusals(m.plan), loud.tell(first), quiet.tell(rest), checks(m.plan)))
}

// writeFacts writes facts as a list, with a mark at those that a reviewer must not miss.
func writeFacts(b *strings.Builder, list []factLine) {
	for _, f := range list {
		sign := ""
		if f.sign == string(impact.Grave) {
			sign = "! "
		}
		fmt.Fprintf(b, "- **%s%s** %s\n", sign, f.topic, markdownText(f.sentence))
	}
	if len(list) > 0 {
		b.WriteString("\n")
	}
}

// errorsOf returns the reasons why the plan is refused.
func errorsOf(d *document.Document) []document.Diagnostic {
	return slices.DeleteFunc(slices.Clone(d.Diagnostics), func(d document.Diagnostic) bool { return d.Severity != "error" })
}

// refusals says why the plan may not be applied.
func (m *markdown) refusals(b *strings.Builder) {
	if list := errorsOf(m.doc); len(list) > 0 {
		fmt.Fprintf(b, "**The plan is refused** and cannot be applied:\n\n%s\n", fenced("text", listed(list)))
	}
}

// findings writes warnings and notes, folded.
func (m *markdown) findings(b *strings.Builder) {
	list := slices.DeleteFunc(slices.Clone(m.doc.Diagnostics), func(d document.Diagnostic) bool { return d.Severity == "error" })
	if len(list) > 0 {
		details(b, fmt.Sprintf("Warnings and notes (%d)", len(list)), false, fenced("text", listed(list)))
	}
}

// listed returns diagnostics as text for a fence, in the form in which the terminal shows them.
func listed(list []document.Diagnostic) string {
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

// unmanaged counts what the plan leaves alone.
func (m *markdown) unmanaged(b *strings.Builder) {
	if len(m.plan.Unmanaged) > 0 {
		details(b, "Unmanaged: "+tallyLeft(m.plan.Unmanaged), false, "`callwright unmanaged` lists them, with the blocks to take them over.\n")
	}
}

// counts says how many changes each kind has, such as `Changes: 38 users, 1 queue`.
func (m *markdown) counts(b *strings.Builder) {
	var parts []string
	for _, k := range kindsOf(m.groups) {
		n := 0
		for _, g := range m.groups {
			if g.changes[0].Object().Kind == k {
				n += len(g.changes)
			}
		}
		parts = append(parts, impact.Count(n, diag.KindWords(k.Name)))
	}
	fmt.Fprintf(b, "Changes: %s.\n\n", strings.Join(parts, ", "))
}

// foot says which commit the plan was made from, and which digest an apply must name.
func (m *markdown) foot(b *strings.Builder) {
	if m.page.Command != "plan" {
		m.page.link(b)
		return
	}
	from := ""
	if m.doc.Config.Commit != "" {
		from = " of " + inlineCode(m.doc.Config.Commit[:min(7, len(m.doc.Config.Commit))])
		if m.doc.Config.Dirty {
			from += " + local changes"
		}
	}
	if !m.plan.Empty() {
		fmt.Fprintf(b, "Risk %s.\n", riskText(m.plan))
	}
	fmt.Fprintf(b, "Plan%s against the live state.", from)
	if !m.plan.Empty() {
		fmt.Fprintf(b, " Applying requires the digest %s.", inlineCode(m.doc.Digest))
	}
	m.page.link(b)
}

// link writes a link to the run. It leaves out a URL that could end the link.
func (p Page) link(b *strings.Builder) {
	if plainURL.MatchString(p.RunURL) {
		fmt.Fprintf(b, " [Full plan](<%s>)", p.RunURL)
	}
	b.WriteString("\n")
}

// manual writes the manual steps. They hold names, so they are in a fence. If there is no room
// for them, it says only how many tasks there are.
func (m *markdown) manual(b *strings.Builder, f form) {
	list := m.plan.Manual
	switch {
	case len(list) == 0:
		return
	case f != whole:
		fmt.Fprintf(b, "%s: %s; `callwright plan` prints them.\n\n", manualTitle, impact.Count(len(list), "task"))
		return
	}
	var steps strings.Builder
	writeSteps(&steps, list)
	fmt.Fprintf(b, "**%s**\n\n%s\nAfterwards run `callwright confirm`, and then `callwright apply` for the changes that wait for these steps.\n\n", manualTitle, fenced("", steps.String()))
}
