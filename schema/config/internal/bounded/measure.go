package bounded

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// str returns the argument at i if it is a text, else "".
func str(args []cty.Value, i int) string {
	if i >= len(args) {
		return ""
	}
	return textOf(args[i])
}

// size returns the number of members of the argument at i.
func size(args []cty.Value, i int) int64 {
	if i >= len(args) || !isCollection(args[i]) {
		return 0
	}
	return int64(args[i].LengthInt())
}

// heft weighs a value that is known to fit the budget.
func heft(v cty.Value) Cost {
	s := &scale{limit: Cost{Work: tooMuch, Bytes: tooMuch}}
	s.weigh(v, 0)
	return s.total
}

// reads returns the measure of a function that reads its first argument letter by
// letter: so many bytes for one of work.
func reads(bytes int64) func([]cty.Value) Cost {
	return func(args []cty.Value) Cost { return Cost{Work: int64(len(str(args, 0))) / bytes} }
}

// weighs returns the measure of a function that takes so many times the work of
// looking at its arguments.
func weighs(times int64) func([]cty.Value) Cost {
	return func(args []cty.Value) Cost {
		var c Cost
		for _, arg := range args {
			c.Work = add(c.Work, product(times, heft(arg).Work))
		}
		return c
	}
}

// digits measures functions that read any value as a number.
func digits(args []cty.Value) Cost {
	return Cost{Work: toNumber(int64(len(str(args, 0))))}
}

// perRow is how many elements a row of a CSV file takes, beside its cells.
const perRow = 8

// cells measures csvdecode.
func cells(args []cty.Value) Cost {
	s := str(args, 0)
	return Cost{Elements: count(s, ",") + perRow*count(s, "\n")}
}

// A decoded member keeps its own type beside its value, and is made twice: to find
// the type of the whole, and to fill it.
const toDecode = 3

// jsonMembers measures jsondecode.
func jsonMembers(args []cty.Value) Cost {
	s := str(args, 0)
	return Cost{Work: int64(len(s)), Elements: toDecode * count(s, ",", "[", "{")}
}

// yamlMembers measures yamldecode, whose members need no brackets.
func yamlMembers(args []cty.Value) Cost {
	s := str(args, 0)
	return Cost{Work: 2 * int64(len(s)), Elements: toDecode * count(s, ",", "[", "{", "\n", ": ")}
}

// count returns how many of the texts are in s, and one more.
func count(s string, texts ...string) int64 {
	n := 1
	for _, t := range texts {
		n += strings.Count(s, t)
	}
	return int64(n)
}

var verb = regexp.MustCompile(`%[^a-zA-Z%]*[a-zA-Z%]`)

// formatted measures format and formatlist: widths and precisions are filled up,
// and an argument may be used many times.
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
			c.Work = add(c.Work, product(toNumber(n), max(size(args, i), 1)))
		}
	}
	c.Bytes = product(add(widths, product(int64(len(verbs)), longest)), max(lists, 1))
	return c
}

// longestOf returns the bytes of the longest member of a list, or of all of another
// value.
func longestOf(v cty.Value) int64 {
	if t := v.Type(); !isCollection(v) || t.IsMapType() || t.IsObjectType() {
		return heft(v).Bytes
	}
	var longest int64
	for it := v.ElementIterator(); it.Next(); {
		_, e := it.Element()
		longest = max(longest, heft(e).Bytes)
	}
	return longest
}

// indented measures indent, which writes spaces after each line's end.
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

// joined measures join, which writes the first argument between all members.
func joined(args []cty.Value) Cost {
	var n int64
	for i := range args {
		n += size(args, i)
	}
	return Cost{Bytes: product(int64(len(str(args, 0))), n)}
}

// pairs measures matchkeys, which compares each key with each of the searched.
func pairs(args []cty.Value) Cost { return Cost{Work: product(size(args, 1), size(args, 2))} }

// combinations measures setproduct. Combinations of sets are sorted, too.
func combinations(args []cty.Value) Cost {
	n, sets := int64(1), true
	for i := range args {
		n = product(n, size(args, i))
		sets = sets && args[i].Type().IsSetType()
	}
	elements := product(n, int64(len(args)+1))
	if sets {
		return Cost{Work: toSort(elements), Elements: elements}
	}
	return Cost{Elements: elements}
}

// parts measures split.
func parts(args []cty.Value) Cost {
	return Cost{Elements: int64(strings.Count(str(args, 1), str(args, 0)) + 1)}
}

// fewHashed is how many members of a set may have one hash at no extra cost.
const fewHashed = 100

// hashed measures functions that make sets. A set finds its members by their hashes;
// those that have the same one are compared each with each, and numbers of more than
// ten digits often have.
func hashed(args []cty.Value) Cost {
	var c Cost
	for i, arg := range args {
		if size(args, i) <= fewHashed || arg.Type().IsMapType() || arg.Type().IsObjectType() {
			continue
		}
		alike := map[int]int64{}
		for it := arg.ElementIterator(); it.Next(); {
			_, e := it.Element()
			alike[e.Hash()]++
		}
		for _, n := range alike {
			c.Work = add(c.Work, product(n, n))
		}
	}
	return c
}

// matched measures regex.
func matched(args []cty.Value) Cost {
	p := patternOf(str(args, 0))
	return p.cost(p.find(int64(len(str(args, 1)))))
}

// matchedAll measures regexall.
func matchedAll(args []cty.Value) Cost {
	p, n := patternOf(str(args, 0)), int64(len(str(args, 1)))
	c := p.cost(p.findAll(n))
	groups := int64(1 + strings.Count(str(args, 0), "("))
	c.Elements = add(c.Elements, product(1+n, groups)/4)
	return c
}

// replaced measures replace. All that a group matches is no longer than the text.
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
