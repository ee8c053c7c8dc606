package export

import (
	"cmp"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// A block is a block of the exported configuration: one object, or with for_each several.
type block struct {
	module  string // the address of the block's module; "" for the root
	kind    *schema.Kind
	label   string
	each    bool
	members []member // in order of their keys
}

// A member is an object of a block. Key is the key of for_each.
type member struct {
	key string
	*object
}

// address returns the expression that refers to a member.
func (b *block) address(m member) string {
	switch {
	case b.kind.Single:
		return b.kind.Name
	case b.each:
		return b.kind.Name + "." + b.label + "[" + text(m.key).leaf + "]"
	}
	return b.kind.Name + "." + b.label
}

// sorted puts the members into the order of their keys.
func (b *block) sorted() *block {
	slices.SortFunc(b.members, func(x, y member) int { return strings.Compare(x.key, y.key) })
	return b
}

// kept returns blocks for the objects that have an address, and the objects that remain. An
// object in a module with for_each has no such block: the blocks of such a module describe the
// same objects for each key, with inputs that nobody knows.
func kept(objects []*object, address func(*object) (schema.Addr, bool), taken labels) (blocks []*block, rest []*object) {
	at := map[schema.Addr]*block{}
	used := map[schema.Addr]bool{}
	for _, o := range objects {
		a, ok := address(o)
		if !ok || a.Kind != o.live.Kind.Name || strings.Contains(a.Module, "[") || a.Label == "" || used[a] {
			rest = append(rest, o)
			continue
		}
		b := at[a.Block()]
		if b != nil && b.each != a.Keyed { // the block had for_each once, and has none now
			rest = append(rest, o)
			continue
		}
		if b == nil {
			b = &block{module: a.Module, kind: o.live.Kind, label: a.Label, each: a.Keyed}
			at[a.Block()] = b
			taken.claim(a.Module+a.Kind, a.Label)
			blocks = append(blocks, b)
		}
		used[a] = true
		b.members = append(b.members, member{a.Key, o})
	}
	for _, b := range blocks {
		b.sorted()
	}
	return blocks, rest
}

// order sorts blocks by kind and label. Hierarchy groups come after the groups above them.
func order(blocks []*block) {
	ranks := map[string]int{}
	for i, name := range schema.KindNames() {
		ranks[name] = i
	}
	slices.SortFunc(blocks, func(a, b *block) int {
		return cmp.Or(cmp.Compare(ranks[a.kind.Name], ranks[b.kind.Name]), cmp.Compare(a.depth(), b.depth()), strings.Compare(a.label, b.label), strings.Compare(a.module, b.module))
	})
}

// depth returns the level of the block's first hierarchy group, and 0 for other kinds.
func (b *block) depth() int { return b.members[0].level() }

// level returns the level of a hierarchy group, from 1, and 0 for other kinds.
func (o *object) level() int {
	if g, ok := o.live.Body.(*schema.HierarchyGroup); ok {
		return g.Level()
	}
	return 0
}
