package syntax

import (
	"errors"
	"maps"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/diag"
)

// A Tree holds the files of a configuration that were read, and the blocks of the HCL
// files among them. After [Tree.Module], it is safe for concurrent use.
type Tree struct {
	Files *source.Files

	modules map[string]*Module // by folder, without the root module; nil for one that cannot be parsed

	mu     sync.Mutex
	parsed map[string]*file // by name
	text   int              // bytes of the parsed files
}

// New returns a tree for the files of a configuration. It parses none of them.
func New(files *source.Files) *Tree {
	return &Tree{Files: files, modules: map[string]*Module{}, parsed: map[string]*file{}}
}

// read reads the file at a path. It returns a diagnostic if that is not possible.
func (t *Tree) read(at string) (*source.File, *hcl.Diagnostic) {
	read, err := t.Files.ReadHCL(at)
	switch {
	case errors.Is(err, source.ErrTooManyWords):
		at := hcl.Range{Filename: t.Files.Name(at), Start: hcl.InitialPos, End: hcl.InitialPos}
		return nil, diag.FileTooLarge.In(at, "With this file, %s. Move long lists into a CSV file.", err)
	case errors.Is(err, source.ErrTooLarge):
		return nil, diag.FileTooLarge.Nowhere("%q cannot be read: %s.", t.Files.Name(at), err)
	case err != nil:
		return nil, diag.UnreadableFile.Nowhere("Cannot read %q: %s.", t.Files.Name(at), err)
	}
	return read, nil
}

// Parse reads and parses the file at a path. It returns the attributes that are outside of
// blocks, in the order of the file, because a file of variable values has only these. If
// the file has syntax errors, Parse returns the parts that HCL could read.
func (t *Tree) Parse(at string) ([]*hclsyntax.Attribute, []*Block, hcl.Diagnostics) {
	read, problem := t.read(at)
	if problem != nil {
		return nil, nil, hcl.Diagnostics{problem}
	}
	parsed, diags := bounded.ParseFile(read.Bytes, read.Name)
	diags = plain(diags, read.Bytes)
	if parsed == nil {
		return nil, nil, diags
	}
	body := parsed.Body.(*hclsyntax.Body)
	f := newFile(read, body)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.parsed[read.Name] = f
	t.text += len(read.Bytes)
	return InOrder(body.Attributes), f.all(), diags
}

// Sources returns all files that were read. The keys are the file names in ranges. The Nav
// of an HCL file finds the block at an offset.
func (t *Tree) Sources() map[string]*hcl.File {
	t.mu.Lock()
	parsed := maps.Clone(t.parsed)
	t.mu.Unlock()
	sources := map[string]*hcl.File{}
	for _, read := range t.Files.All() {
		sources[read.Name] = &hcl.File{Bytes: read.Bytes, Nav: parsed[read.Name]}
	}
	return sources
}

// keptText is the largest number of bytes of HCL for which the tree keeps the bodies of
// blocks. A body takes about twenty times the memory of its text.
const keptText = 1 << 20

// limitBodies marks the files of a large configuration, so that [Block.Release] drops the
// bodies of their blocks.
func (t *Tree) limitBodies() {
	if t.text <= keptText {
		return
	}
	for _, f := range t.parsed {
		f.large = true
	}
}
