package export

import (
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

// A node is an expression: a leaf such as a string or a reference, a list, or an object.
type node struct {
	leaf   string // the text of a leaf; "" for a list or an object
	object bool
	items  []item
	tall   bool // of a list or object with several items: each has a line of its own
	row    bool // a row of a table, which stays on one line if it is not very long
	names  bool // the keys are names of objects, which are quoted even if they are one word
}

// An item is a member of a list, or a key of an object with its value.
type item struct {
	key   string
	value *node
	notes []string // comments above the item
}

// literal returns the node of a string, a number or a boolean, as HCL quotes it.
func literal(v cty.Value) *node {
	return &node{leaf: string(hclwrite.TokensForValue(v).Bytes())}
}

// text returns the node of a string.
func text(s string) *node { return literal(cty.StringVal(s)) }

// list returns the node of a list.
func list(members ...*node) *node {
	n := &node{}
	for _, m := range members {
		n.items = append(n.items, item{value: m})
	}
	return n
}

// pair adds a key with its value to an object.
func (n *node) pair(key string, value *node) {
	n.items = append(n.items, item{key: key, value: value})
}

// The number of columns that a line has at most, if it can be broken. A row of a table is
// easier to read on one line.
const (
	widest    = 120
	widestRow = 160
)

// flat returns the expression on one line.
func (n *node) flat() string {
	if n.leaf != "" {
		return n.leaf
	}
	parts := make([]string, len(n.items))
	for i, it := range n.items {
		parts[i] = it.value.flat()
		if n.object {
			parts[i] = n.quote(it.key) + " = " + parts[i]
		}
	}
	switch joined := strings.Join(parts, ", "); {
	case !n.object:
		return "[" + joined + "]"
	case joined == "":
		return "{}"
	default:
		return "{ " + joined + " }"
	}
}

// layout returns the expression on one line, or on several if it is tall, has notes or does
// not fit. The expression begins in the given column, at the given depth of brackets. Lines are
// not indented: formatting a file does that.
func (n *node) layout(column, depth int) string {
	most := widest
	if n.row {
		most = widestRow
	}
	if n.leaf != "" || len(n.items) == 0 || !n.breaks() && column+utf8.RuneCountInString(n.flat()) <= most {
		return n.flat()
	}
	opening, closing, end := "[", "]", ","
	if n.object {
		opening, closing, end = "{", "}", ""
	}
	var b strings.Builder
	b.WriteString(opening + "\n")
	for _, it := range n.items {
		for _, note := range it.notes {
			b.WriteString("# " + note + "\n")
		}
		key := ""
		if n.object {
			key = n.quote(it.key) + " = "
		}
		b.WriteString(key + it.value.layout(2*(depth+1)+utf8.RuneCountInString(key), depth+1) + end + "\n")
	}
	b.WriteString(closing)
	return b.String()
}

// breaks reports whether a part of the expression needs several lines, however short it is.
func (n *node) breaks() bool {
	if n.tall && len(n.items) > 1 {
		return true
	}
	for _, it := range n.items {
		if len(it.notes) > 0 || it.value.breaks() {
			return true
		}
	}
	return false
}

// lines returns the number of lines of the expression's layout.
func (n *node) lines(column, depth int) int {
	return 1 + strings.Count(n.layout(column, depth), "\n")
}

// quote returns a key of the object as HCL writes it.
func (n *node) quote(key string) string {
	if !n.names && hclsyntax.ValidIdentifier(key) && !reserved[key] {
		return key
	}
	return text(key).leaf
}
