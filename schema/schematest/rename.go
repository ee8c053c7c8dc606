package schematest

import (
	"github.com/callwright/callwright/schema"
)

// Rename returns a whole desired state with the names of some kinds' pools dealt out
// anew: names move in chains and circles, and to where an object was that is no
// longer described. What is referred to stays the same.
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
	for again := true; again; { // a parent's name is in its children's keys
		resources, again = nil, false
		for _, r := range s.All() {
			to := r.Renamed(keys)
			if name, ok := names[schema.Name{Kind: r.Kind.Name, Key: labelOf(r)}]; ok {
				to = to.Clone()
				to.SetName(name)
			}
			if was, known := keys[r.Name()]; to.Key != was && (known || to.Key != r.Key) {
				keys[r.Name()], again = to.Key, true
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

// labelOf returns the object's own name.
func labelOf(r *schema.Resource) string {
	i, ok := r.Kind.Lookup(r.Kind.Label)
	if !ok {
		return ""
	}
	return r.Value(i).AsString()
}
