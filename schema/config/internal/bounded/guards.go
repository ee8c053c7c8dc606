package bounded

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strings"
)

// shallowJSON refuses JSON that is nested too deeply, or that has a number out of
// all proportion.
func shallowJSON(s string) error {
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
		if depth > deepest {
			return fmt.Errorf("it is nested more than %d deep", deepest)
		}
	}
	return shortNumbers(s)
}

// shortNumbers refuses a text with many digits in a row.
func shortNumbers(s string) error {
	if HasLongNumber(s) {
		return errors.New("a number in it is too long")
	}
	return nil
}

// HasLongNumber reports whether a text has many digits in a row: reading them as a
// number takes the square of the time.
func HasLongNumber(s string) bool {
	run := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			run = 0
			continue
		}
		if run++; run > longestNumber {
			return true
		}
	}
	return false
}

// shallowYAML refuses YAML that may be nested too deeply for its parser.
func shallowYAML(s string) error {
	if err := fewBrackets(s); err != nil {
		return err
	}
	for line := range strings.Lines(s) {
		if len(line)-len(strings.TrimLeft(line, " -?:")) > 2*deepest {
			return fmt.Errorf("it is nested more than %d deep", deepest)
		}
	}
	if aliased(s) > mostAliased {
		return fmt.Errorf("its aliases could expand to more than %d elements; write them out", mostAliased)
	}
	return shortNumbers(s)
}

// mostBrackets is how many brackets a YAML text may open when it also has quotes or
// comments, in which only its parser knows what is a bracket. The parser takes the
// square of the time for brackets inside one another.
const mostBrackets = 20_000

func fewBrackets(s string) error {
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
		if depth > deepest {
			return fmt.Errorf("it is nested more than %d deep", deepest)
		}
	}
	return nil
}

// mostAliased is how many elements a YAML text may come to with its aliases written
// out: the parser writes them out before they can be counted.
const mostAliased = 5_000_000

var (
	yamlAnchor = regexp.MustCompile(`(^|[\s\[{,:-])&[^\s,\[\]{}]`)
	yamlAlias  = regexp.MustCompile(`(^|[\s\[{,:-])\*[^\s,\[\]{}]`)
)

// aliased returns how many elements a YAML text comes to at most. Each anchor can
// multiply what the ones before it came to, by its share of the aliases; shares of
// three give the largest product.
func aliased(s string) float64 {
	anchors, aliases := len(yamlAnchor.FindAllString(s, -1)), len(yamlAlias.FindAllString(s, -1))
	if anchors == 0 || aliases == 0 {
		return 0
	}
	levels := math.Min(float64(anchors), math.Ceil(float64(aliases)/3))
	growth := math.Pow(math.Max(float64(aliases)/levels, 2), levels)
	return growth * float64(strings.Count(s, ",")+strings.Count(s, "\n")+1)
}
