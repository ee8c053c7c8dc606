package render

import "github.com/callwright/callwright/plan"

// A Detail says how much of each change is shown.
type Detail string

// The levels of detail.
const (
	Summary Detail = "summary" // one line for each change
	Changes Detail = "changes" // also the attributes that change; alike changes as one
	Full    Detail = "full"    // every change by itself, with ids
)

// Details lists the levels of detail.
var Details = []string{string(Summary), string(Changes), string(Full)}

// A Style says how a plan is shown to people.
type Style struct {
	Color       bool
	Width       int // the cells in a line of the terminal; 0 if lines are not wrapped
	Detail      Detail
	Command     string // "drift" for a drift; "" for a plan
	Environment string // the argument of --env; may be ""
	Commit      string // the configuration's commit, for the heading; may be ""
	ForApply    bool   // whether the plan is about to be applied; manual steps are left out then, because apply shows them at its end
}

// The sixteen standard colours are enough. Colours repeat what signs say: `-` is red, but a
// reader without colours still sees the `-`.
const (
	reset  = "\x1b[0m"
	bold   = "\x1b[1m"
	dim    = "\x1b[2m"
	red    = "\x1b[31m"
	green  = "\x1b[32m"
	yellow = "\x1b[33m"
	cyan   = "\x1b[36m"
)

// colours are the colours of the signs of actions and facts.
var colours = map[string]string{"+": green, "~": yellow, "-": red, ">": cyan, "-/+": red, "x": red, "=": cyan, "<": yellow, "!": red}

// paint returns the text in a colour, if the style has colours.
func (s Style) paint(colour, text string) string {
	if !s.Color || colour == "" || text == "" {
		return text
	}
	return colour + text + reset
}

// change returns an old and a new value: `1 -> 2`. The old one is red, and the new one green.
func (s Style) change(before, after string) string {
	return s.paint(red, before) + " -> " + s.paint(green, after)
}

// sign returns a sign in its colour.
func (s Style) sign(sign string) string { return s.paint(colours[sign], sign) }

// action returns the sign of an action in its colour.
func (s Style) action(a plan.Action) string { return s.sign(a.Sign()) }
