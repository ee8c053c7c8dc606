package syntax

import (
	"maps"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/diag"
)

// A Tree is what was read of a configuration: its files, and the blocks of those that
// are written in the language.
type Tree struct {
	Files *source.Files

	mu     sync.Mutex
	parsed map[string]*file // by name
	text   int              // bytes of the parsed files
}

// New returns the tree of the configuration whose files these are. Nothing is parsed
// yet.
func New(files *source.Files) *Tree { return &Tree{Files: files, parsed: map[string]*file{}} }

// Parse reads and parses the file at a path. It returns the attributes that stand
// outside of blocks, in their order: a file of variable values has nothing else. When
// the file is malformed, the tree has what could be read of it.
func (t *Tree) Parse(at string) ([]*hclsyntax.Attribute, []*Block, hcl.Diagnostics) {
	read, err := t.Files.Read(at)
	if err != nil {
		return nil, nil, hcl.Diagnostics{diag.UnreadableFile.Nowhere("Cannot read %q: %s.", t.Files.Name(at), err)}
	}
	parsed, diags := bounded.ParseFile(read.Bytes, read.Name)
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

// Sources returns all files that were read, by the names that ranges have. For a file
// of the language, Nav tells which block an offset is in.
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

// keptText is how many bytes of the language a configuration has at most whose bodies
// are kept. A body takes about twenty times the memory of its text.
const keptText = 1 << 20

// limitBodies has the bodies of a large configuration dropped when they are released.
func (t *Tree) limitBodies() {
	if t.text <= keptText {
		return
	}
	for _, f := range t.parsed {
		f.large = true
	}
}
