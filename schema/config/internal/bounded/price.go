package bounded

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// A price says what a call of a function costs, beside a look at its arguments and at
// its result.
type price struct {
	// measure returns what a call with these arguments makes, before it works. Without
	// one, a function makes no more than its result.
	measure func(args []cty.Value) Cost
	// picks is true of a function that makes nothing: its result is one of its
	// arguments or a member of one, or was made before.
	picks bool
	// lazy is true of a function that gets its arguments unevaluated.
	lazy bool
}

// priceOf returns the price of the named function.
func priceOf(name string) price {
	if p, ok := prices[name]; ok {
		return p
	}
	return price{measure: search}
}

// search measures the functions that the caller added: they look for something among
// all that there is.
func search([]cty.Value) Cost { return Cost{Work: 300} }

// prices has all functions of the language.
var prices = map[string]price{
	"abs":             {measure: digits},
	"alltrue":         {},
	"anytrue":         {},
	"base64decode":    {},
	"base64encode":    {},
	"can":             {lazy: true},
	"ceil":            {measure: digits},
	"chomp":           {},
	"chunklist":       {measure: digits},
	"coalesce":        {picks: true},
	"coalescelist":    {picks: true},
	"compact":         {},
	"concat":          {},
	"contains":        {},
	"csvdecode":       {measure: cells},
	"distinct":        {},
	"element":         {picks: true, measure: digits},
	"endswith":        {},
	"file":            {picks: true},
	"fileexists":      {},
	"fileset":         {},
	"flatten":         {},
	"floor":           {measure: digits},
	"format":          {measure: formatted},
	"formatdate":      {},
	"formatlist":      {measure: formatted},
	"indent":          {measure: indented},
	"index":           {},
	"join":            {measure: joined},
	"jsondecode":      {measure: members},
	"jsonencode":      {},
	"keys":            {},
	"length":          {},
	"log":             {measure: digits},
	"lookup":          {picks: true},
	"lower":           {},
	"matchkeys":       {measure: pairs},
	"max":             {measure: digits},
	"md5":             {},
	"merge":           {},
	"min":             {measure: digits},
	"one":             {picks: true},
	"parseint":        {measure: digits},
	"pow":             {measure: digits},
	"range":           {measure: digits},
	"regex":           {},
	"regexall":        {measure: matches},
	"replace":         {measure: replaced},
	"reverse":         {},
	"setintersection": {},
	"setproduct":      {measure: combinations},
	"setsubtract":     {},
	"setunion":        {},
	"sha1":            {},
	"sha256":          {},
	"sha512":          {},
	"signum":          {measure: digits},
	"slice":           {measure: digits},
	"slug":            {},
	"sort":            {},
	"split":           {measure: parts},
	"startswith":      {},
	"strcontains":     {},
	"strrev":          {},
	"substr":          {measure: digits},
	"sum":             {},
	"templatefile":    {measure: digits},
	"timeadd":         {},
	"title":           {},
	"tobool":          {},
	"tolist":          {},
	"tomap":           {},
	"tonumber":        {measure: digits},
	"toset":           {},
	"tostring":        {},
	"transpose":       {},
	"trim":            {},
	"trimprefix":      {},
	"trimspace":       {},
	"trimsuffix":      {},
	"try":             {lazy: true},
	"upper":           {},
	"values":          {},
	"yamldecode":      {measure: members},
	"yamlencode":      {},
	"zipmap":          {},
}

// str returns the argument at i if it is a string, else "".
func str(args []cty.Value, i int) string {
	if i >= len(args) || args[i].Type() != cty.String || args[i].IsNull() || !args[i].IsKnown() {
		return ""
	}
	return args[i].AsString()
}

// size returns the number of members of the argument at i.
func size(args []cty.Value, i int) int64 {
	if i >= len(args) || !isCollection(args[i]) {
		return 0
	}
	return int64(args[i].LengthInt())
}

