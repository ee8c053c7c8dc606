package bounded

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// A measure returns the cost of a function's call for its arguments, before the call. This
// file has the measures of the table prices. Each may return too much, and never too
// little.

// str returns the argument at position i if it is a string, and "" otherwise.
func str(args []cty.Value, i int) string {
	if i >= len(args) {
		return ""
	}
	return textOf(args[i])
}

// size returns the number of members of the argument at position i.
func size(args []cty.Value, i int) int64 {
	if i >= len(args) || !isCollection(args[i]) {
		return 0
	}
	return int64(args[i].LengthInt())
}

// weightOf returns the weight of a value that fits the budget.
func weightOf(v cty.Value) Cost {
	s := &scale{limit: Cost{Work: tooMuch, Bytes: tooMuch}}
	s.weigh(v, 0)
	return s.total
}

// reads returns the measure of a function that reads its first argument letter by letter.
// Bytes is the number of bytes that it reads for one unit of work.
func reads(bytes int64) func([]cty.Value) Cost {
	return func(args []cty.Value) Cost { return Cost{Work: int64(len(str(args, 0))) / bytes} }
}

// weighs returns the measure of a function whose work is that of looking at its arguments
// the given number of times.
func weighs(times int64) func([]cty.Value) Cost {
	return func(args []cty.Value) Cost {
		var c Cost
		for _, arg := range args {
			c.Work = add(c.Work, product(times, weightOf(arg).Work))
		}
		return c
	}
}

// parsed measures templatestring, which parses its first argument.
func parsed(args []cty.Value) Cost { return Cost{Work: int64(len(str(args, 0))) / 3} }

// digits measures tonumber and parseint, which read a string as a number.
func digits(args []cty.Value) Cost {
	return Cost{Work: parsingWork(int64(len(str(args, 0))))}
}

// perRow is the number of elements that a row of a CSV file takes, apart from its cells:
// the object, its mark, and their maps.
const perRow = 8

// cells measures csvdecode. Delimiters and line ends inside of quotes count too.
func cells(args []cty.Value) Cost {
	s := str(args, 0)
	rows := max(count(s, "\n"), count(s, "\r")) // a file of an old Mac has only \r
	return Cost{Elements: count(s, ",", ";", "\t", "|") + perRow*rows}
}

// elementsPerMember is the number of elements for one member of JSON or YAML: its value and
// its type. The functions decode twice, once for the type of the result and once for it.
const elementsPerMember = 3

// jsonMembers measures jsondecode. A comma or a bracket comes before each member.
func jsonMembers(args []cty.Value) Cost {
	s := str(args, 0)
	return Cost{Work: int64(len(s)), Elements: elementsPerMember * count(s, ",", "[", "{")}
}

// yamlMembers measures yamldecode. A member may also begin a line, or follow ": ".
func yamlMembers(args []cty.Value) Cost {
	s := str(args, 0)
	return Cost{Work: 2 * int64(len(s)), Elements: elementsPerMember * count(s, ",", "[", "{", "\n", ": ")}
}

// count returns the number of times that any of the texts is in s, plus one.
func count(s string, texts ...string) int64 {
	n := 1
	for _, t := range texts {
		n += strings.Count(s, t)
	}
	return int64(n)
}

// verb matches a verb of format, such as %-20s.
var verb = regexp.MustCompile(`%[^a-zA-Z%]*[a-zA-Z%]`)

// formatted measures format and formatlist. A verb with a width makes that many bytes, as
// %1000000s does. A format may use one argument many times, and formatlist formats each
// member of a list. The cost is that of every verb with the longest argument.
func formatted(args []cty.Value) Cost {
	verbs := verb.FindAllString(str(args, 0), -1)
	var widths int64
	for _, v := range verbs {
		for _, digits := range strings.FieldsFunc(v, func(r rune) bool { return r < '0' || r > '9' }) {
			n, err := strconv.ParseInt(digits, 10, 40)
			if err != nil {
				n = tooMuch
			}
			widths = add(widths, n)
		}
	}
	numeric := strings.ContainsAny(strings.Join(verbs, ""), "bdoxXeEfgG")
	var c Cost
	var longest, lists int64
	for i := 1; i < len(args); i++ {
		lists = max(lists, size(args, i))
		n := longestOf(args[i])
		longest = max(longest, n)
		if numeric {
			c.Work = add(c.Work, product(parsingWork(n), max(size(args, i), 1)))
		}
	}
	c.Bytes = product(add(widths, product(int64(len(verbs)), longest)), max(lists, 1))
	return c
}

