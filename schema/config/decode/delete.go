package decode

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A deletion is a delete block.
type deletion struct {
	object schema.Name
	header hcl.Range
	name   *hclsyntax.Attribute
}

// readDeletion reads a delete block. It is false when something is wrong with it.
func (f *fieldReader) readDeletion() (deletion, bool) {
	d := deletion{header: f.block.DefRange(), name: f.written("name")}
	if !f.checkContents("kind", "name") {
		return d, false
	}
	if f.written("kind") == nil || d.name == nil {
		f.report(diag.IncompleteDelete.In(d.header, "A delete block needs the kind and the name of an object: kind = \"queue\" and name = \"Old\"."))
		return d, false
	}
	kind, at, kindOK := f.neededText("kind")
	if kindOK {
		if problem := undeletable(kind, at); problem != nil {
			f.report(syntax.Within(f.written("kind").SrcRange, problem))
			kindOK = false
		}
	}
	name, at, nameOK := f.neededText("name")
	if nameOK && name == "" {
		f.report(syntax.Within(d.name.SrcRange, diag.WrongType.In(at, "\"name\" cannot be empty: it says which object to delete.")))
		nameOK = false
	}
	d.object = schema.Name{Kind: kind, Key: name}
	return d, kindOK && nameOK
}

// undeletable says why no object of the kind can be deleted, or returns nil.
func undeletable(kind string, at hcl.Range) *hcl.Diagnostic {
	k, ok := schema.KindOf(kind)
	switch {
	case !ok:
		return unknownKind(kind, at)
	case k.Single:
		return diag.NotDeletable.In(at, "An instance always has its %s, so it cannot be deleted. Describe the settings that it should have.", kind)
	}
	return nil
}

// distinctDeletions returns the deletions, each object's first one, and reports the
// others.
func distinctDeletions(deletions []deletion) (kept []deletion, diags hcl.Diagnostics) {
	first := make(map[schema.Name]hcl.Range, len(deletions))
	for _, d := range deletions {
		if at, twice := first[d.object]; twice {
			diags = append(diags, diag.DuplicateBlock.In(d.header, "The %s is already deleted at %s.", d.object, syntax.LineOf(at)))
			continue
		}
		first[d.object] = d.header
		kept = append(kept, d)
	}
	return kept, diags
}

// checkDeletions reports what is to be deleted and still described.
func checkDeletions(deletions []deletion, described *schema.State) (diags hcl.Diagnostics) {
	for _, d := range deletions {
		if r, ok := described.Lookup(d.object); ok {
			diags = append(diags, syntax.Within(d.name.SrcRange, diag.DeletedObjectDescribed.In(d.name.Expr.Range(), "The %s, which is %s, %s.", d.object, r.Addr, stillDescribed(r))))
		}
	}
	return diags
}
