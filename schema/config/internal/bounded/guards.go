package bounded

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strings"

	"github.com/callwright/callwright/schema/internal/parsable"
)

// guardJSON returns an error for JSON that is nested too deeply for a recursive parser, or
// that has a number of too many digits.
func guardJSON(s string) error {
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		}
		if depth > parsable.Deepest {
			return fmt.Errorf("it is nested more than %d deep", parsable.Deepest)
		}
	}
	return guardNumbers(s)
}

// guardNumbers returns an error for a text with too many digits in a row.
func guardNumbers(s string) error {
	if HasLongNumber(s) {
		return errors.New("a number in it is too long")
	}
	return nil
}

// HasLongNumber reports whether a text has too many digits in a row. Reading a number of
// ten times the digits takes a hundred times as long.
func HasLongNumber(s string) bool {
	run := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			run = 0
			continue
		}
		if run++; run > parsable.LongestNumber {
			return true
		}
	}
	return false
}

// guardYAML returns an error for YAML that may be nested too deeply for its parser, whose
// aliases may multiply, or that has a number of too many digits. Indentation nests at most
// as deep as the longest run of spaces and signs at the beginning of a line.
func guardYAML(s string) error {
	if err := guardBrackets(s); err != nil {
		return err
	}
	for line := range strings.Lines(s) {
		if len(line)-len(strings.TrimLeft(line, " -?:")) > 2*parsable.Deepest {
			return fmt.Errorf("it is nested more than %d deep", parsable.Deepest)
		}
	}
	if aliasedElements(s) > mostAliased {
		return fmt.Errorf("its aliases could expand to more than %d elements; write them out", mostAliased)
	}
	return guardNumbers(s)
}

// mostBrackets is the largest number of brackets in a YAML text that has quotes or
// comments. In such a text only the parser knows which brackets are inside of strings, so
// we cannot count how deeply they nest. The parser takes a hundred times as long for ten
// times as many brackets inside one another.
const mostBrackets = 20_000

// guardBrackets returns an error for YAML whose brackets may nest too deeply.
func guardBrackets(s string) error {
	if strings.ContainsAny(s, "\"'#") {
		if strings.Count(s, "[")+strings.Count(s, "{") > mostBrackets {
			return fmt.Errorf("it has more than %d brackets; indent blocks instead, or write JSON", mostBrackets)
		}
		return nil
	}
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(depth-1, 0)
		}
		if depth > parsable.Deepest {
			return fmt.Errorf("it is nested more than %d deep", parsable.Deepest)
		}
	}
	return nil
}

// mostAliased is the largest number of elements that a YAML text can have after its
// aliases are expanded. The parser expands them before anybody can count the elements.
const mostAliased = 5_000_000

var (
	yamlAnchor = regexp.MustCompile(`(^|[\s\[{,:-])&[^\s,\[\]{}]`)
	yamlAlias  = regexp.MustCompile(`(^|[\s\[{,:-])\*[^\s,\[\]{}]`)
)

// aliasedElements returns the most elements that a YAML text can have after its aliases
// are expanded. For example, c has 27 elements here, and with each such line there are
// three times as many:
//
//	a: &a [x, x, x]
//	b: &b [*a, *a, *a]
//	c: &c [*b, *b, *b]
//
// Each anchor can multiply the elements of the anchor before it by the number of aliases
// that it has. With a given number of aliases, three for each anchor give the most.
func aliasedElements(s string) float64 {
	anchors, aliases := len(yamlAnchor.FindAllString(s, -1)), len(yamlAlias.FindAllString(s, -1))
	if anchors == 0 || aliases == 0 {
		return 0
	}
	levels := math.Min(float64(anchors), math.Ceil(float64(aliases)/3))
	growth := math.Pow(math.Max(float64(aliases)/levels, 2), levels)
	return growth * float64(strings.Count(s, ",")+strings.Count(s, "\n")+1)
}
