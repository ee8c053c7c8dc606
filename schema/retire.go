package schema

// A Retirement is what stands for the deletion of an object that the service cannot
// delete: an attribute with a value that takes the object out of use.
type Retirement[T any] struct {
	Attr    string // the attribute
	Retired func(*T) bool
	Retire  func(*T) // takes it out of use
	Revive  func(*T) // puts it back into use
}

// retirement is a [Retirement] of bodies.
type retirement struct {
	attr           int
	retired        func(body any) bool
	retire, revive func(body any)
}

func (k *Kind) retireBy(attr string, retired func(any) bool, retire, revive func(any)) {
	i, ok := k.names[attr]
	if !ok {
		panic("schema: kind " + k.Name + " retires by " + attr + ", which it does not have")
	}
	k.retirement = &retirement{i, retired, retire, revive}
}

// Deletable reports whether the service can delete objects of the kind.
func (k *Kind) Deletable() bool { return k.retirement == nil && !k.Single }

// Retired reports whether r is an object that the service cannot delete and that is
// out of use.
func (r *Resource) Retired() bool {
	k := r.Kind.retirement
	return k != nil && r.Given.Has(k.attr) && k.retired(r.Body)
}

// Retire returns r, of a kind that the service cannot delete, out of use and without
// a record, and the attribute that differs; none when it is out of use already.
func (r *Resource) Retire() (*Resource, AttrSet) {
	out := r.With(Record{}).Clone()
	if r.Retired() {
		return out, 0
	}
	k := r.Kind.retirement
	k.retire(out.Body)
	out.Given = out.Given.With(k.attr)
	return out, Attrs(k.attr)
}

// Revive returns r, which is to be, back in use unless it says itself whether it is,
// and the attribute that this gives it.
func (r *Resource) Revive() (*Resource, AttrSet) {
	k := r.Kind.retirement
	if k == nil || r.Given.Has(k.attr) {
		return r, 0
	}
	in := r.Clone()
	k.revive(in.Body)
	in.Given = in.Given.With(k.attr)
	return in, Attrs(k.attr)
}
