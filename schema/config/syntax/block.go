package syntax

import (
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// A Block is one at the top of a file.
type Block struct {
	Type   string
	Labels []string
	Header hcl.Range // its type and labels

	file   *file
	end    int              // offset of the byte after the block
	syntax *hclsyntax.Block // nil once it was released
}

// Label returns the first label, "" when there is none.
func (b *Block) Label() string {
	if len(b.Labels) == 0 {
		return ""
	}
	return b.Labels[0]
}

// Syntax returns the block as it was parsed. The block must not have been released.
func (b *Block) Syntax() *hclsyntax.Block { return b.syntax }

// Attribute returns the attribute of that name, or nil. The block must not have been
// released.
func (b *Block) Attribute(name string) *hclsyntax.Attribute { return b.syntax.Body.Attributes[name] }

// Release says that the block was decoded. In a large configuration its body is
// dropped.
func (b *Block) Release() {
	if !b.file.tree.keepsBodies() {
		b.syntax = nil
	}
}

// InOrder returns attributes in the order of the file.
func InOrder(attrs hclsyntax.Attributes) []*hclsyntax.Attribute {
	list := make([]*hclsyntax.Attribute, 0, len(attrs))
	for _, attr := range attrs {
		list = append(list, attr)
	}
	slices.SortFunc(list, func(a, b *hclsyntax.Attribute) int {
		return cmp.Compare(a.SrcRange.Start.Byte, b.SrcRange.Start.Byte)
	})
	return list
}
