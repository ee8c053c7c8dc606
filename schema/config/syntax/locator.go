package syntax

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/diag"
)

// A Locator finds the places of problems that were found after the configuration was
// decoded.
type Locator struct {
	tree  *Tree
	again map[*Block]*hclsyntax.Block // released blocks that were parsed again
}

// Locator returns a locator for problems of this configuration.
func (t *Tree) Locator() *Locator { return &Locator{t, map[*Block]*hclsyntax.Block{}} }

// BlockAt returns the block whose header is at the given range.
func (l *Locator) BlockAt(header hcl.Range) (*Block, bool) {
	l.tree.mu.Lock()
	f := l.tree.parsed[header.Filename]
	l.tree.mu.Unlock()
	if f == nil {
		return nil, false
	}
	b, ok := f.blockAt(header.Start.Byte)
	return b, ok && b.Header.Start.Byte == header.Start.Byte
}

// Place returns a problem of an object that the block describes as a diagnostic at its
// place.
func (l *Locator) Place(b *Block, p diag.Problem) *hcl.Diagnostic { return Place(l.parsed(b), p) }

// parsed returns the block as it was parsed. If it was released, its text is parsed
// once more: that text alone, not the file.
func (l *Locator) parsed(b *Block) *hclsyntax.Block {
	if b.syntax != nil {
		return b.syntax
	}
	if again, ok := l.again[b]; ok {
		return again
	}
	start := b.Header.Start
	parsed, _ := hclsyntax.ParseConfig(b.file.source.Bytes[start.Byte:b.end], b.Header.Filename, start)
	again := parsed.Body.(*hclsyntax.Body).Blocks[0]
	l.again[b] = again
	return again
}
