package amazonconnect

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// An entry is an object's id and name. The name is the natural key in an
// [index], and what List* gives elsewhere.
type entry struct{ id, name string }

// An index turns ids of one kind into names and back. It is loaded when first
// asked, loaded again for an id or a name that it does not know, and follows the
// client's own writes.
type index struct {
	kind string
	tree bool // the names are paths
	load func(ctx context.Context) ([]entry, error)
	turn providers.Turn // who has it may load

	mu     sync.RWMutex
	loads  int
	names  map[string]string // by id; nil until loaded
	ids    map[string]string // by name
	absent map[string]bool   // ids that are not there even after a load
	writes []write           // the client's own, in order
}

// A write is an object that the client wrote: created or renamed, or deleted
// when it has no name.
type write struct{ id, name string }

func newIndex(kind string, tree bool, load func(context.Context) ([]entry, error)) *index {
	return &index{kind: kind, tree: tree, load: load, turn: providers.NewTurn(), absent: map[string]bool{}}
}

// name returns the name of the object with the given id; the id itself when there
// is none, as what a service answers is not to be relied on.
func (x *index) name(ctx context.Context, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	name, known, loads := x.lookup(x.byID, id)
	if known {
		return name, nil
	}
	if err := x.refresh(ctx, loads); err != nil {
		return "", err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if name, ok := x.names[id]; ok {
		return name, nil
	}
	x.absent[id] = true
	return id, nil
}

// id returns the id of the object of that name, which must exist.
func (x *index) id(ctx context.Context, name string) (string, error) {
	id, err := x.find(ctx, name)
	if err == nil && id == "" {
		err = fmt.Errorf("the instance has no %s", schema.Name{Kind: x.kind, Key: name})
	}
	return id, err
}

// find returns the id of the object of that name, "" when there is none.
func (x *index) find(ctx context.Context, name string) (string, error) {
	id, known, loads := x.lookup(x.byName, name)
	if known {
		return id, nil
	}
	if err := x.refresh(ctx, loads); err != nil {
		return "", err
	}
	if id, known, _ = x.lookup(x.byName, name); known {
		return id, nil
	}
	if x.unnamed(name) {
		return name, nil
	}
	return "", nil
}

// unnamed reports whether s is an id that stands for its object's name.
func (x *index) unnamed(s string) bool {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.absent[s]
}

func (x *index) byID(id string) (string, bool) {
	if name, ok := x.names[id]; ok {
		return name, true
	}
	return id, x.absent[id]
}

func (x *index) byName(name string) (string, bool) {
	id, ok := x.ids[name]
	return id, ok
}

func (x *index) lookup(in func(string) (string, bool), key string) (value string, known bool, loads int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	value, known = in(key)
	return value, known, x.loads
}

// refresh loads the index unless it was loaded since the caller looked.
func (x *index) refresh(ctx context.Context, seen int) error {
	return x.turn.While(ctx, func() error {
		if _, loads := x.mark(); loads > seen {
			return nil
		}
		return x.fill(func() ([]entry, error) { return x.load(ctx) })
	})
}

// reload makes what read returns the content. Who asks meanwhile for what is not
// known waits for it.
func (x *index) reload(ctx context.Context, read func() ([]entry, error)) error {
	return x.turn.While(ctx, func() error { return x.fill(read) })
}

func (x *index) fill(read func() ([]entry, error)) error {
	since, _ := x.mark()
	entries, err := read()
	if err == nil {
		x.replace(entries, since)
	}
	return err
}

// mark returns how many writes there were until now, and how many loads.
func (x *index) mark() (writes, loads int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.writes), x.loads
}

// replace makes entries the content. Reading them began after the given
// number of writes, so the later ones are made on top of them.
func (x *index) replace(entries []entry, since int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.loads++
	x.names = make(map[string]string, len(entries))
	x.ids = make(map[string]string, len(entries))
	for _, e := range entries {
		x.names[e.id] = e.name
		delete(x.absent, e.id)
		if _, taken := x.ids[e.name]; !taken {
			x.ids[e.name] = e.id
		}
	}
	for _, w := range x.writes[since:] {
		x.apply(w)
	}
}

// put notes that the client created the object, or renamed it.
func (x *index) put(id, name string) { x.note(write{id, name}) }

// drop notes that the client deleted the object.
func (x *index) drop(id string) { x.note(write{id: id}) }

// doubt notes that the client may have renamed the object, and forgets everything:
// it is loaded when next asked for.
func (x *index) doubt(id string) {
	x.drop(id)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.names, x.ids = nil, nil
}

func (x *index) note(w write) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.writes = append(x.writes, w)
	if x.names != nil {
		x.apply(w)
	}
}

func (x *index) apply(w write) {
	old, known := x.names[w.id]
	delete(x.absent, w.id)
	if known {
		x.remove(w.id, old)
	}
	if w.name == "" {
		return
	}
	x.set(w.id, w.name)
	if x.tree && known && old != w.name {
		x.move(old+"/", w.name+"/")
	}
}

// move renames what is below a renamed group.
func (x *index) move(from, to string) {
	for id, name := range x.names {
		if rest, below := strings.CutPrefix(name, from); below {
			x.remove(id, name)
			x.set(id, to+rest)
		}
	}
}

func (x *index) remove(id, name string) {
	delete(x.names, id)
	if x.ids[name] == id {
		delete(x.ids, name)
	}
}

func (x *index) set(id, name string) {
	x.names[id] = name
	x.ids[name] = id
}
