package bounded

import (
	"math"
	"regexp/syntax"
	"slices"
)

// A pattern holds what the cost of a regular expression depends on. To find one match, Go
// looks at each byte of the text at most once for each instruction of the compiled
// expression. To find all matches, it may look at a byte several times: it reads on after
// a short match, in case there is a longer one, and then begins again after the short one.
// For example, in a text without an x,
//
//	regexall(" .*x| ", text)
//
// reads the rest of the text again at each space.
type pattern struct {
	size    int64 // the number of instructions
	overlap int64 // the number of bytes after a match that may be read again; 0 if they are few
}

// bytesPerWork is the number of bytes that one instruction matches for one unit of work.
const bytesPerWork = 32

// patternOf returns the pattern of a regular expression. One that does not parse costs
// nothing, because it matches nothing.
func patternOf(expr string) pattern {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return pattern{}
	}
	p := pattern{size: instructions(re)}
	if endsEarly(re) {
		p.overlap = longestMatch(re)
	}
	return p
}

// find returns the work of looking for one match in a text of the given length.
func (p pattern) find(bytes int64) int64 { return product(p.size, bytes) / bytesPerWork }

// findAll returns the work of looking for all matches in a text of the given length.
func (p pattern) findAll(bytes int64) int64 {
	return product(p.size, bytes, max(min(p.overlap, bytes), 1)) / bytesPerWork
}

// cost returns the cost of compiling the expression and of the given work.
func (p pattern) cost(work int64) Cost {
	return Cost{Work: add(p.size, work), Elements: p.size / 4}
}

// instructions returns the largest number of instructions that an expression compiles to.
// Go writes repetitions out: (abc){100} has a hundred times the instructions of abc.
func instructions(re *syntax.Regexp) int64 {
	var n int64
	switch re.Op {
	case syntax.OpLiteral:
		return int64(len(re.Rune))
	case syntax.OpCharClass:
		return 1 + int64(len(re.Rune))/8
	case syntax.OpRepeat:
		times := re.Max
		if times < 0 {
			times = re.Min + 1
		}
		return product(int64(times), 1+instructions(re.Sub[0]))
	}
	for _, sub := range re.Sub {
		n = add(n, instructions(sub))
	}
	return add(n, 1+int64(len(re.Sub)))
}

// longestMatch returns the largest number of bytes that an expression can match.
func longestMatch(re *syntax.Regexp) int64 {
	const largestRune = 4
	var n int64
	switch re.Op {
	case syntax.OpLiteral:
		return largestRune * int64(len(re.Rune))
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return largestRune
	case syntax.OpStar, syntax.OpPlus:
		return math.MaxInt64
	case syntax.OpRepeat:
		if re.Max < 0 {
			return math.MaxInt64
		}
		return product(int64(re.Max), longestMatch(re.Sub[0]))
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			n = max(n, longestMatch(sub))
		}
		return n
	}
	for _, sub := range re.Sub {
		n = add(n, longestMatch(sub))
	}
	return n
}

// endsEarly reports whether a match may end before the place up to which Go reads: the
// expression has alternatives, as a|ab.*x, or optional parts of more than one letter, as
// a(b.*x)?. An optional letter does not make it read on, so [a-z]* is false.
func endsEarly(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpAlternate:
		return true
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		if !oneLetter(re.Sub[0]) {
			return true
		}
	}
	return slices.ContainsFunc(re.Sub, endsEarly)
}

// oneLetter reports whether an expression matches one letter.
func oneLetter(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpCapture:
		return oneLetter(re.Sub[0])
	case syntax.OpLiteral:
		return len(re.Rune) == 1
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return true
	}
	return false
}
