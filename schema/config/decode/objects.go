package decode

import (
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// An objectDecoder makes the objects of all blocks of a frame.
type objectDecoder struct {
	*blocks
	stack string              // whose objects they are
	words map[string][]string // the attributes of each type of block

	made  []*schema.Resource
	named []*schema.Resource // those of made whose names are known
}

func (bs *blocks) objectDecoder(stack string) *objectDecoder {
	return &objectDecoder{blocks: bs, stack: stack, words: map[string][]string{syntax.TableType: {"rows"}}}
}

// decode makes the objects, in the order of the files.
func (d *objectDecoder) decode() {
	for _, b := range d.all {
		switch {
		case d.exhausted():
			return
		case b.kind == nil:
			d.checkTable(b)
		default:
			d.decodeBlock(b)
		}
	}
}

// wordsOf returns the attributes that the block's type may have.
func (d *objectDecoder) wordsOf(b *block) []string {
	if d.words[b.Type] == nil {
		d.words[b.Type] = b.kind.AttributeNames()
	}
	return d.words[b.Type]
}

// checkTable checks a queue table, whether or not something uses it.
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

func (d *objectDecoder) decodeBlock(b *block) {
	one := &blockDecoder{attributeReader: d.attributesOf(b), resolve: d.resolve, stack: d.stack}
	one.admitAll(d.wordsOf(b))
	instances := d.expand(b)
	for i := range instances {
		if d.exhausted() {
			break
		}
		one.decode(&instances[i])
	}
	d.report(one.repeated.all()...)
	d.made = append(d.made, one.made...)
	d.named = append(d.named, one.named...)
	b.releaseWhenNamed()
}
