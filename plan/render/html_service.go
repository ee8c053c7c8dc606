package render

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	dom "maragu.dev/gomponents"
	"maragu.dev/gomponents/html"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/simulate"
)

// serviceCSS is the style of the charts. A page without charts does not have it.
//
//go:embed html/service.css
var serviceCSS string

// A waitBlock shows how contacts of a queue wait over the day: a chart, and a line of figures.
type waitBlock struct {
	Queue, Channel string
	Figures        string
	Chart          waitChart
}

// A waitChart is a chart of the service level over the day. Its lines have the colour of the text,
// so that both themes and paper show them: before the plan they are dashed.
//
//	100 %  ----______----
//	 50 %      ‾‾‾‾‾‾
//	  0 %  ▁▂▃▅▆▆▅▃▂▁      bars are contacts
//	      08:00     12:00
type waitChart struct {
	Title         string
	Width, Height int
	Rules         []chartLabel // 100 %, 50 %, 0 %
	Times         []chartLabel
	Bars          []chartBar
	Before, After string // points of lines
}

// A chartLabel is a text at a place.
type chartLabel struct {
	X, Y int
	Text string
}

// A chartBar is a bar over a half hour, as high as there are contacts.
type chartBar struct{ X, Y, Width, Height int }

// The sizes of a chart, in its own units.
const (
	chartLeft, chartRight, chartTop = 44, 6, 8
	chartPlot                       = 110 // the height of the plot
	chartWidth, chartHeight         = 460, chartTop + chartPlot + 22
	chartBars                       = 40 // the height of the highest bar
	slotsOfDay                      = 48
	slotsOfLabel                    = 4 // a label for every two hours
)

// waitBlocks returns the charts of the page, those of queues first whose contacts wait for longer
// or shorter. A plan without changes has none.
func waitBlocks(r *simulate.Report) []waitBlock {
	if r == nil {
		return nil
	}
	queues := slices.DeleteFunc(slices.Clone(r.Queues), func(q simulate.QueueReport) bool {
		return q.Before == nil || q.After == nil || len(q.Day) == 0
	})
	slices.SortStableFunc(queues, func(a, b simulate.QueueReport) int { return first(b.Differs) - first(a.Differs) })
	var blocks []waitBlock
	for _, q := range queues {
		blocks = append(blocks, waitBlock{plan.Clean(q.Queue), plan.Clean(q.Channel), figuresOf(q), newWaitChart(q)})
	}
	return blocks
}

// first returns 1 for true.
func first(b bool) int {
	if b {
		return 1
	}
	return 0
}

// figuresOf returns the figures of a queue as a sentence.
func figuresOf(q simulate.QueueReport) string {
	was, is := q.Before, q.After
	if !q.Differs {
		was = is
	}
	both := func(before, after string) string {
		if before == after {
			return after
		}
		return before + " → " + after
	}
	return fmt.Sprintf("%s of %.0f contacts are answered within %s (± %.1f points). They wait %s on average, and 9 of 10 at most %s; %s give up.",
		both(impact.Percent(was.ServiceLevel), impact.Percent(is.ServiceLevel)), is.Offered, impact.Seconds(q.Target), is.Interval.ServiceLevel*100,
		both(impact.Seconds(was.MeanWait), impact.Seconds(is.MeanWait)), both(impact.Seconds(was.P90Wait), impact.Seconds(is.P90Wait)),
		both(abandonedText(was), abandonedText(is)))
}

// newWaitChart returns the chart of a queue.
func newWaitChart(q simulate.QueueReport) waitChart {
	c := waitChart{Title: "Service level over the day", Width: chartWidth, Height: chartHeight}
	for i, text := range []string{"100 %", "50 %", "0 %"} {
		c.Rules = append(c.Rules, chartLabel{chartLeft, chartTop + i*chartPlot/2, text})
	}
	begin, end := slotOf(q.Day[0].From), slotOf(q.Day[len(q.Day)-1].From)+1
	if begin < 0 || end <= begin {
		return c
	}
	x := func(slot int) int { return chartLeft + (slot-begin)*(chartWidth-chartLeft-chartRight)/(end-begin) }
	most := 0.0
	for _, s := range q.Day {
		most = max(most, s.Offered)
	}
	var before, after []string
	for _, s := range q.Day {
		at := slotOf(s.From)
		if at < 0 {
			continue
		}
		left, right := x(at), x(at+1)
		high := int(s.Offered / most * chartBars)
		c.Bars = append(c.Bars, chartBar{left, chartTop + chartPlot - high, max(1, right-left-1), high})
		before = append(before, steps(left, right, s.Before)...)
		after = append(after, steps(left, right, s.After)...)
		if at%slotsOfLabel == 0 {
			c.Times = append(c.Times, chartLabel{left, chartHeight - 6, plan.Clean(s.From)})
		}
	}
	c.Before, c.After = strings.Join(before, " "), strings.Join(after, " ")
	return c
}

