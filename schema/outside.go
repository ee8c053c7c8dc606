package schema

// Some attributes name things that no configuration describes, such as flows and phone
// numbers: things outside. A state may know their names and ids.

// Outside returns the kinds of things that objects of kind k refer to and that no
// configuration describes, each with the attributes that refer to it: of a queue, the
// flow and the phone number of its outbound caller.
func Outside(k *Kind) map[string]AttrSet {
	var outside map[string]AttrSet
	for i := range k.Attrs {
		ref := k.Attrs[i].RefersTo
		if _, described := KindOf(ref); ref == "" || described {
			continue
		}
		if outside == nil {
			outside = map[string]AttrSet{}
		}
		outside[ref] = outside[ref].With(i)
	}
	return outside
}

// WithOutside returns a copy of the state that knows all things outside of one kind: their
// ids by name.
func (s *State) WithOutside(kind string, ids map[string]string) *State {
	known := *s
	known.outside = map[string]map[string]string{kind: ids}
	for k, ids := range s.outside {
		if k != kind {
			known.outside[k] = ids
		}
	}
	return &known
}

// WithOutsideOf returns a copy of the state that knows the things outside that by knows.
func (s *State) WithOutsideOf(by *State) *State {
	informed := *s
	informed.outside = by.outside
	return &informed
}

// OutsideID returns the id of a thing outside. If the state does not know the things of that
// kind, it returns the name in place of the id.
func (s *State) OutsideID(n Name) (id string, ok bool) {
	if _, described := KindOf(n.Kind); described {
		return "", false
	}
	ids, known := s.outside[n.Kind]
	if !known {
		return n.Key, true
	}
	id, ok = ids[n.Key]
	return id, ok
}

// Names returns the names of all that the state knows of a kind, in no particular order.
func (s *State) Names(kind string) []string {
	var names []string
	for name := range s.outside[kind] {
		names = append(names, name)
	}
	if k, ok := KindOf(kind); ok {
		for _, r := range s.Of(k) {
			names = append(names, r.Key)
		}
	}
	return names
}
