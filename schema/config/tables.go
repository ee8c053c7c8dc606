package config

import (
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// decodeTable checks a queue table, whether or not something uses it.
func (l *loader) decodeTable(b *block) {
	l.decoding(b, []string{"rows"})
	if b.syntax.Body.Attributes["rows"] == nil {
		l.report(diag.MissingRows.In(b.header, "A %s needs rows: rows = [{ queue = …, priority = 1, delay = 0 }].", b.word))
	}
	l.reference(b)
}

// rows returns the rows of a table for an instance of its block. They are broken
// when something in them is wrong, so that it is reported once, here.
func (l *loader) rows(b *block, it *instance) cty.Value {
	attr, ok := b.syntax.Body.Attributes["rows"]
	if !ok {
		return bounded.Broken
	}
	d := &decoding{loader: l, block: b, scope: l.scope(b.forEach != nil)}
	if !d.scope.admit(attr.Expr) {
		return bounded.Broken
	}
	c := &cell{Attribute: attr, each: b.forEach != nil}
	v, ok := d.cell(c, it, d.scope.of(it))
	if ok {
		problems := schema.CheckRows(v, l.resolve)
		d.place(problems, it, c.each)
		ok = len(problems) == 0
	}
	l.report(d.repeated.diags...)
	if !ok {
		return bounded.Broken
	}
	return v
}
