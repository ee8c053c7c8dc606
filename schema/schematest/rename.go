package schematest

import (
	"github.com/callwright/callwright/schema"
)

// Rename returns a copy of a whole desired state in which it shuffles the names of some
// kinds. So the queue-1 of before may be queue-2 now, and queue-2 may be queue-1: names move
// in chains and circles. A name may also move to that of an object that is no longer
// described. References lead to the same objects as before.
func (m *Maker) Rename(s *schema.State) *schema.State {
	names := map[schema.Name]string{}
	for k := range schema.Kinds() {
		i, named := k.Lookup(k.Label)
		if !named || k.Attrs[i].Immutable || !k.Deletable() || m.IntN(2) == 0 {
			continue
		}
		for i, to := range m.Perm(m.Size) {
			names[schema.Name{Kind: k.Name, Key: nameOf(k, i)}] = nameOf(k, to)
		}
	}
	var resources []*schema.Resource
	keys := map[schema.Name]string{}
	for changed := true; changed; { // a parent's name is part of its children's keys
		resources, changed = nil, false
		for _, r := range s.All() {
			to := r.Renamed(keys)
			if name, ok := names[schema.Name{Kind: r.Kind.Name, Key: labelOf(r)}]; ok {
				to = to.Clone()
				to.SetName(name)
			}
			if was, known := keys[r.Name()]; to.Key != was && (known || to.Key != r.Key) {
				keys[r.Name()], changed = to.Key, true
			}
			resources = append(resources, to)
		}
	}
	renamed, err := schema.NewState(resources)
	if err != nil {
		panic(err)
	}
	return renamed
}

// labelOf returns the name of the object without that of its parent.
func labelOf(r *schema.Resource) string {
	i, ok := r.Kind.Lookup(r.Kind.Label)
	if !ok {
		return ""
	}
	return r.Value(i).AsString()
}
