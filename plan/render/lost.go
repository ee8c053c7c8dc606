package render

import (
	"fmt"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
)

const (
	mostLost        = 2  // the most lines about what a deletion takes away
	mostLostNames   = 3  // the most names of one attribute in them
	mostLostLetters = 60 // the most letters of a name or a description in them
)

// lostLines says what a deleted object has: the objects that it names, its description, and the
// sizes of its sets and tables. With full detail, lostLines leaves out nothing.
//
//	has  description "Calls", hours_of_operation "Always", queues 12 rows
func lostLines(c *plan.Change, detail Detail) []line {
	if c.Action != plan.Delete || c.Step == plan.Old {
		return nil
	}
	var parts []string
	for i := range c.Live.Given.All() {
		if a := &c.Live.Kind.Attrs[i]; a.Shape == schema.Scalar && a.RefersTo == "" && a.Name != "description" {
			continue // it means little without its object
		}
		if text := lostText(&c.Live.Kind.Attrs[i], c.Live.Value(i), detail); text != "" {
			parts = append(parts, c.Live.Kind.Attrs[i].Name+" "+text)
		}
	}
	texts := wrapped(parts)
	for n := len(parts) - 1; detail != Full && len(texts) > mostLost; n-- {
		texts = wrapped(append(parts[:n:n], fmt.Sprintf("… and %d more", len(parts)-n)))
	}
	lines := make([]line, len(texts))
	for i, text := range texts {
		lines[i].text = text
	}
	if len(lines) > 0 {
		lines[0].name = "has"
	}
	return lines
}

// lostText returns what a deletion says of one attribute: `"Sales"`, `"Agent", "Lead" and 2
// more`, `12 rows`. It returns "" if the attribute is empty, or means little without its object.
func lostText(a *schema.Attr, v cty.Value, detail Detail) string {
	switch {
	case v.IsNull():
		return ""
	case a.Shape == schema.Table:
		return lostCount(v, "row")
	case a.Shape == schema.Scalar && (a.RefersTo != "" || a.Name == "description"):
		return lostScalar(v.AsString(), detail)
	case a.RefersTo != "" && (a.Shape == schema.Set || a.Shape == schema.List):
		return lostNames(v, detail)
	case a.Shape == schema.Set:
		return lostCount(v, "member")
	}
	return ""
}

// lostScalar returns a name or a description. It cuts a long one.
func lostScalar(s string, detail Detail) string {
	if s == "" {
		return ""
	}
	if letters := []rune(s); detail != Full && len(letters) > mostLostLetters {
		s = string(letters[:mostLostLetters]) + "…"
	}
	return plan.Quote(s)
}

// lostNames returns the names in a set or a list. It counts those beyond the first few.
func lostNames(v cty.Value, detail Detail) string {
	text, n := "", 0
	for _, name := range v.Elements() {
		if n++; detail != Full && n > mostLostNames {
			return fmt.Sprintf("%s and %d more", text, v.LengthInt()-mostLostNames)
		}
		if n > 1 {
			text += ", "
		}
		text += plan.Quote(name.AsString())
	}
	return text
}

// lostCount counts the elements of a value; "" for none.
func lostCount(v cty.Value, word string) string {
	if n := v.LengthInt(); n > 0 {
		return impact.Count(n, word)
	}
	return ""
}
