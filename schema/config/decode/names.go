package decode

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// compareNames returns an error for two objects of a kind with the same name, and a warning
// for names that look the same to people, such as "Sales" and "sales ".
func compareNames(resources []*schema.Resource) (diags hcl.Diagnostics) {
	byName := make(map[schema.Name]*schema.Resource, len(resources))
	byFoldedName := make(map[schema.Name]*schema.Resource, len(resources))
	for _, r := range resources {
		name := r.Name()
		if first, twice := byName[name]; twice {
			diags = append(diags, ofObject(r, diag.DuplicateObject,
				name.String()+" is already described by "+first.Addr.String()+" at "+origin(first)+". Only one block can describe an object; remove one of the two, or give it another name."))
			continue
		}
		byName[name] = r
		if r.Kind.Bound() != 0 {
			continue // it has the name of another object, for which we warn already
		}
		name = name.Folded()
		if first, alike := byFoldedName[name]; alike {
			diags = append(diags, ofObject(r, diag.NamesAlmostEqual,
				r.Name().String()+" and "+first.Name().String()+", which is "+first.Addr.String()+" at "+origin(first)+", differ only in case, spaces or Unicode form."))
			continue
		}
		byFoldedName[name] = r
	}
	return diags
}

// compareFormerNames returns an error for two objects of a kind with the same renamed_from.
func compareFormerNames(resources []*schema.Resource) (diags hcl.Diagnostics) {
	byFormerName := map[schema.Name]*schema.Resource{}
	for _, r := range resources {
		name := schema.Name{Kind: r.Kind.Name, Key: r.Lifecycle.RenamedFrom}
		if name.Key == "" {
			continue
		}
		if first, twice := byFormerName[name]; twice {
			diags = append(diags, ofObject(r, diag.DuplicateFormerName,
				first.Addr.String()+" at "+origin(first)+" also says that it was "+name.String()+". Only one object can have been renamed from it; keep renamed_from in one of the two."))
			continue
		}
		byFormerName[name] = r
	}
	return diags
}

// ofObject returns a diagnostic about a described object, at its block.
func ofObject(r *schema.Resource, e *diag.Entry, detail string) *hcl.Diagnostic {
	d := e.In(r.Source.Range, "%s", detail)
	diag.Attach(d, AboutObject(r))
	return d
}

// origin returns the place that describes an object: a row such as agents.csv:41, or the
// line of a block such as main.hcl:12.
func origin(r *schema.Resource) string {
	if r.Source.Row != "" {
		return r.Source.Row
	}
	return syntax.LineOf(r.Source.Range)
}
