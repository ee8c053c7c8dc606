package syntax

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// takeLiterals reads the attributes of a block that are plain texts, each in a line of its own,
// and returns them with the text of the block, in which spaces take the place of these lines.
// HCL's parser takes most of the time in which a large configuration is loaded, and half of the
// lines that describe a person are such:
//
//	first_name = "Ada"
//
// The file must be plain (see [bounded.IsPlain]): then nothing else can look like this.
func takeLiterals(b *Block) (rest []byte, literals []*hclsyntax.Attribute) {
	header := b.Header
	o := &outliner{
		src: b.file.source.Bytes[:b.end], name: header.Filename,
		at: header.End.Byte, line: header.Start.Line, start: header.Start.Byte - header.Start.Column + 1,
	}
	o.skipSpaces()
	o.at++ // the brace
	rest = bytes.Clone(b.text())
	for depth := o.skipLine(1); o.at < len(o.src); depth = o.skipLine(depth) {
		from := o.at
		if depth != 1 {
			continue
		}
		attr := o.literal()
		if attr == nil {
			o.at = from
			continue
		}
		literals = append(literals, attr)
		for i := from; i < o.at; i++ {
			rest[i-header.Start.Byte] = ' '
		}
	}
	return rest, literals
}

// skipLine skips to the next line. It returns the number of brackets that are open there, if so
// many are open at the next byte.
func (o *outliner) skipLine(open int) int {
	for o.at < len(o.src) {
		c := o.src[o.at]
		o.at++
		switch c {
		case '\n':
			o.line, o.start = o.line+1, o.at
			return open
		case '{', '[', '(':
			open++
		case '}', ']', ')':
			open--
		case '"':
			o.skipTo('"')
			o.at = min(o.at+1, len(o.src))
		case '#':
			o.skipTo('\n')
		case '/':
			if o.next() == '/' {
				o.skipTo('\n')
			}
		}
	}
	return open
}

// literal reads the line with a name and a text that begins at the next byte. It returns nil if
// the line is anything else.
func (o *outliner) literal() *hclsyntax.Attribute {
	o.skipSpaces()
	attr := &hclsyntax.Attribute{NameRange: o.from(o.pos())}
	if attr.Name = o.word(); attr.Name == "" {
		return nil
	}
	attr.NameRange.End = o.pos()
	o.skipSpaces()
	attr.EqualsRange = o.from(o.pos())
	if o.next() != '=' {
		return nil
	}
	o.at++
	attr.EqualsRange.End = o.pos()
	o.skipSpaces()
	quotes, inside := o.from(o.pos()), o.from(o.pos())
	if o.next() != '"' {
		return nil
	}
	text, ok := o.label()
	if !ok || text == "" {
		return nil
	}
	quotes.End = o.pos()
	inside.Start.Column, inside.Start.Byte = inside.Start.Column+1, inside.Start.Byte+1
	inside.End = quotes.End
	inside.End.Column, inside.End.Byte = inside.End.Column-1, inside.End.Byte-1
	attr.SrcRange = hcl.RangeBetween(attr.NameRange, quotes)
	attr.Expr = &hclsyntax.TemplateExpr{
		Parts:    []hclsyntax.Expression{&hclsyntax.LiteralValueExpr{Val: cty.StringVal(text), SrcRange: inside}},
		SrcRange: quotes,
	}
	o.skipSpaces()
	if o.next() != '\n' && !bytes.HasPrefix(o.src[o.at:], []byte("\r\n")) {
		return nil
	}
	return attr
}

// from returns a range that begins at a place.
func (o *outliner) from(at hcl.Pos) hcl.Range { return hcl.Range{Filename: o.name, Start: at} }
