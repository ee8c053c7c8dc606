package schema

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
	"github.com/callwright/callwright/schema/diag"
	"golang.org/x/text/unicode/norm"
)

// A Pattern is text that takes in addresses, and with them objects:
//
//	user.agents["ada"]         that object
//	user.agents                all objects of that block
//	user.agents["*@a.com"]     objects of the block whose keys end with @a.com
//	queue.*                    all queues
//	module.site["london"]      all that is in that module
//
// It takes in the addresses that match its text, in which `*` matches any characters. With
// an address it takes in what belongs to it: the objects of a block, the parts of an object,
// and everything in a module. The Unicode form of the text does not matter.
type Pattern struct {
	text  string
	parts []string // the text cut at its stars; nil if it has none
}

// NewPattern returns the pattern of a text. An address may be spelled in any way that
// [ParseAddr] reads.
func NewPattern(text string) Pattern {
	if a, err := ParseAddr(text); err == nil {
		text = a.String()
	}
	p := Pattern{text: norm.NFC.String(text)}
	if strings.Contains(p.text, "*") {
		p.parts = strings.Split(p.text, "*")
	}
	return p
}

// PatternOf returns the pattern that takes in one address and what belongs to it. A star in
// a key matches a star only.
func PatternOf(a Addr) Pattern { return Pattern{text: norm.NFC.String(a.String())} }

func (p Pattern) String() string { return p.text }

// Sample returns an address that the pattern takes in. Ok is false if no address can match.
func (p Pattern) Sample() (a Addr, ok bool) {
	for _, stars := range []*strings.Replacer{
		strings.NewReplacer("*", "x"),
		strings.NewReplacer(`[*]`, `["x"]`, `[*`, `["x`, `*]`, `x"]`, "*", "x"), // these stars match a quotation mark, too
	} {
		if a, err := ParseAddr(stars.Replace(p.text)); err == nil {
			return a, true
		}
	}
	return Addr{}, false
}

// takesIn reports whether an address matches the pattern's text.
func (p Pattern) takesIn(address string) bool {
	if p.parts == nil {
		return address == p.text
	}
	address, ok := strings.CutPrefix(address, p.parts[0])
	if !ok {
		return false
	}
	last := len(p.parts) - 1
	if address, ok = strings.CutSuffix(address, p.parts[last]); !ok {
		return false
	}
	for _, part := range p.parts[1:last] {
		if _, address, ok = strings.Cut(address, part); !ok {
			return false
		}
	}
	return true
}

// Suggest returns ` Did you mean user.agents?`, with its leading space, for a pattern that
// takes in none of the addresses. If none is close enough to be a typing error, it lists the
// closest blocks.
func (p Pattern) Suggest(addresses iter.Seq[Addr]) string {
	keyed := strings.Contains(p.text, "[")
	var blocks, all []string
	seen := map[string]bool{}
	for a := range addresses {
		if block := a.Block().String(); !seen[block] {
			seen[block] = true
			blocks = append(blocks, block)
		}
		if keyed && a.Keyed {
			all = append(all, a.String())
		}
	}
	word := strings.ReplaceAll(p.text, "*", "")
	if near, ok := diag.Nearest(word, slices.Concat(blocks, all)); ok {
		return " Did you mean " + near + "?"
	}
	if len(blocks) == 0 {
		return ""
	}
	// What is added costs nothing: "agents" is near to user.agents.
	growing := levenshtein.NewParams().InsCost(0)
	distance := map[string]int{}
	for _, block := range blocks {
		distance[block] = levenshtein.Distance(word, block, growing)
	}
	slices.SortFunc(blocks, func(a, b string) int { return cmp.Or(distance[a]-distance[b], cmp.Compare(a, b)) })
	return " The nearest addresses are " + strings.Join(blocks[:min(3, len(blocks))], ", ") + "."
}

// Patterns are a list of patterns, prepared for matching many addresses.
type Patterns struct {
	list  []Pattern
	plain map[string][]int // the positions of patterns without stars, by their text
	globs []int            // the positions of the others
}

// NewPatterns returns the patterns of a list.
func NewPatterns(list ...Pattern) *Patterns {
	ps := &Patterns{list: list, plain: map[string][]int{}}
	for i, p := range list {
		if p.parts != nil {
			ps.globs = append(ps.globs, i)
		} else {
			ps.plain[p.text] = append(ps.plain[p.text], i)
		}
	}
	return ps
}

// TakeIn reports whether any of the patterns takes in the address.
func (ps *Patterns) TakeIn(a Addr) bool {
	for range ps.Taking(a) {
		return true
	}
	return false
}

// Taking returns the positions of the patterns that take in the address, each once.
func (ps *Patterns) Taking(a Addr) iter.Seq[int] {
	return func(yield func(int) bool) {
		if len(ps.list) == 0 {
			return
		}
		above := above(a)
		for _, address := range above {
			for _, i := range ps.plain[address] {
				if !yield(i) {
					return
				}
			}
		}
		for _, i := range ps.globs {
			for _, address := range above {
				if ps.list[i].takesIn(address) {
					if !yield(i) {
						return
					}
					break
				}
			}
		}
	}
}

// Idle returns the patterns that take in none of the addresses.
func (ps *Patterns) Idle(addresses iter.Seq[Addr]) []Pattern {
	taking := map[int]bool{}
	for a := range addresses {
		for i := range ps.Taking(a) {
			taking[i] = true
		}
	}
	var idle []Pattern
	for i, p := range ps.list {
		if !taking[i] {
			idle = append(idle, p)
		}
	}
	return idle
}

// above returns the address and the addresses that it belongs to: its block, the object that
// it is a part of, and the modules that contain it.
func above(a Addr) []string {
	list := []Addr{a}
	if a.Part != "" {
		list = append(list, a.Whole())
	}
	if a.Keyed && a.Label != "" {
		for _, a := range list {
			list = append(list, a.Block())
		}
	}
	texts := make([]string, len(list))
	for i, a := range list {
		texts[i] = norm.NFC.String(a.String())
	}
	if a.Module != "" {
		if in, err := ParseAddr(a.Module); err == nil {
			texts = append(texts, above(in)...)
		}
	}
	return texts
}
