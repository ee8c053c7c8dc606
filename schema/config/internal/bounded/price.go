package bounded

import (
	"github.com/zclconf/go-cty/cty"
)

// A price is the cost of calling a function, apart from looking at its arguments and its
// result.
type price struct {
	// measure returns the cost of a call with the arguments, before the call. A function
	// without a measure costs no more than its arguments and its result: abs, say.
	measure func(args []cty.Value) Cost
	// picks means that the function makes nothing: its result is one of its arguments, a
	// member of one, or a value that it made before.
	picks bool
	// lazy means that the function evaluates its arguments itself: try and can.
	lazy bool
}

// priceOf returns the price of the named function.
func priceOf(name string) price {
	if p, ok := prices[name]; ok {
		return p
	}
	return price{measure: search}
}

// search measures the functions that the caller added, such as agents_serving: they look
// through all objects of the plan.
func search([]cty.Value) Cost { return Cost{Work: 300} }

// prices are the prices of all functions of the language. A test checks that none is
// missing, because a function without a price would be priced like a caller's.
var prices = map[string]price{
	"abs":             {},
	"alltrue":         {},
	"anytrue":         {},
	"base64decode":    {},
	"base64encode":    {},
	"basename":        {measure: reads(10)},
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
	"csvencode":       {measure: weighs(4)},
	"dirname":         {measure: reads(10)},
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
	"templatestring":  {measure: parsed},
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
	"type":            {measure: weighs(4)},
	"upper":           {measure: reads(12)},
	"urlencode":       {measure: reads(10)},
	"values":          {},
	"yamldecode":      {measure: yamlMembers},
	"yamlencode":      {measure: weighs(12)},
	"zipmap":          {measure: weighs(2)},
}
