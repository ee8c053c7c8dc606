package config

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// compareFormerNames reports objects of one kind that were renamed from one name.
func (l *loader) compareFormerNames() {
	had := map[schema.Name]*schema.Resource{}
	for _, r := range l.named {
		name := schema.Name{Kind: r.Kind.Name, Key: r.Life.RenamedFrom}
		if name.Key == "" {
			continue
		}
		if first, twice := had[name]; twice {
			l.report(twin(r, diag.DuplicateFormerName,
				first.Addr.String()+" at "+origin(first)+" says as well that it was "+name.String()+". An object that is renamed becomes one; write renamed_from for one of them alone."))
			continue
		}
		had[name] = r
	}
}

// compareNames reports objects of one kind that have one name, and warns of names
// that differ only in case: the services may take them for one.
func (l *loader) compareNames() {
	exact := make(map[schema.Name]*schema.Resource, len(l.named))
	folded := make(map[schema.Name]*schema.Resource, len(l.named))
	for _, r := range l.named {
		name := r.Name()
		if first, twice := exact[name]; twice {
			l.report(twin(r, diag.DuplicateObject,
				name.String()+" is described by "+first.Addr.String()+" at "+origin(first)+" already. One block describes an object; give one of them another name."))
			continue
		}
		exact[name] = r
		if r.Kind.Bound() != 0 {
			continue // named after an object of which the same is said
		}
		name.Key = strings.ToLower(name.Key)
		if first, alike := folded[name]; alike {
			l.report(twin(r, diag.NamesDifferInCase,
				r.Name().String()+" and "+first.Name().String()+", which is "+first.Addr.String()+" at "+origin(first)+", differ only in case."))
			continue
		}
		folded[name] = r
	}
}

func twin(r *schema.Resource, e *diag.Entry, detail string) *hcl.Diagnostic {
	d := e.In(r.Source.Range, "%s", detail)
	diag.Attach(d, aboutObject(r))
	return d
}

// origin returns where an object is described.
func origin(r *schema.Resource) string {
	if r.Source.Row != "" {
		return r.Source.Row
	}
	return spot(r.Source.Range)
}
