package decode

import (
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// An objectDecoder makes the objects of all blocks of a frame.
type objectDecoder struct {
	*blocks
	owners *record.Owners
	words  map[string][]string // type of block → the attributes that it can have

	made  []*schema.Resource // the objects
	named []*schema.Resource // the objects whose names are known
}

// objectDecoder returns a decoder for the blocks.
func (bs *blocks) objectDecoder(owners *record.Owners) *objectDecoder {
	return &objectDecoder{blocks: bs, owners: owners, words: map[string][]string{syntax.TableType: {"rows"}}}
}

// decode makes the objects, in the order of the files. It stops when the budget is used up:
// from then on, all values are broken.
func (d *objectDecoder) decode() {
	for i := range syntax.Parsed(d.declared) {
		switch b := d.all[i]; {
		case d.exhausted():
			return
		case b.kind == nil:
			d.checkTable(b)
		default:
			d.decodeBlock(b)
		}
	}
}

// wordsOf returns the attributes that a block of this type can have. It keeps the list,
// because a configuration may have a hundred thousand blocks of one type.
func (d *objectDecoder) wordsOf(b *block) []string {
	if d.words[b.Type] == nil {
		d.words[b.Type] = b.kind.AttributeNames()
	}
	return d.words[b.Type]
}

// checkTable checks a queue table, even if nothing uses it.
func (d *objectDecoder) checkTable(b *block) {
	body, words := b.Syntax().Body, d.wordsOf(b)
	for _, attr := range syntax.InOrder(body.Attributes) {
		if problem := unknownAttribute(attr, b, words); problem != nil {
			d.report(problem)
		}
	}
	for _, inner := range body.Blocks {
		d.report(unknownInner(inner, b, words))
	}
	if b.Attribute("rows") == nil {
		d.report(diag.MissingRows.In(b.Header, "%s blocks need rows: rows = [{ queue = …, priority = 1, delay = 0 }].", b.Type))
	}
	d.reference(b)
}

// decodeBlock makes the objects of one block.
func (d *objectDecoder) decodeBlock(b *block) {
	decoder := &blockDecoder{attributeReader: d.attributesOf(b), resolve: d.resolve, owners: d.owners}
	decoder.admitAll(d.wordsOf(b))
	decoder.decode(d.expand(b))
	d.report(decoder.collected.all()...)
	d.made = append(d.made, decoder.made...)
	d.named = append(d.named, decoder.named...)
}
