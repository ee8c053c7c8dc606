package schema

// A service may be unable to delete objects of a kind. An attribute of theirs then takes
// them out of use: see [Kind.RetiredBy]. Such a kind's type is a retirer.
type retirer interface {
	retired() bool
	retire() // takes it out of use
	revive() // puts it back into use
}

// Retired reports whether r is an object that the service cannot delete and that is
// out of use.
func (r *Resource) Retired() bool {
	body, ok := r.Body.(retirer)
	return ok && r.Has(r.Kind.RetiredBy) && body.retired()
}

// Retire returns r, of a kind that the service cannot delete, out of use and without
// a record, and the attribute that differs; none when it is out of use already.
func (r *Resource) Retire() (*Resource, AttrSet) {
	out := r.WithRecord(Record{}).Clone()
	if r.Retired() {
		return out, 0
	}
	attr := r.Kind.Set(r.Kind.RetiredBy)
	out.Body.(retirer).retire()
	out.Given = out.Given.Union(attr)
	return out, attr
}

// Revive returns r, which is to be, back in use unless it says itself whether it is,
// and the attribute that this gives it.
func (r *Resource) Revive() (*Resource, AttrSet) {
	if r.Kind.RetiredBy == "" || r.Has(r.Kind.RetiredBy) {
		return r, 0
	}
	attr := r.Kind.Set(r.Kind.RetiredBy)
	in := r.Clone()
	in.Body.(retirer).revive()
	in.Given = in.Given.Union(attr)
	return in, attr
}
