package index

import (
	"context"
	"fmt"
	"maps"
	"sync"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// An Index turns ids of one kind into names and back. It is loaded when it is first asked.
// It is loaded again when it is asked for an id or a name that it does not know, because
// somebody may have created the object since. It follows the client's own writes at once,
// because a list may lag behind them. It is safe for concurrent use.
type Index struct {
	kind string
	tree bool // names are paths
	load func(ctx context.Context) ([]Item, error)
	turn providers.Turn // held by the caller who loads

	mu     sync.RWMutex
	loads  int
	known  *names          // nil until loaded
	absent map[string]bool // ids that no list has, even after a load
	writes []write         // the client's own, in order
}

// New returns an index of the objects of a kind. Load lists them. Tree says that their
// names are paths.
func New(kind string, tree bool, load func(context.Context) ([]Item, error)) *Index {
	return &Index{kind: kind, tree: tree, load: load, turn: providers.NewTurn(), absent: map[string]bool{}}
}

// Name returns the name of the object with the given id. If no list has the id, the id
// itself is the name: an object may refer to something that was deleted, and that must not
// stop a plan.
func (x *Index) Name(ctx context.Context, id string) (string, error) {
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

// ID returns the id of the object of that name. It fails when there is none.
func (x *Index) ID(ctx context.Context, name string) (string, error) {
	id, err := x.Find(ctx, name)
	if err == nil && id == "" {
		err = fmt.Errorf("the instance has no %s", schema.Name{Kind: x.kind, Key: name})
	}
	return id, err
}

// Find returns the id of the object of that name; "" when there is none.
func (x *Index) Find(ctx context.Context, name string) (string, error) {
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
	if x.absent[name] { // an id that Name gave as a name
		return name, nil
	}
	return "", nil
}

// Known returns the id of the object of that name, or "". Unlike [Index.Find], it loads the
// index only if it was not loaded yet, so many unknown names cost no calls.
func (x *Index) Known(ctx context.Context, name string) (string, error) {
	id, ok, loads := x.idOf(name)
	if !ok && loads == 0 {
		if err := x.refresh(ctx, loads); err != nil {
			return "", err
		}
		id, _, _ = x.idOf(name)
	}
	return id, nil
}

// All returns the ids of all objects by their names, freshly loaded.
func (x *Index) All(ctx context.Context) (map[string]string, error) {
	if err := x.Reload(ctx, func() ([]Item, error) { return x.load(ctx) }); err != nil {
		return nil, err
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.known == nil { // Doubt was called meanwhile
		return nil, nil
	}
	return maps.Clone(x.known.ids), nil
}

// nameOf returns the name of the object with that id, if it is known, and how often the
// index was loaded.
func (x *Index) nameOf(id string) (name string, ok bool, loads int) {
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

// idOf returns the id of the object of that name, if it is known, and how often the index
// was loaded.
func (x *Index) idOf(name string) (id string, ok bool, loads int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.known != nil {
		id, ok = x.known.ids[name]
	}
	return id, ok, x.loads
}

// refresh loads the index, unless it was loaded since the caller looked. So many callers
// who miss the same name load it once.
func (x *Index) refresh(ctx context.Context, seen int) error {
	return x.turn.While(ctx, func() error {
		if _, loads := x.mark(); loads > seen {
			return nil
		}
		return x.fill(func() ([]Item, error) { return x.load(ctx) })
	})
}

// Reload fills the index with what read returns. A caller who asks for something unknown
// meanwhile waits for it.
func (x *Index) Reload(ctx context.Context, read func() ([]Item, error)) error {
	return x.turn.While(ctx, func() error { return x.fill(read) })
}

// fill reads the objects and makes them the content.
func (x *Index) fill(read func() ([]Item, error)) error {
	since, _ := x.mark()
	items, err := read()
	if err == nil {
		x.replace(items, since)
	}
	return err
}

// mark returns how many writes there were until now, and how many loads.
func (x *Index) mark() (writes, loads int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.writes), x.loads
}

// replace makes items the content. They were read after the given number of writes, so they
// may lack the later ones, which are applied again.
func (x *Index) replace(items []Item, since int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.loads++
	x.known = newNames(items, x.tree)
	for _, i := range items {
		delete(x.absent, i.ID)
	}
	for _, w := range x.writes[since:] {
		delete(x.absent, w.id)
		x.known.apply(w)
	}
}

// Put says that the client created the object, or renamed it.
func (x *Index) Put(id, name string) { x.note(write{id, name}) }

// Drop says that the client deleted the object.
func (x *Index) Drop(id string) { x.note(write{id: id}) }

// Doubt says that the client may have renamed the object: the answer was lost. The index
// forgets everything, and is loaded when it is next asked.
func (x *Index) Doubt(id string) {
	x.Drop(id)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.known = nil
}

// note keeps a write, and applies it to the content.
func (x *Index) note(w write) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.writes = append(x.writes, w)
	if x.known != nil {
		delete(x.absent, w.id)
		x.known.apply(w)
	}
}
