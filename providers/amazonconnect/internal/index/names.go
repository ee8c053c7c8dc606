package index

import "strings"

// An Item is an object as a list has it. The name is the natural key in an [Index], and
// what List* gives elsewhere.
type Item struct {
	ID, Name string
	Changed  int64 // when it last changed, in Unix milliseconds; 0 where nothing goes by it
}

// names are the names of objects by their ids, and their ids by names. Of two objects of
// one name the first is found by it.
type names struct {
	tree bool // a name is a path: it begins with the name of the object above
	byID map[string]string
	ids  map[string]string
}

func newNames(items []Item, tree bool) *names {
	n := &names{tree: tree, byID: make(map[string]string, len(items)), ids: make(map[string]string, len(items))}
	for _, i := range items {
		n.byID[i.ID] = i.Name
		if _, taken := n.ids[i.Name]; !taken {
			n.ids[i.Name] = i.ID
		}
	}
	return n
}

// A write is an object that the client wrote: created or renamed, or deleted
// when it has no name.
type write struct{ id, name string }

func (n *names) apply(w write) {
	old, known := n.byID[w.id]
	if known {
		n.remove(w.id, old)
	}
	if w.name == "" {
		return
	}
	n.set(w.id, w.name)
	if n.tree && known && old != w.name {
		n.move(old+"/", w.name+"/")
	}
}

// move renames what is below a renamed group.
func (n *names) move(from, to string) {
	for id, name := range n.byID {
		if rest, below := strings.CutPrefix(name, from); below {
			n.remove(id, name)
			n.set(id, to+rest)
		}
	}
}

func (n *names) remove(id, name string) {
	delete(n.byID, id)
	if n.ids[name] == id {
		delete(n.ids, name)
	}
}

func (n *names) set(id, name string) {
	n.byID[id] = name
	n.ids[name] = id
}
