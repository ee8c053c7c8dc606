package amazonconnect

import (
	"context"
	"fmt"
	"maps"
	"sync"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// An index turns ids of one kind into names and back. It is loaded when first
// asked, loaded again for an id or a name that it does not know, and follows the
// client's own writes.
type index struct {
	kind string
	tree bool // names are paths
	load func(ctx context.Context) ([]item, error)
	turn providers.Turn // who has it may load

	mu     sync.RWMutex
	loads  int
	known  *names          // nil until loaded
	absent map[string]bool // ids that are not there even after a load
	writes []write         // the client's own, in order
}

func newIndex(kind string, tree bool, load func(context.Context) ([]item, error)) *index {
	return &index{kind: kind, tree: tree, load: load, turn: providers.NewTurn(), absent: map[string]bool{}}
}

// name returns the name of the object with the given id; the id itself when there
// is none, as what a service answers is not to be relied on.
func (x *index) name(ctx context.Context, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	name, ok, loads := x.nameOf(id)
	if ok {
		return name, nil
	}
	if err := x.refresh(ctx, loads); err != nil {
		return "", err
	}
	if name, ok, _ = x.nameOf(id); ok {
		return name, nil
	}
	x.mu.Lock()
	defer x.mu.Unlock()
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
	id, ok, loads := x.idOf(name)
	if ok {
		return id, nil
	}
	if err := x.refresh(ctx, loads); err != nil {
		return "", err
	}
	if id, ok, _ = x.idOf(name); ok {
		return id, nil
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.absent[name] { // an id that stands for its object's name
		return name, nil
	}
	return "", nil
}

// all returns the ids of all objects by their names, as they are now.
func (x *index) all(ctx context.Context) (map[string]string, error) {
	if err := x.reload(ctx, func() ([]item, error) { return x.load(ctx) }); err != nil {
		return nil, err
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.known == nil { // a write of the client's own makes it doubtful
		return nil, nil
	}
	return maps.Clone(x.known.ids), nil
}

// nameOf returns the name of the object with that id as far as it is known, and how
// often the index was loaded.
func (x *index) nameOf(id string) (name string, ok bool, loads int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.known != nil {
		name, ok = x.known.byID[id]
	}
	if !ok && x.absent[id] {
		return id, true, x.loads
	}
	return name, ok, x.loads
}

// idOf returns the id of the object of that name as far as it is known, and how often
// the index was loaded.
func (x *index) idOf(name string) (id string, ok bool, loads int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.known != nil {
		id, ok = x.known.ids[name]
	}
	return id, ok, x.loads
}

// refresh loads the index unless it was loaded since the caller looked.
func (x *index) refresh(ctx context.Context, seen int) error {
	return x.turn.While(ctx, func() error {
		if _, loads := x.mark(); loads > seen {
			return nil
		}
		return x.fill(func() ([]item, error) { return x.load(ctx) })
	})
}

// reload makes what read returns the content. Who asks meanwhile for what is not
// known waits for it.
func (x *index) reload(ctx context.Context, read func() ([]item, error)) error {
	return x.turn.While(ctx, func() error { return x.fill(read) })
}

func (x *index) fill(read func() ([]item, error)) error {
	since, _ := x.mark()
	items, err := read()
	if err == nil {
		x.replace(items, since)
	}
	return err
}

// mark returns how many writes there were until now, and how many loads.
func (x *index) mark() (writes, loads int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.writes), x.loads
}

// replace makes items the content. Reading them began after the given
// number of writes, so the later ones are made on top of them.
func (x *index) replace(items []item, since int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.loads++
	x.known = newNames(items, x.tree)
	for _, i := range items {
		delete(x.absent, i.id)
	}
	for _, w := range x.writes[since:] {
		delete(x.absent, w.id)
		x.known.apply(w)
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
	x.known = nil
}

func (x *index) note(w write) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.writes = append(x.writes, w)
	if x.known != nil {
		delete(x.absent, w.id)
		x.known.apply(w)
	}
}
