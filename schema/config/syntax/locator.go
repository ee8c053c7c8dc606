package syntax

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/diag"
)

// A Locator finds the places of problems that turn up after the configuration was decoded.
// It keeps the blocks that it had to parse again, because a block may have many problems.
type Locator struct {
	tree  *Tree
	again map[*Block]*hclsyntax.Block // blocks that were parsed again
}

// Locator returns a locator for problems of this configuration. A caller that has many
// problems uses one locator for all of them.
func (t *Tree) Locator() *Locator { return &Locator{t, map[*Block]*hclsyntax.Block{}} }

// BlockAt returns the block whose header is at the given range.
func (l *Locator) BlockAt(header hcl.Range) (*Block, bool) {
	f := l.tree.fileOf(header.Filename)
	if f == nil {
		return nil, false
	}
	b, ok := f.blockAt(header.Start.Byte)
	return b, ok && b.Header.Start.Byte == header.Start.Byte
}

// Place returns the problem of an object as a diagnostic. B is the block that describes
// the object.
func (l *Locator) Place(b *Block, p diag.Problem) *hcl.Diagnostic { return Place(l.parsed(b), p) }

// parsed returns the block as HCL parsed it. If its body was dropped, the locator parses
// the text of the block again, and not the whole file.
func (l *Locator) parsed(b *Block) *hclsyntax.Block {
	if b.syntax != nil {
		return b.syntax
	}
	if l.again[b] == nil {
		l.again[b] = b.parse()
	}
	return l.again[b]
}
