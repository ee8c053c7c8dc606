package config

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// lazy functions get their arguments unevaluated.
var lazy = map[string]bool{"try": true, "can": true}

// picks are the functions that make nothing: their result is one of their
// arguments or a member of one, or was made before.
var picks = map[string]bool{
	"coalesce": true, "coalescelist": true, "element": true, "file": true, "lookup": true, "one": true,
}

// A measure returns what a call with these arguments makes, before it works. The
// functions without one make no more than they are given.
type measure func(args []cty.Value) cost

var measures = map[string]measure{
	"agents_serving": toAsk, "permissions_of": toAsk, "users_with": toAsk, "queues_of": toAsk,

	"abs":          digits,
	"ceil":         digits,
	"chunklist":    digits,
	"csvdecode":    cells,
	"element":      digits,
	"floor":        digits,
	"format":       formatted,
	"formatlist":   formatted,
	"indent":       indented,
	"join":         joined,
	"jsondecode":   members,
	"log":          digits,
	"matchkeys":    pairs,
	"max":          digits,
	"min":          digits,
	"parseint":     digits,
	"pow":          digits,
	"range":        digits,
	"regexall":     matches,
	"replace":      replaced,
	"setproduct":   combinations,
	"signum":       digits,
	"slice":        digits,
	"split":        parts,
	"substr":       digits,
	"templatefile": digits,
	"tonumber":     digits,
	"yamldecode":   members,
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
func digits(args []cty.Value) cost {
	var c cost
	for i := range args {
		c.work = saturate(c.work, toNumber(int64(len(str(args, i)))))
	}
	return c
}

func cells(args []cty.Value) cost {
	s := str(args, 0)
	return cost{elements: int64(strings.Count(s, ",") + strings.Count(s, "\n"))}
}

func members(args []cty.Value) cost {
	s := str(args, 0)
	n := 1
	for _, sep := range []string{",", "[", "{", "\n", ":"} {
		n += strings.Count(s, sep)
	}
	return cost{work: int64(len(s)), elements: int64(n)}
}

var verb = regexp.MustCompile(`%[^a-zA-Z%]*[a-zA-Z%]`)

// formatted measures format and formatlist: widths and precisions are filled up,
// and an argument may be used many times.
func formatted(args []cty.Value) cost {
	var widths, verbs, longest, lists int64
	for _, v := range verb.FindAllString(str(args, 0), -1) {
		verbs++
		for _, digits := range strings.FieldsFunc(v, func(r rune) bool { return r < '0' || r > '9' }) {
			n, err := strconv.ParseInt(digits, 10, 40)
			if err != nil {
				n = mostBytes + 1
			}
			widths = saturate(widths, n)
		}
	}
	numeric := strings.ContainsAny(strings.Join(verb.FindAllString(str(args, 0), -1), ""), "bdoxXeEfgG")
	c := cost{}
	for i, arg := range args[min(1, len(args)):] {
		lists = max(lists, size(args, i+1))
		w := weighAll(arg)
		longest = max(longest, w.bytes)
		if numeric {
			c.work = saturate(c.work, toNumber(w.bytes))
		}
	}
	c.bytes = product(saturate(widths, product(verbs, longest)), max(lists, 1))
	return c
}

// weighAll weighs a value that is known to fit the budget.
func weighAll(v cty.Value) cost { return newBudget().weight(v) }

func indented(args []cty.Value) cost {
	if len(args) < 2 {
		return cost{}
	}
	c := digits(args[:1])
	spaces := int64(0)
	if args[0].Type() == cty.Number && args[0].IsKnown() && !args[0].IsNull() {
		spaces, _ = args[0].AsBigFloat().Int64()
	}
	if n, err := strconv.ParseFloat(str(args, 0), 64); err == nil {
		spaces = int64(min(n, mostBytes+1))
	}
	c.bytes = product(max(spaces, 0), int64(strings.Count(str(args, 1), "\n")))
	return c
}

func joined(args []cty.Value) cost {
	var n int64
	for i := range args {
		n += size(args, i)
	}
	return cost{bytes: product(int64(len(str(args, 0))), n)}
}

func pairs(args []cty.Value) cost { return cost{work: product(size(args, 1), size(args, 2))} }

func matches(args []cty.Value) cost {
	groups := int64(1 + strings.Count(str(args, 0), "("))
	return cost{elements: product(int64(1+len(str(args, 1))), groups) / 4}
}

// replaced measures replace. All that a group matches is no longer than the text.
func replaced(args []cty.Value) cost {
	s, old, with := str(args, 0), str(args, 1), str(args, 2)
	if isPattern(old) {
		groups := int64(strings.Count(with, "$"))
		return cost{bytes: saturate(product(int64(len(s)+1), int64(len(with))), product(groups, int64(len(s))))}
	}
	return cost{bytes: product(int64(strings.Count(s, old)), int64(len(with)))}
}

func combinations(args []cty.Value) cost {
	n := int64(1)
	for i := range args {
		n = product(n, size(args, i))
	}
	return cost{elements: product(n, int64(len(args)+1))}
}

func parts(args []cty.Value) cost {
	return cost{elements: int64(strings.Count(str(args, 1), str(args, 0)) + 1)}
}
