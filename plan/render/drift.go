package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema/diag"
)

// Drift shows a plan that [plan.Plan.Drift] returned: what somebody changed in the console, and
// what that means. For example, if somebody set a priority from 1 to 3, the line says
// `priority  1 -> 3`.
func Drift(w io.Writer, p *impact.Assessment, _ string, s Style) error {
	b := bufio.NewWriter(w)
	h := human{Writer: b, style: s}
	if p.Empty() {
		h.say(0, "%s", nothing(p, "drift", "matches what was last applied"))
		return b.Flush()
	}
	h.heading(p)
	h.facts(h.impact(&p.Impact))
	groups := groupsOf(p, s)
	h.align(groups)
	for _, g := range groups {
		if g.changes[0].Action == plan.Create {
			g.lines = missing(g)
		}
		h.group(g)
	}
	fmt.Fprintln(b)
	h.say(hangFact, "Risk       %s", s.risk(p))
	fmt.Fprintln(b)
	h.say(0, "Drift: %s changed since the last apply.", impact.Count(len(p.Changes), "object"))
	h.say(0, "%s", driftHelp)
	return b.Flush()
}

// missing says that objects are gone. It names those of a group, because the group's title only
// counts them.
func missing(g group) []line {
	if len(g.changes) == 1 {
		return []line{{text: "missing"}}
	}
	names := make([]string, len(g.changes))
	for i, c := range g.changes {
		names[i] = plan.Quote(c.Object().Key)
	}
	var lines []line
	for _, text := range wrapped(names) {
		lines = append(lines, line{text: text})
	}
	lines[0].text = "missing: " + lines[0].text
	return lines
}

// driftHelp says what to do about drift.
const driftHelp = "To take it back, run callwright apply. To keep it, run callwright drift --keep ADDRESS."

// Drifted returns the drift as diagnostics, one for each object, at the place where the
// configuration describes it. SARIF, JUnit and annotations show diagnostics, so they can show
// drift beside the lines of a pull request.
func Drifted(p *impact.Assessment) []document.Diagnostic {
	var list []document.Diagnostic
	for _, c := range p.Changes {
		name := diag.KindWords(c.Object().Kind.Name) + " " + plan.Quote(c.Object().Key)
		found := diag.ObjectDrifted
		if c.Action == plan.Create {
			found = diag.MissingObject
		}
		d := document.Diagnostic{Severity: "warning", Address: c.Addr.String(), Code: found.Code, Summary: found.Of(name).Summary}
		var names []string
		for i := range c.Attrs.All() {
			names = append(names, c.Object().Kind.Attrs[i].Name)
		}
		if len(names) > 0 && c.Action != plan.Create {
			d.Detail = "Changed outside the configuration: " + strings.Join(names, ", ") + "."
		}
		if r := c.Source.Range; r.Filename != "" {
			d.Range = document.NewRange(&r)
		}
		list = append(list, d)
	}
	return list
}
