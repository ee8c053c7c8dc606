package render

import (
	"bufio"
	"fmt"
	"io"

	"github.com/callwright/callwright/plan"
)

// Drift shows a plan as [plan.Plan.Drift] returns it: what somebody changed, with
// the way back to what was applied.
func Drift(w io.Writer, p *plan.Plan, _ string, s Style) error {
	b := bufio.NewWriter(w)
	name := plan.Clean(p.Instance.Name)
	if p.Empty() {
		fmt.Fprintf(b, "No drift. %s is as it was last applied (%s).\n", name, Count(p.Noop, "object"))
		return b.Flush()
	}
	h := human{Writer: b, style: s}
	h.heading(p)
	groups := grouped(p.Changes, s.Detail)
	h.measure(groups)
	for _, g := range groups {
		if g.changes[0].Action == plan.Create {
			g.lines = []line{{text: "missing"}}
		}
		h.group(g)
	}
	fmt.Fprintf(b, "\nDrift: %s not as last applied. The lines show the way back, which apply takes.\n", Count(len(p.Changes), "object"))
	return b.Flush()
}
