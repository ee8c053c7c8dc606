package export

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
)

// accessWord is the console's way to write permissions, as the language calls it.
const accessWord = "access"

// access returns the permissions of a security profile in the console's words, and beside them
// the ones that no word says exactly. For example, "Users.View" is access = { users = ["view"] }.
func access(attr string, permissions []string) []cell {
	holds := map[string]bool{}
	for _, p := range permissions {
		holds[p] = true
	}
	said := map[string]bool{}
	words := &node{object: true, tall: true}
	for _, resource := range catalogue.Resources() {
		if n := levels(resource, holds, said); n != nil {
			words.pair(resource, n)
		}
	}
	rest := slices.DeleteFunc(slices.Clone(permissions), func(p string) bool { return said[p] })
	var cells []cell
	if len(rest) > 0 || len(words.items) == 0 {
		n := speller{}.value(&schema.Attr{Shape: schema.List}, schema.TextsValue(rest))
		n.tall = len(rest) > 3
		cells = append(cells, cell{attr, n})
	}
	if len(words.items) > 0 {
		cells = append(cells, cell{accessWord, words})
	}
	return cells
}

// levels returns the levels of a resource that a profile has in full, and notes what they say.
// It returns nil if there is none.
func levels(resource string, holds, said map[string]bool) *node {
	boxes := catalogue.Boxes(resource)
	var has []cty.Value
	more := false // whether the levels say something that others did not
	for _, box := range boxes {
		if slices.ContainsFunc(box.Permissions, func(p string) bool { return !holds[p] }) {
			continue
		}
		has = append(has, cty.StringVal(box.Level))
		for _, p := range box.Permissions {
			more = more || !said[p]
			said[p] = true
		}
	}
	switch {
	case !more:
		return nil
	case len(has) == len(boxes) && len(boxes) > 1:
		return text("all")
	}
	n := &node{}
	for _, level := range has {
		n.items = append(n.items, item{value: literal(level)})
	}
	return n
}
