package schema

// A Move is what a plan does to one object, as far as the order of changes depends on
// it.
type Move struct {
	Live  *Resource // as it is; nil for an object that is made
	Want  *Resource // as it is to be; nil for one that is deleted
	Attrs AttrSet   // what is written
}

// after returns the object as the move leaves it; nil for one that is deleted.
func (m Move) after() *Resource {
	if m.Live == nil || m.Want == nil {
		return m.Want
	}
	r := m.Live.Clone()
	r.Kind.Copy(r.Body, m.Want.Body, m.Attrs)
	return r
}

// of reports whether the move is of an object of the kind.
func (m Move) of(k *Kind) bool {
	if m.Want != nil {
		return m.Want.Kind == k
	}
	return m.Live.Kind == k
}

// Sequence tells wait which moves, by their positions, come after which others for a
// reason of the kind's own. The kinds that wait list in Follows what they wait for. These waits come on top of those by references and names.
func Sequence(k *Kind, live *State, moves []Move, wait func(later, earlier int)) {
	body, ok := k.New().(interface {
		sequence(live *State, moves []Move, wait func(later, earlier int))
	})
	if ok {
		body.sequence(live, moves, wait)
	}
}
