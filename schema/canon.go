package schema

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// A canon takes values apart into the form that digests are made of: strings in
// NFC, numbers in decimal, references as the ids of what they name. The form of an
// attribute never changes; where it must, the attribute gets a new code.
type canon struct {
	attr *Attr
	id   func(Name) (string, bool)
	take func(part)
}

// A part is an element of a value: a member of a set or list, an entry of a map, a
// row of a table, a leaf of an object.
type part struct {
	name       string // as people see it
	key, value string // canonical
	known      bool   // false when it refers to something without an id
}

// string returns a string, or the id of what it names.
func (c *canon) string(s string) (string, bool) {
	if c.attr.Ref == "" || s == "" {
		return cty.NormalizeString(s), true
	}
	if c.id == nil {
		return "", false
	}
	return c.id(Name{c.attr.Ref, s})
}

// joined returns the members of a set in one string.
func (c *canon) joined(members []string) (string, bool) {
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

func (c *canon) list(members []string) {
	for i, s := range members {
		value, known := c.string(s)
		c.take(part{name: strconv.Itoa(i), key: strconv.Itoa(i), value: value, known: known})
	}
}

func (c *canon) set(members []string) {
	for _, s := range members {
		key, known := c.string(s)
		c.take(part{name: cty.NormalizeString(s), key: key, known: known})
	}
}

func (t tableOf[R]) parts(c *canon, rows []R) {
	plain := func(n Name) (string, bool) { return cty.NormalizeString(n.Key), true }
	canonical, named := &canon{id: c.id}, &canon{id: plain}
	var names, keys, cells []string
	for i := range rows {
		p := part{known: true}
		names, keys, cells = names[:0], keys[:0], cells[:0]
		for j := range t.columns {
			a := &t.columns[j].Attr
			canonical.attr, named.attr = a, a
			cell, known := a.text(canonical, &rows[i])
			p.known = p.known && known
			if !slices.Contains(t.keys, a.Name) {
				cells = append(cells, cell)
				continue
			}
			name, _ := a.text(named, &rows[i])
			names, keys = append(names, name), append(keys, cell)
		}
		p.name, p.key, p.value = strings.Join(names, keySeparator), strings.Join(keys, keySeparator), joined(cells)
		c.take(p)
	}
}

// keySeparator stands between the columns of a table's key.
const keySeparator = "\x00"

var comma = strings.NewReplacer(`\`, `\\`, `,`, `\,`)

// joined joins cells so that different cells never give one string.
func joined(cells []string) string {
	for i, cell := range cells {
		if strings.ContainsAny(cell, `\,`) {
			cells[i] = comma.Replace(cell)
		}
	}
	return strings.Join(cells, ",")
}