// longestOf returns the bytes of the longest member of a list, or the bytes of a value that
// is not a list.
func longestOf(v cty.Value) int64 {
	if t := v.Type(); !isCollection(v) || t.IsMapType() || t.IsObjectType() {
		return weightOf(v).Bytes
	}
	var longest int64
	for it := v.ElementIterator(); it.Next(); {
		_, e := it.Element()
		longest = max(longest, weightOf(e).Bytes)
	}
	return longest
}

// indented measures indent, which writes spaces after each newline. The number of spaces
// may be a string, which the function converts.
func indented(args []cty.Value) Cost {
	if len(args) < 2 {
		return Cost{}
	}
	spaces := int64(0)
	if args[0].Type() == cty.Number && args[0].IsKnown() && !args[0].IsNull() {
		spaces, _ = args[0].AsBigFloat().Int64()
	}
	if n, err := strconv.ParseFloat(str(args, 0), 64); err == nil {
		spaces = int64(min(n, 1<<40))
	}
	return Cost{Bytes: product(max(spaces, 0), int64(strings.Count(str(args, 1), "\n")))}
}

// joined measures join, which writes its first argument between all members of the lists.
func joined(args []cty.Value) Cost {
	var n int64
	for i := range args {
		n += size(args, i)
	}
	return Cost{Bytes: product(int64(len(str(args, 0))), n)}
}

// pairs measures matchkeys, which compares each key with each member of searchset.
func pairs(args []cty.Value) Cost { return Cost{Work: product(size(args, 1), size(args, 2))} }

// combinations measures setproduct, which makes a tuple for each combination of members.
// Combinations of sets are a set, which cty sorts.
func combinations(args []cty.Value) Cost {
	n, sets := int64(1), true
	for i := range args {
		n = product(n, size(args, i))
		sets = sets && args[i].Type().IsSetType()
	}
	elements := product(n, int64(len(args)+1))
	if sets {
		return Cost{Work: sortingWork(elements), Elements: elements}
	}
	return Cost{Elements: elements}
}

// parts measures split, which makes a string for each part.
func parts(args []cty.Value) Cost {
	return Cost{Elements: int64(strings.Count(str(args, 1), str(args, 0)) + 1)}
}

// fewHashed is the largest number of members that are free: comparing each of them with
// each other takes no time that matters.
const fewHashed = 100

// hashed measures functions that make sets. A set finds its members by their hashes, and
// compares each member with all others that have the same hash. Numbers of more than ten
// digits often have the same hash, so somebody can make this take very long.
func hashed(args []cty.Value) Cost {
	var c Cost
	for i, arg := range args {
		if size(args, i) <= fewHashed || arg.Type().IsMapType() || arg.Type().IsObjectType() {
			continue
		}
		byHash := map[int]int64{} // the number of members with each hash
		for it := arg.ElementIterator(); it.Next(); {
			_, e := it.Element()
			byHash[e.Hash()]++
		}
		for _, n := range byHash {
			c.Work = add(c.Work, product(n, n))
		}
	}
	return c
}

// matched measures regex, which looks for one match.
func matched(args []cty.Value) Cost {
	p := patternOf(str(args, 0))
	return p.cost(p.find(int64(len(str(args, 1)))))
}

// matchedAll measures regexall, which makes a list of all matches and their groups.
func matchedAll(args []cty.Value) Cost {
	p, n := patternOf(str(args, 0)), int64(len(str(args, 1)))
	c := p.cost(p.findAll(n))
	groups := int64(1 + strings.Count(str(args, 0), "("))
	c.Elements = add(c.Elements, product(1+n, groups)/4)
	return c
}

// replaced measures replace. If it replaces a regular expression, the replacement can
// repeat groups, as "$1$1$1" does. All matches of one group together are no longer than
// the text.
func replaced(args []cty.Value) Cost {
	s, old, with := str(args, 0), str(args, 1), str(args, 2)
	if !isPattern(old) {
		return Cost{Bytes: product(int64(strings.Count(s, old)), int64(len(with)))}
	}
	p, n := patternOf(old[1:len(old)-1]), int64(len(s))
	c := p.cost(p.findAll(n))
	groups := int64(strings.Count(with, "$"))
	c.Bytes = add(product(n+1, int64(len(with))), product(groups, n))
	return c
}
