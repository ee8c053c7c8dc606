package schema

import (
	"slices"

	"github.com/zclconf/go-cty/cty"
)

// Renamed returns a copy of r in which references follow the renamed objects: names maps
// each old name to the new natural key. The copy's own natural key is updated, because a
// hierarchy group's path contains its parent's. Without such a reference it returns r.
func (r *Resource) Renamed(names map[Name]string) *Resource {
	used := r.Live != nil && slices.ContainsFunc(r.References, func(u Reference) bool { _, ok := names[u.Name]; return ok })
	var stale AttrSet
	for i := range r.Given.And(r.Kind.refs).All() {
		for name := range r.Kind.Attrs[i].Refs(r.Body) {
			if _, ok := names[name]; ok {
				stale = stale.With(i)
			}
		}
	}
	if stale == 0 && !used {
		return r
	}
	c := r.Clone()
	if used {
		c.References = slices.Clone(r.References)
		for i, u := range c.References {
			if to, ok := names[u.Name]; ok {
				c.References[i].Name.Key = to
			}
		}
	}
	for i := range stale.All() {
		a := &c.Kind.Attrs[i]
		a.read(&reader{attr: a, names: Plain}, nil, c.Body, a.renamed(a.Value(c.Body), names))
	}
	c.UpdateKey()
	return c
}

// renamed replaces the references in v, a value of a.
func (a *Attr) renamed(v cty.Value, names map[Name]string) cty.Value {
	switch {
	case a.Shape == Table:
		return each(v, func(row cty.Value) cty.Value {
			cells := row.AsValueMap()
			for i := range a.Columns {
				c := &a.Columns[i]
				cells[c.Name] = c.renamed(cells[c.Name], names)
			}
			return cty.ObjectVal(cells)
		})
	case a.RefersTo == "":
		return v
	case a.Shape != Scalar:
		return each(v, func(e cty.Value) cty.Value { return a.renamedText(e, names) })
	}
	return a.renamedText(v, names)
}

func (a *Attr) renamedText(v cty.Value, names map[Name]string) cty.Value {
	if to, ok := names[Name{a.RefersTo, v.AsString()}]; ok {
		return cty.StringVal(to)
	}
	return v
}

func each(list cty.Value, f func(cty.Value) cty.Value) cty.Value {
	values := list.AsValueSlice()
	for i, v := range values {
		values[i] = f(v)
	}
	return cty.TupleVal(values)
}
