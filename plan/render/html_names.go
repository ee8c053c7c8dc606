package render

import (
	"strings"

	"github.com/callwright/callwright/plan"
)

// People are users, of whom the first few are named at once and the rest on demand.
type people struct {
	N     int
	First []string
	More  []string
	Left  int // who are counted and not named
}

// A page shows fewNames names at once and mostNames on demand; it counts the rest.
const (
	fewNames  = 4
	mostNames = 1000
)

// A folded list shows what it begins with, and the rest on demand.
type folded[T any] struct{ Open, Rest []T }

// fold cuts a list after open members, unless hardly more follow: it is not worth a click
// to see two more.
func fold[T any](list []T, open int) folded[T] {
	if len(list) <= open+open/2 {
		return folded[T]{Open: list}
	}
	return folded[T]{list[:open], list[open:]}
}

// Len returns how long the list is.
func (f folded[T]) Len() int { return len(f.Open) + len(f.Rest) }

// named returns names, clean: a few, more on demand, and how many are left.
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

// cleaned returns names that are harmless in a line.
func cleaned(names []string) []string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = plan.Clean(n)
	}
	return list
}

// arrowed returns words of ours, with an arrow as it looks best.
func arrowed(words string) string { return strings.ReplaceAll(plan.Clean(words), " -> ", " → ") }

// arrowedAll writes each of the words with its arrows.
func arrowedAll(words []string) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = arrowed(w)
	}
	return list
}

// typeset returns the sign as it looks best: a minus rather than a hyphen.
func typeset(sign string) string {
	if sign == "-" {
		return "−"
	}
	return sign
}
