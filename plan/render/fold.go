package render

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
)

// mostValues is the greatest number of values that a group of creations counts one by one.
const mostValues = 4

// A section is the lines of one attribute.
type section []line

// sectionsOf divides lines by attribute.
func sectionsOf(lines []line) []section {
	var all []section
	for _, l := range lines {
		if l.name != "" || len(all) == 0 {
			all = append(all, nil)
		}
		last := len(all) - 1
		all[last] = append(all[last], l)
	}
	return all
}

// creationKey returns a key that creations share if one block makes them, they have the same
// attributes, and they are equally risky. Their values may differ, because each of 3,000 new
// users has a name of its own.
func creationKey(c *plan.Change, lines []line, risks *impact.Risks) string {
	key := []string{fmt.Sprint(c.Action, c.Addr.Block(), c.Addr.Keyed, risks.Of(c).Codes)}
	for _, l := range lines {
		if l.name != "" {
			key = append(key, l.name)
		}
	}
	return strings.Join(key, " ")
}

// foldCreations returns the lines of creations with the same attributes. An attribute with the
// same value everywhere has its usual lines. Of an attribute with few values, the line counts
// the objects that get each of them. Other attributes only have their names in the last line:
//
//	routing_profile    "Premium"
//	security_profiles  "Agent" (826), "Supervisor" (3)
//	first_name, last_name: differ
//
// FoldCreations also returns what it says of each attribute whose values differ.
func foldCreations(objects [][]line) (folded []line, mixed map[string]string) {
	mixed = map[string]string{}
	var differ []string
	columns := make([][]section, len(objects))
	for i, lines := range objects {
		columns[i] = sectionsOf(lines)
	}
	for at, first := range columns[0] {
		values := map[string]int{}
		for _, sections := range columns {
			values[sections[at].text()]++
		}
		name := first[0].name
		switch counts, few := countValues(values); {
		case len(values) == 1:
			folded = append(folded, first...)
		case few:
			mixed[name] = strings.Join(counts, ", ")
			for i, text := range wrapped(counts) {
				l := line{text: text}
				if i == 0 {
					l.name = name
				}
				folded = append(folded, l)
			}
		default:
			mixed[name] = fmt.Sprintf("%d values", len(values))
			differ = append(differ, name)
		}
	}
	texts := wrapped(differ)
	for i, text := range texts {
		if i == len(texts)-1 {
			text += ": " + verb(len(differ), "differs", "differ")
		}
		folded = append(folded, line{text: text, spans: true})
	}
	return folded, mixed
}

// text returns the lines as one text, to compare them.
func (s section) text() string {
	texts := make([]string, len(s))
	for i, l := range s {
		texts[i] = l.text
	}
	return strings.Join(texts, "\n")
}

// countValues counts the objects that have each value, the most frequent value first: `"Agent"
// (826)`. It reports false if there are too many values to read, or if one needs several lines.
func countValues(values map[string]int) (counts []string, few bool) {
	if len(values) > mostValues {
		return nil, false
	}
	sorted := slices.SortedFunc(maps.Keys(values), func(a, b string) int {
		return cmp.Or(cmp.Compare(values[b], values[a]), cmp.Compare(a, b))
	})
	for _, text := range sorted {
		if strings.Contains(text, "\n") {
			return nil, false
		}
		counts = append(counts, fmt.Sprintf("%s (%d)", text, values[text]))
	}
	return counts, true
}