// digits measures functions that read numbers, which may come as text.
func digits(args []cty.Value) Cost {
	var c Cost
	for i := range args {
		c.Work = add(c.Work, toNumber(int64(len(str(args, i)))))
	}
	return c
}

func cells(args []cty.Value) Cost {
	s := str(args, 0)
	return Cost{Elements: int64(strings.Count(s, ",") + strings.Count(s, "\n"))}
}

func members(args []cty.Value) Cost {
	s := str(args, 0)
	n := 1
	for _, sep := range []string{",", "[", "{", "\n", ":"} {
		n += strings.Count(s, sep)
	}
	return Cost{Work: int64(len(s)), Elements: int64(n)}
}

var verb = regexp.MustCompile(`%[^a-zA-Z%]*[a-zA-Z%]`)

// formatted measures format and formatlist: widths and precisions are filled up,
// and an argument may be used many times.
func formatted(args []cty.Value) Cost {
	var widths, verbs, longest, lists int64
	for _, v := range verb.FindAllString(str(args, 0), -1) {
		verbs++
		for _, digits := range strings.FieldsFunc(v, func(r rune) bool { return r < '0' || r > '9' }) {
			n, err := strconv.ParseInt(digits, 10, 40)
			if err != nil {
				n = mostBytes + 1
			}
			widths = add(widths, n)
		}
	}
	numeric := strings.ContainsAny(strings.Join(verb.FindAllString(str(args, 0), -1), ""), "bdoxXeEfgG")
	c := Cost{}
	for i, arg := range args[min(1, len(args)):] {
		lists = max(lists, size(args, i+1))
		w := weighAll(arg)
		longest = max(longest, w.Bytes)
		if numeric {
			c.Work = add(c.Work, toNumber(w.Bytes))
		}
	}
	c.Bytes = product(add(widths, product(verbs, longest)), max(lists, 1))
	return c
}

// weighAll weighs a value that is known to fit the budget.
func weighAll(v cty.Value) Cost {
	b := &budget{left: Whole()}
	return b.weight(v)
}

func indented(args []cty.Value) Cost {
	if len(args) < 2 {
		return Cost{}
	}
	c := digits(args[:1])
	spaces := int64(0)
	if args[0].Type() == cty.Number && args[0].IsKnown() && !args[0].IsNull() {
		spaces, _ = args[0].AsBigFloat().Int64()
	}
	if n, err := strconv.ParseFloat(str(args, 0), 64); err == nil {
		spaces = int64(min(n, mostBytes+1))
	}
	c.Bytes = product(max(spaces, 0), int64(strings.Count(str(args, 1), "\n")))
	return c
}

func joined(args []cty.Value) Cost {
	var n int64
	for i := range args {
		n += size(args, i)
	}
	return Cost{Bytes: product(int64(len(str(args, 0))), n)}
}

func pairs(args []cty.Value) Cost { return Cost{Work: product(size(args, 1), size(args, 2))} }

func matches(args []cty.Value) Cost {
	groups := int64(1 + strings.Count(str(args, 0), "("))
	return Cost{Elements: product(int64(1+len(str(args, 1))), groups) / 4}
}

// replaced measures replace. All that a group matches is no longer than the text.
func replaced(args []cty.Value) Cost {
	s, old, with := str(args, 0), str(args, 1), str(args, 2)
	if isPattern(old) {
		groups := int64(strings.Count(with, "$"))
		return Cost{Bytes: add(product(int64(len(s)+1), int64(len(with))), product(groups, int64(len(s))))}
	}
	return Cost{Bytes: product(int64(strings.Count(s, old)), int64(len(with)))}
}

func combinations(args []cty.Value) Cost {
	n := int64(1)
	for i := range args {
		n = product(n, size(args, i))
	}
	return Cost{Elements: product(n, int64(len(args)+1))}
}

func parts(args []cty.Value) Cost {
	return Cost{Elements: int64(strings.Count(str(args, 1), str(args, 0)) + 1)}
}
