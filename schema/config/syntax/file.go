package syntax

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/config/internal/source"
)

// A file is a parsed HCL file.
type file struct {
	source *source.File
	blocks []Block // in the order of the file
	large  bool    // whether the configuration is too large to keep the bodies of its blocks
}

// newFile returns the file that was parsed to the body.
func newFile(read *source.File, body *hclsyntax.Body) *file {
	f := &file{source: read, blocks: make([]Block, len(body.Blocks))}
	for i, b := range body.Blocks {
		f.blocks[i] = Block{
			Type: b.Type, Labels: b.Labels, Header: b.DefRange(), file: f,
			end: b.Range().End.Byte, syntax: b,
		}
	}
	return f
}

// all returns the blocks of the file.
func (f *file) all() []*Block {
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
	syntax *hclsyntax.Block // nil after Release in a large configuration
}

// Label returns the first label, or "".
func (b *Block) Label() string {
	if len(b.Labels) == 0 {
		return ""
	}
	return b.Labels[0]
}

// Syntax returns the block as HCL parsed it. Callers must not use it after Release.
func (b *Block) Syntax() *hclsyntax.Block { return b.syntax }

// Attribute returns the attribute with the name, or nil. Callers must not use it after
// Release.
func (b *Block) Attribute(name string) *hclsyntax.Attribute { return b.syntax.Body.Attributes[name] }

// Release drops the body of the block, if the configuration is large. The decoder calls it
// when it has decoded the block.
func (b *Block) Release() {
	if b.file.large {
		b.syntax = nil
	}
}
