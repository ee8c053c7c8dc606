package decode

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A deletion is the content of a delete block. It names an object to delete:
// kind = "queue" and name = "Old".
type deletion struct {
	object schema.Name
	header hcl.Range
	name   *hclsyntax.Attribute
}

// readDeletion reads a delete block. It returns false if something is wrong with the block,
// which it reports.
func (f *fieldReader) readDeletion() (deletion, bool) {
	d := deletion{header: f.block.DefRange(), name: f.written("name")}
	if !f.checkContents("kind", "name") {
		return d, false
	}
	if f.written("kind") == nil || d.name == nil {
		f.report(diag.IncompleteDelete.In(d.header, "A delete block needs the kind and the name of an object: kind = \"queue\" and name = \"Old\"."))
		return d, false
	}
	kind, at, kindOK := f.requiredText("kind")
	if kindOK {
		if problem := undeletable(kind, at); problem != nil {
			f.report(syntax.Within(f.written("kind").SrcRange, problem))
			kindOK = false
		}
	}
	name, at, nameOK := f.requiredText("name")
	if nameOK && name == "" {
		f.report(syntax.Within(d.name.SrcRange, diag.WrongType.In(at, "\"name\" cannot be empty: it says which object to delete.")))
		nameOK = false
	}
	d.object = schema.Name{Kind: kind, Key: name}
	return d, kindOK && nameOK
}

// undeletable returns the reason why objects of the kind cannot be deleted, or nil.
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

// distinctDeletions returns the first deletion of each object, and diagnostics for the
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

// checkDeletions returns a diagnostic for each object that the configuration deletes and
// describes at once.
func checkDeletions(deletions []deletion, described *schema.State) (diags hcl.Diagnostics) {
	for _, d := range deletions {
		if r, ok := described.Lookup(d.object); ok {
			diags = append(diags, syntax.Within(d.name.SrcRange, diag.DeletedObjectDescribed.In(d.name.Expr.Range(), "The %s, which is %s, %s.", d.object, r.Addr, stillDescribed(r))))
		}
	}
	return diags
}
