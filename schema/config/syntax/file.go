package syntax

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
)

// A file is an HCL file that was parsed or outlined.
type file struct {
	tree    *Tree
	source  *source.File
	blocks  []Block                // in the order of the file
	outside []*hclsyntax.Attribute // the attributes outside of blocks
	plain   bool                   // whether the bytes are plain: see [bounded.IsPlain]
}

// parsedFile returns the file that was parsed to the body.
func (t *Tree) parsedFile(read *source.File, body *hclsyntax.Body) *file {
	f := &file{tree: t, source: read, blocks: make([]Block, len(body.Blocks)), outside: InOrder(body.Attributes)}
	for i, b := range body.Blocks {
		t.prepare(b.Body)
		f.blocks[i] = Block{
			Type: b.Type, Labels: b.Labels, Header: b.DefRange(), file: f,
			end: b.Range().End.Byte, syntax: b,
		}
	}
	return f
}

// outline returns the file with its blocks, of which none is parsed. It returns nil if the file
// has to be parsed as a whole.
func (t *Tree) outline(read *source.File) *file {
	if bounded.Words(read.Bytes) > bounded.MostWords {
		return nil // the parser refuses the file, and says why
	}
	plain := bounded.IsPlain(read.Bytes)
	blocks, ok := outline(read.Bytes, read.Name, plain)
	if !ok {
		return nil
	}
	f := &file{tree: t, source: read, blocks: blocks, plain: plain}
	for i := range f.blocks {
		f.blocks[i].file = f
	}
	t.keep(f)
	return f
}

// size returns the number of words of the blocks of an outlined file that stay parsed, and the
// number of its objects.
func (f *file) size() (words, objects int) {
	for i := range f.blocks {
		if b := &f.blocks[i]; b.isObject() {
			objects++
		} else {
			words += bounded.Words(b.text())
		}
	}
	return words, objects
}

// parseKept parses the blocks of an outlined file that stay parsed.
func (f *file) parseKept() {
	for i := range f.blocks {
		if b := &f.blocks[i]; !b.isObject() {
			b.syntax, b.tried = b.parse(), true
		}
	}
}

// all returns the blocks of the file. F may be nil.
func (f *file) all() []*Block {
	if f == nil {
		return nil
	}
	all := make([]*Block, len(f.blocks))
	for i := range f.blocks {
		all[i] = &f.blocks[i]
	}
	return all
}

// blockAt returns the block that contains the byte at an offset.
func (f *file) blockAt(offset int) (*Block, bool) {
	after, _ := slices.BinarySearchFunc(f.blocks, offset+1, func(b Block, offset int) int {
		return cmp.Compare(b.Header.Start.Byte, offset)
	})
	if after == 0 || f.blocks[after-1].end <= offset {
		return nil, false
	}
	return &f.blocks[after-1], true
}

// ContextString returns the header of the block at an offset: `user "ada"`. HCL's printer
// of diagnostics looks for a method of this name, and shows the header after the file.
func (f *file) ContextString(offset int) string {
	if f == nil {
		return ""
	}
	b, ok := f.blockAt(offset)
	if !ok {
		return ""
	}
	var header strings.Builder
	header.WriteString(b.Type)
	for _, label := range b.Labels {
		fmt.Fprintf(&header, " %q", label)
	}
	return header.String()
}

// A Block is a block at the top of a file.
type Block struct {
	Type   string
	Labels []string
	Header hcl.Range // of the type and the labels

	file   *file
	end    int              // offset of the byte after the block
	syntax *hclsyntax.Block // nil unless it is kept, or in use at the moment
	tried  bool             // whether it was parsed
}

// Label returns the first label, or "".
func (b *Block) Label() string {
	if len(b.Labels) == 0 {
		return ""
	}
	return b.Labels[0]
}

// text returns the text of the block.
func (b *Block) text() []byte { return b.file.source.Bytes[b.Header.Start.Byte:b.end] }

// Text returns the text of a part of the block.
func (b *Block) Text(part hcl.Range) []byte { return part.SliceBytes(b.file.source.Bytes) }

// isObject reports whether the block describes an object, or is a queue table.
func (b *Block) isObject() bool {
	_, ok := schema.KindOf(b.Type)
	return ok || b.Type == TableType
}

// Syntax returns the block as HCL parsed it. In a large configuration, it parses the text of
// the block each time. So callers should keep the result while they use it, and no longer.
func (b *Block) Syntax() *hclsyntax.Block {
	if b.syntax != nil {
		return b.syntax
	}
	b.tried = true
	return b.parse()
}

// Attribute returns the attribute with the name, or nil. See [Block.Syntax].
func (b *Block) Attribute(name string) *hclsyntax.Attribute { return b.Syntax().Body.Attributes[name] }

// parse parses the text of the block. If that is wrong, it tells the tree, and returns a block
// without a body.
func (b *Block) parse() *hclsyntax.Block {
	text, literals := b.text(), []*hclsyntax.Attribute(nil)
	if b.file.plain {
		text, literals = takeLiterals(b)
	}
	parsed, diags := bounded.ParsePart(text, b.Header.Filename, b.Header.Start)
	if !diags.HasErrors() {
		block := parsed.Body.(*hclsyntax.Body).Blocks[0]
		if diags = addAttributes(block, literals); !diags.HasErrors() {
			b.file.tree.prepare(block.Body)
			return block
		}
	}
	b.file.tree.wrong.Store(diags[0])
	return b.withoutBody()
}

// addAttributes adds attributes to a block. It returns a diagnostic if the block has two with one
// name.
func addAttributes(b *hclsyntax.Block, attrs []*hclsyntax.Attribute) hcl.Diagnostics {
	for _, attr := range attrs {
		if b.Body.Attributes[attr.Name] != nil {
			return hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "Attribute redefined", Subject: &attr.NameRange}} // as HCL says
		}
		b.Body.Attributes[attr.Name] = attr
	}
	return nil
}

// withoutBody returns the block without a body.
func (b *Block) withoutBody() *hclsyntax.Block {
	labels := make([]hcl.Range, len(b.Labels))
	for i := range labels {
		labels[i] = b.Header
	}
	return &hclsyntax.Block{
		Type: b.Type, Labels: b.Labels, TypeRange: b.Header, LabelRanges: labels, OpenBraceRange: b.Header, CloseBraceRange: b.Header,
		Body: &hclsyntax.Body{Attributes: hclsyntax.Attributes{}, SrcRange: b.Header, EndRange: b.Header},
	}
}
