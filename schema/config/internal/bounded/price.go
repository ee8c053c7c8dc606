package bounded

import (
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
	"abs":             {},
	"alltrue":         {},
	"anytrue":         {},
	"base64decode":    {},
	"base64encode":    {},
	"can":             {lazy: true},
	"ceil":            {},
	"chomp":           {measure: reads(12)},
	"chunklist":       {},
	"coalesce":        {picks: true},
	"coalescelist":    {picks: true},
	"compact":         {},
	"concat":          {},
	"contains":        {measure: weighs(1)},
	"csvdecode":       {measure: cells},
	"distinct":        {measure: hashed},
	"element":         {picks: true},
	"endswith":        {},
	"file":            {picks: true},
	"fileexists":      {},
	"fileset":         {},
	"flatten":         {},
	"floor":           {},
	"format":          {measure: formatted},
	"formatdate":      {},
	"formatlist":      {measure: formatted},
	"indent":          {measure: indented},
	"index":           {measure: weighs(1)},
	"join":            {measure: joined},
	"jsondecode":      {measure: jsonMembers},
	"jsonencode":      {measure: weighs(4)},
	"keys":            {},
	"length":          {measure: reads(10)},
	"log":             {},
	"lookup":          {picks: true},
	"lower":           {measure: reads(12)},
	"matchkeys":       {measure: pairs},
	"max":             {},
	"md5":             {},
	"merge":           {measure: weighs(4)},
	"min":             {},
	"one":             {picks: true},
	"parseint":        {measure: digits},
	"pow":             {},
	"range":           {},
	"regex":           {measure: matched},
	"regexall":        {measure: matchedAll},
	"replace":         {measure: replaced},
	"reverse":         {},
	"setintersection": {measure: hashed},
	"setproduct":      {measure: combinations},
	"setsubtract":     {measure: hashed},
	"setunion":        {measure: hashed},
	"sha1":            {},
	"sha256":          {},
	"sha512":          {},
	"signum":          {},
	"slice":           {},
	"slug":            {measure: reads(4)},
	"sort":            {},
	"split":           {measure: parts},
	"startswith":      {},
	"strcontains":     {},
	"strrev":          {measure: reads(10)},
	"substr":          {measure: reads(10)},
	"sum":             {},
	"templatefile":    {},
	"timeadd":         {},
	"title":           {measure: reads(12)},
	"tobool":          {},
	"tolist":          {},
	"tomap":           {measure: weighs(2)},
	"tonumber":        {measure: digits},
	"toset":           {measure: hashed},
	"tostring":        {},
	"transpose":       {measure: weighs(2)},
	"trim":            {},
	"trimprefix":      {},
	"trimspace":       {},
	"trimsuffix":      {},
	"try":             {lazy: true},
	"upper":           {measure: reads(12)},
	"values":          {},
	"yamldecode":      {measure: yamlMembers},
	"yamlencode":      {measure: weighs(12)},
	"zipmap":          {measure: weighs(2)},
}
