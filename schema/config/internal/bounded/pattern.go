package bounded

import (
	"math"
	"regexp/syntax"
	"slices"
)

// A pattern says what a regular expression costs to match. Go's regular expressions
// look at each byte of a text once with each of their instructions, at most. That is
// for one match: after a short match, what was read beyond it is read again. So
//
//	regexall(" .*x| ", text)
//
// reads the rest of the text at each space, in vain, when it has no x.
type pattern struct {
	size    int64 // instructions
	overlap int64 // bytes beyond a match that may be read again; 0 when there are few
}

// toMatch is how many bytes are matched with one instruction for one of work.
const toMatch = 32

// patternOf returns what a regular expression costs. One that is not well-formed
// costs nothing.
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

// find is the work of looking for one match in a text of so many bytes.
func (p pattern) find(bytes int64) int64 { return product(p.size, bytes) / toMatch }

// findAll is the work of looking for all matches.
func (p pattern) findAll(bytes int64) int64 {
	return product(p.size, bytes, max(min(p.overlap, bytes), 1)) / toMatch
}

// cost returns the cost of compiling the pattern and of so much work.
func (p pattern) cost(work int64) Cost {
	return Cost{Work: add(p.size, work), Elements: p.size / 4}
}

// instructions returns how many instructions an expression is compiled to, at most:
// repetitions are written out.
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

// longestMatch returns how many bytes an expression can match, at most.
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

// endsEarly reports whether a match may end where the expression could have read on:
// it has alternatives, or parts that need not be there, of more than one letter.
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