// steps returns the two points of a share over a half hour.
func steps(left, right int, share float64) []string {
	y := chartTop + float64(chartPlot)*(1-min(1, max(0, share)))
	return []string{fmt.Sprintf("%d,%.1f", left, y), fmt.Sprintf("%d,%.1f", right, y)}
}

// slotOf returns the half hour of the day that begins at a time such as 09:30; -1 if it is not one.
func slotOf(text string) int {
	var hours, minutes int
	if _, err := fmt.Sscanf(text, "%d:%d", &hours, &minutes); err != nil || hours < 0 || minutes < 0 {
		return -1
	}
	if slot := hours*2 + minutes/30; slot < slotsOfDay {
		return slot
	}
	return -1
}

// serviceNode shows how contacts wait.
func serviceNode(list folded[waitBlock]) dom.Node {
	if list.Len() == 0 {
		return nil
	}
	return sectionNode("", "service", dom.Text("Service"),
		leaf(html.P, html.Class("legend"), dom.Text("How many contacts are answered in time, by half hours of the day, at the traffic that was given: after the plan as a line, and before it as dashes. Bars are contacts.")),
		list.node(func(n int) string { return impact.Count(n, "more queue") }, func(list []waitBlock) dom.Node {
			return block(html.Div, html.Class("waits"), each(list, waitBlock.node))
		}))
}

// node returns the chart and the figures.
func (b waitBlock) node() dom.Node {
	return leaf(html.Div, html.Class("panel"), html.H3(dom.Text(b.Queue), space, html.Small(dom.Text(b.Channel))),
		newline, b.Chart.node(), leaf(html.P, dom.Text(b.Figures)))
}

// node returns the chart.
func (c waitChart) node() dom.Node {
	label := func(l chartLabel, x int, place ...string) dom.Node {
		return dom.El("text", numberAttr("x", x), numberAttr("y", l.Y), attrsNode(place...), attrsNode("fill", "currentColor", "stroke", "none"), dom.Text(l.Text))
	}
	return html.SVG(attrsNode("viewBox", fmt.Sprintf("0 0 %d %d", c.Width, c.Height), "role", "img", "fill", "none", "stroke", "currentColor", "font-size", "11"),
		html.TitleEl(dom.Text(c.Title)),
		each(c.Rules, func(l chartLabel) dom.Node {
			rule := fmt.Sprintf("M%d %dH%d", l.X, l.Y, chartWidth-chartRight)
			return dom.Group{dom.El("path", attrsNode("d", rule, "stroke-opacity", ".2")), label(l, l.X-chartRight, "dy", "4", "text-anchor", "end")}
		}),
		each(c.Bars, func(b chartBar) dom.Node {
			return dom.El("rect", numberAttr("x", b.X), numberAttr("y", b.Y), numberAttr("width", b.Width), numberAttr("height", b.Height),
				attrsNode("fill", "currentColor", "fill-opacity", ".15", "stroke", "none"))
		}),
		each(c.Times, func(l chartLabel) dom.Node { return label(l, l.X, "text-anchor", "middle") }),
		dom.El("polyline", attrsNode("points", c.Before, "stroke-width", "1.5", "stroke-dasharray", "4 3", "stroke-opacity", ".7")),
		dom.El("polyline", attrsNode("points", c.After, "stroke-width", "2")))
}

// attrsNode returns attributes from their names and values in turn.
func attrsNode(pairs ...string) dom.Node {
	var list dom.Group
	for pair := range slices.Chunk(pairs, 2) {
		list = append(list, dom.Attr(pair[0], pair[1]))
	}
	return list
}
