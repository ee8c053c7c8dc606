package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A deletion is a delete block.
type deletion struct {
	name   schema.Name
	header hcl.Range
	attr   *hclsyntax.Attribute // the name
}

// addr returns the address under which a plan has what the block deletes.
func (d *deletion) addr() schema.Addr {
	return schema.Named(d.name)
}

// readDeletions reads the delete blocks.
func (l *loader) readDeletions() {
	first := make(map[schema.Name]hcl.Range, len(l.deleteBlocks))
	for _, b := range l.deleteBlocks {
		d, ok := l.readDeletion(b)
		if !ok {
			continue
		}
		if at, twice := first[d.name]; twice {
			l.report(diag.DuplicateBlock.In(d.header, "The %s is deleted at %s already.", d.name, spot(at)))
			continue
		}
		first[d.name] = d.header
		l.deletions = append(l.deletions, d)
		l.config.Gone = append(l.config.Gone, d.name)
		l.config.deleting = append(l.config.deleting, d)
	}
}

func (l *loader) readDeletion(b *hclsyntax.Block) (d deletion, ok bool) {
	l.noBlocks(b)
	d = deletion{header: b.DefRange(), attr: b.Body.Attributes["name"]}
	if !l.known(b, []string{"kind", "name"}) {
		return d, false
	}
	if b.Body.Attributes["kind"] == nil || d.attr == nil {
		l.report(diag.IncompleteDelete.In(d.header, "A delete block says what is to be deleted: kind = \"queue\" and name = \"Old\"."))
		return d, false
	}
	f := &fields{l, b, l.scope(false), false}
	kind, at, kindOK := f.needed("kind")
	if kindOK {
		if problem := undeletable(kind, at); problem != nil {
			l.report(within(b.Body.Attributes["kind"].SrcRange, problem))
			kindOK = false
		}
	}
	name, at, nameOK := f.needed("name")
	if nameOK && name == "" {
		l.report(within(d.attr.SrcRange, diag.WrongType.In(at, "\"name\" may not be empty: it says which object is to be deleted.")))
		nameOK = false
	}
	d.name = schema.Name{Kind: kind, Key: name}
	return d, kindOK && nameOK
}

// undeletable says why no object of the kind can be deleted, or returns nil.
func undeletable(kind string, at hcl.Range) *hcl.Diagnostic {
	k, ok := schema.KindOf(kind)
	switch {
	case !ok:
		return unknownKind(kind, at)
	case k.Single:
		return diag.NotDeletable.In(at, "An instance always has its %s, so it cannot be deleted; describe it as it is to be.", kind)
	}
	return nil
}

// checkDeletions reports what is to be deleted and still described.
func (l *loader) checkDeletions() {
	for _, d := range l.deletions {
		if r, ok := l.config.Want.Lookup(d.name); ok {
			l.report(within(d.attr.SrcRange, diag.DeletedObjectDescribed.In(d.attr.Expr.Range(), "The %s, which is %s, %s.", d.name, r.Addr, stillDescribed(r))))
		}
	}
}
