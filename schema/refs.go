package schema

import "iter"

// Refs yields the names that the given attributes of r refer to, each as often as
// it is named. A kind's standing needs (a hierarchy group needs the hierarchy's
// levels) come first.
func (r *Resource) Refs(attrs AttrSet) iter.Seq[Name] {
	return func(yield func(Name) bool) {
		for _, kind := range r.Kind.Needs {
			if !yield(Name{Kind: kind}) {
				return
			}
		}
		for i := range attrs.And(r.Kind.refs).All() {
			for name := range r.Kind.Attrs[i].Refs(r.Body) {
				if !yield(name) {
					return
				}
			}
		}
	}
}
