package schema

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// An Element is one piece of a value: a member of a set or list, an entry of a map, a row
// of a table, or a leaf of an object.
type Element struct {
	Name       string // as people see it: the member, the key, the key columns, the leaf; a list's position
	Key, Value string // canonical
	Known      bool   // false if it refers to an object whose id is not known
}

// A Splitter splits values into their elements, in the canonical form that digests are
// computed from: strings in NFC, numbers in decimal, references as ids. The canonical form
// of an attribute never changes. If it must, the attribute gets a new code.
//
// The set ["b", "a"] has the elements a and b, and the table
// [{ queue = "Sales", channel = "voice", priority = 1 }] has the element of the key
// "Sales", "voice" with the value "1".
type Splitter struct {
	ID   func(Name) (string, bool) // returns the id of the object that a reference names; nil if no id is known
	Take func(Element)             // receives each element, in no particular order

	attr *Attr // whose value is split
}

// Split gives Take the elements of the attribute's value in body. The value of a leaf, or
// of an attribute that has no elements, is one element.
func (c *Splitter) Split(a *Attr, body any) {
	c.attr = a
	if a.parts != nil {
		a.parts(c, body)
		return
	}
	_, leaf, _ := strings.Cut(a.Name, ".")
	value, known := a.text(c, body)
	c.Take(Element{Name: leaf, Key: leaf, Value: value, Known: known})
}

// string returns a string, or the id of what it names.
func (c *Splitter) string(s string) (string, bool) {
	if c.attr.RefersTo == "" || s == "" {
		return cty.NormalizeString(s), true
	}
	if c.ID == nil {
		return "", false
	}
	return c.ID(Name{c.attr.RefersTo, s})
}

// joined returns the members of a set in one string.
func (c *Splitter) joined(members []string) (string, bool) {
	cells := make([]string, len(members))
	for i, s := range members {
		var known bool
		if cells[i], known = c.string(s); !known {
			return "", false
		}
	}
	slices.Sort(cells)
	return joined(cells), true
}

func (c *Splitter) list(members []string) {
	for i, s := range members {
		value, known := c.string(s)
		c.Take(Element{Name: strconv.Itoa(i), Key: strconv.Itoa(i), Value: value, Known: known})
	}
}

func (c *Splitter) set(members []string) {
	for _, s := range members {
		key, known := c.string(s)
		c.Take(Element{Name: cty.NormalizeString(s), Key: key, Known: known})
	}
}

// keySeparator separates the columns of a row's key.
const keySeparator = "\x00"

var comma = strings.NewReplacer(`\`, `\\`, `,`, `\,`)

// joined joins cells so that different cells never give the same string.
func joined(cells []string) string {
	for i, cell := range cells {
		if strings.ContainsAny(cell, `\,`) {
			cells[i] = comma.Replace(cell)
		}
	}
	return strings.Join(cells, ",")
}
