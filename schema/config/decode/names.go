package decode

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// compareNames reports objects of one kind that have one name, and warns of names
// that differ only in case: the services may take them for one.
func compareNames(resources []*schema.Resource) (diags hcl.Diagnostics) {
	exact := make(map[schema.Name]*schema.Resource, len(resources))
	folded := make(map[schema.Name]*schema.Resource, len(resources))
	for _, r := range resources {
		name := r.Name()
		if first, twice := exact[name]; twice {
			diags = append(diags, ofObject(r, diag.DuplicateObject,
				name.String()+" is already described by "+first.Addr.String()+" at "+origin(first)+". Only one block can describe an object; give one of the two another name."))
			continue
		}
		exact[name] = r
		if r.Kind.Bound() != 0 {
			continue // named after an object of which the same is said
		}
		name.Key = strings.ToLower(name.Key)
		if first, alike := folded[name]; alike {
			diags = append(diags, ofObject(r, diag.NamesDifferInCase,
				r.Name().String()+" and "+first.Name().String()+", which is "+first.Addr.String()+" at "+origin(first)+", differ only in case."))
			continue
		}
		folded[name] = r
	}
	return diags
}

// compareFormerNames reports objects of one kind that were renamed from one name.
func compareFormerNames(resources []*schema.Resource) (diags hcl.Diagnostics) {
	had := map[schema.Name]*schema.Resource{}
	for _, r := range resources {
		name := schema.Name{Kind: r.Kind.Name, Key: r.Lifecycle.RenamedFrom}
		if name.Key == "" {
			continue
		}
		if first, twice := had[name]; twice {
			diags = append(diags, ofObject(r, diag.DuplicateFormerName,
				first.Addr.String()+" at "+origin(first)+" also says that it was "+name.String()+". Only one object can have been renamed from it; keep renamed_from in one of the two."))
			continue
		}
		had[name] = r
	}
	return diags
}

// ofObject returns a diagnostic of a described object, at its block.
func ofObject(r *schema.Resource, e *diag.Entry, detail string) *hcl.Diagnostic {
	d := e.In(r.Source.Range, "%s", detail)
	diag.Attach(d, AboutObject(r))
	return d
}

// origin returns where an object is described: the row of a file, or its block.
func origin(r *schema.Resource) string {
	if r.Source.Row != "" {
		return r.Source.Row
	}
	return syntax.LineOf(r.Source.Range)
}
