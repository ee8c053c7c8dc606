package render

import (
	"strings"

	"github.com/callwright/callwright/plan"
)

// People are users. The page shows the first few names at once, and more on a click.
type people struct {
	N     int
	First []string
	More  []string
	Left  int // how many are only counted
}

// Rest returns how many users are behind the click, or only counted there.
func (p people) Rest() int { return len(p.More) + p.Left }

// A page shows fewNames names at once and mostNames on a click. It counts the rest: a page with
// 100,000 names would be too large to open.
const (
	fewNames  = 4
	mostNames = 1000
)

// A folded list shows Open at once, and Rest on a click.
type folded[T any] struct{ Open, Rest []T }

// fold cuts a list after open members. It cuts only if more than half as many follow: two more
// are not worth a click.
func fold[T any](list []T, open int) folded[T] {
	if len(list) <= open+open/2 {
		return folded[T]{Open: list}
	}
	return folded[T]{list[:open], list[open:]}
}

// Len returns the length of the whole list.
func (f folded[T]) Len() int { return len(f.Open) + len(f.Rest) }

// named returns people with these names.
func named(names []string) people {
	p := people{N: len(names)}
	open := fewNames
	if len(names) <= fewNames+2 {
		open = len(names)
	}
	for n, name := range names[:min(len(names), mostNames)] {
		if n < open {
			p.First = append(p.First, plan.Clean(name))
			continue
		}
		p.More = append(p.More, plan.Clean(name))
	}
	p.Left = max(0, len(names)-mostNames)
	return p
}

// cleaned returns the names, harmless in a line (see [plan.Clean]).
func cleaned(names []string) []string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = plan.Clean(n)
	}
	return list
}

// arrowed returns our own words with real arrows: `2 → 3 agents`.
func arrowed(words string) string { return strings.ReplaceAll(plan.Clean(words), " -> ", " → ") }

// arrowedAll does the same for each of the words.
func arrowedAll(words []string) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = arrowed(w)
	}
	return list
}

// typeset returns the sign with a real minus instead of a hyphen, which is too short to see.
func typeset(sign string) string {
	if sign == "-" {
		return "−"
	}
	return sign
}
