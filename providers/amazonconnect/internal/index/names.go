package index

import "strings"

// An Item is an object in a list. Its name is the natural key when it is in an [Index], and
// what List* gives elsewhere: "London", where the key is EMEA/London.
type Item struct {
	ID, Name string
	Changed  int64 // when it last changed, in Unix milliseconds; 0 for kinds where nobody asks
}

// names are the names of objects by their ids, and the ids by names. If two objects have
// one name, which a service should not allow, the first one is found by it.
type names struct {
	tree bool // a name is a path: it begins with the name of the object above
	byID map[string]string
	ids  map[string]string
}

// newNames returns the names of the items.
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

// A write is something that the client wrote: an object that it created or renamed. One
// without a name was deleted.
type write struct{ id, name string }

// apply changes the names as the write did. Where names are paths, a rename also renames
// everything below.
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

// move renames everything below a group that was renamed.
func (n *names) move(from, to string) {
	for id, name := range n.byID {
		if rest, below := strings.CutPrefix(name, from); below {
			n.remove(id, name)
			n.set(id, to+rest)
		}
	}
}

// remove forgets the object. Another object may have its name by now, and keeps it.
func (n *names) remove(id, name string) {
	delete(n.byID, id)
	if n.ids[name] == id {
		delete(n.ids, name)
	}
}

// set gives the object a name.
func (n *names) set(id, name string) {
	n.byID[id] = name
	n.ids[name] = id
}
