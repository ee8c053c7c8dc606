package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/simulate"
)

// service says how long contacts of a queue wait:
// `"Premium 4" on voice: 61 % -> 74 % answered within 20 s, mean wait 48 s -> 31 s`.
func (m measure) service(s *sentence, f impact.Fact) {
	if f.Verb == impact.AnswerAlike {
		s.words("no contacts wait for longer or shorter than before, as far as %s can tell", impact.Count(f.Count, "run"))
		return
	}
	s.span(nameSpan, f.Subjects[0])
	s.words(" on %s: %s", strings.Join(f.Channels, ", "), f.From)
	if f.To != "" {
		s.words(" -> %s", f.To)
	}
	s.words(" answered within %s, %s", f.Setting, strings.Join(f.Detail, ", "))
}

// Simulation shows how long contacts wait, as text: a table of queues, and one of routing
// profiles. It shows two values only where the plan makes a difference.
func Simulation(w io.Writer, r *simulate.Report) error {
	b := bufio.NewWriter(w)
	precision := "The 99 % interval of each service level is below 1 point."
	if !r.Precise {
		precision = "Some intervals are 1 point or wider; more --runs make them narrower."
	}
	fmt.Fprintf(b, "%s of the traffic, seed %d. %s\n", impact.Count(r.Runs, "run"), r.Seed, precision)
	table := [][]string{{"Queue", "Channel", "Contacts", "In time", "", "Mean wait", "9 of 10 wait at most", "Abandoned"}}
	for _, q := range r.Queues {
		table = append(table, queueCells(q))
	}
	columns(b, table)
	table = [][]string{{"Routing profile", "Agents", "Occupancy"}}
	for _, p := range r.Profiles {
		table = append(table, []string{plan.Quote(p.RoutingProfile), fmt.Sprint(p.Agents), occupancy(p)})
	}
	columns(b, table)
	fmt.Fprintln(b)
	if !r.Differs() {
		fmt.Fprintln(b, "No contacts wait for longer or shorter after the plan, as far as these runs can tell.")
	}
	if n := len(r.NotSimulated); n > 0 {
		fmt.Fprintf(b, "Not simulated, because the file has no traffic for them: %s.\n", quotedNames(r.NotSimulated))
	}
	return b.Flush()
}

// queueCells returns the row of a queue.
func queueCells(q simulate.QueueReport) []string {
	row := []string{plan.Quote(q.Queue), q.Channel}
	was, is := q.Before, q.After
	switch {
	case was == nil && is == nil:
		return row
	case is == nil:
		return append(row, "deleted by the plan")
	case was == nil || !q.Differs:
		was = is
	}
	both := func(text func(*simulate.Service) string) string {
		if before, after := text(was), text(is); before != after {
			return before + " -> " + after
		}
		return text(is)
	}
	return append(row,
		both(func(v *simulate.Service) string { return fmt.Sprintf("%.0f", v.Offered) }),
		both(func(v *simulate.Service) string { return impact.Percent(v.ServiceLevel) }),
		fmt.Sprintf("± %.1f within %s", is.Interval.ServiceLevel*100, impact.Seconds(q.Target)),
		both(func(v *simulate.Service) string { return impact.Seconds(v.MeanWait) }),
		both(func(v *simulate.Service) string { return impact.Seconds(v.P90Wait) }),
		both(abandonedText),
	)
}

// abandonedText returns the share of contacts that gave up.
func abandonedText(v *simulate.Service) string {
	if v.Offered == 0 {
		return "0 %"
	}
	return impact.Percent(v.Abandoned / v.Offered)
}

// occupancy returns how busy the agents of a routing profile are.
func occupancy(p simulate.ProfileReport) string {
	switch {
	case p.After == nil:
		return "no agents after the plan"
	case p.Before == nil || impact.Percent(p.Before.Occupancy) == impact.Percent(p.After.Occupancy):
		return impact.Percent(p.After.Occupancy)
	}
	return impact.Percent(p.Before.Occupancy) + " -> " + impact.Percent(p.After.Occupancy)
}

// columns writes a table. Each column is as wide as its widest cell.
func columns(w io.Writer, table [][]string) {
	var widths []int
	for _, row := range table {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], cells(cell))
		}
	}
	fmt.Fprintln(w)
	for _, row := range table {
		var b strings.Builder
		for i, cell := range row {
			b.WriteString(cell + strings.Repeat(" ", widths[i]-cells(cell)+2))
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
}

// quotedNames returns up to ten names in quotes, and counts the rest.
func quotedNames(names []string) string {
	const most = 10
	var quoted []string
	for i, name := range names {
		if i == most {
			return strings.Join(quoted, ", ") + fmt.Sprintf(" and %d more", len(names)-most)
		}
		quoted = append(quoted, plan.Quote(name))
	}
	return strings.Join(quoted, ", ")
}
