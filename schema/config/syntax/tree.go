package syntax

import (
	"errors"
	"maps"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/parallel"
)

// A Tree holds the files of a configuration that were read, and the blocks of the HCL
// files among them. After [Tree.Module], it is safe for concurrent use.
type Tree struct {
	Files *source.Files

	prepare  func(*hclsyntax.Body)
	keptText int

	modules  map[string]*Module             // by folder, without the root module; nil for one that cannot be parsed
	outlined []*file                        // the files whose objects are parsed when they are needed
	wrong    atomic.Pointer[hcl.Diagnostic] // about one of these objects that cannot be parsed; nil if there is none

	mu      sync.Mutex
	parsed  map[string]*file // by name
	words   int              // of what stays parsed
	objects int              // blocks of objects that do not
}

// mostObjects is the largest number of blocks of objects in a large configuration. An object takes
// one to three kilobytes, however short its block is.
const mostObjects = 150_000

// KeptText is the largest number of bytes of HCL for which the tree keeps the bodies of
// blocks. A body takes about twenty times the memory of its text.
const KeptText = 1 << 20

// New returns a tree for the files of a configuration. It parses none of them. The tree calls
// prepare for the body of each block that it parses. It keeps the bodies of objects if the
// configuration has no more bytes than keptText: see [KeptText].
func New(files *source.Files, prepare func(*hclsyntax.Body), keptText int) *Tree {
	return &Tree{Files: files, prepare: prepare, keptText: keptText, modules: map[string]*Module{}, parsed: map[string]*file{}}
}

// read reads the file at a path. It returns a diagnostic if that is not possible.
func (t *Tree) read(at string) (*source.File, *hcl.Diagnostic) {
	read, err := t.Files.ReadHCL(at)
	switch {
	case errors.Is(err, source.ErrTooLarge):
		return nil, diag.FileTooLarge.Nowhere("%q cannot be read: %s.", t.Files.Name(at), err)
	case err != nil:
		return nil, diag.UnreadableFile.Nowhere("Cannot read %q: %s.", t.Files.Name(at), err)
	}
	return read, nil
}

// count counts the words of a file that stay parsed, and the objects that do not. It returns a
// diagnostic if, with those of this file, there are more than the memory is enough for.
func (t *Tree) count(read *source.File, words, objects int) *hcl.Diagnostic {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := hcl.Range{Filename: read.Name, Start: hcl.InitialPos, End: hcl.InitialPos}
	switch {
	case words > bounded.MostWords: // the parser refuses the file
	case t.words+words > bounded.MostWords:
		return diag.FileTooLarge.In(at, "With this file, the .hcl files have more than %d words and signs together. Move long lists into a CSV file.", bounded.MostWords)
	case t.objects+objects > mostObjects:
		return diag.FileTooLarge.In(at, "With this file, the .hcl files have more than %d blocks of objects together. Describe them with for_each over a CSV file.", mostObjects)
	}
	t.words, t.objects = t.words+words, t.objects+objects
	return nil
}

// Parse reads and parses the file at a path. It returns the attributes that are outside of
// blocks, in the order of the file, because a file of variable values has only these. If
// the file has syntax errors, Parse returns the parts that HCL could read.
func (t *Tree) Parse(at string) ([]*hclsyntax.Attribute, []*Block, hcl.Diagnostics) {
	read, problem := t.read(at)
	if problem == nil && t.fileOf(read.Name) == nil {
		problem = t.count(read, bounded.Words(read.Bytes), 0)
	}
	if problem != nil {
		return nil, nil, hcl.Diagnostics{problem}
	}
	f, diags := t.parse(read)
	if f == nil {
		return nil, nil, diags
	}
	return f.outside, f.all(), diags
}

// parse parses a file that was read. The file is nil if the parser refuses it.
func (t *Tree) parse(read *source.File) (*file, hcl.Diagnostics) {
	parsed, diags := bounded.ParseFile(read.Bytes, read.Name)
	diags = plain(diags, read.Bytes)
	if parsed == nil {
		return nil, diags
	}
	f := t.parsedFile(read, parsed.Body.(*hclsyntax.Body))
	t.keep(f)
	return f, diags
}

// keep puts a file into the tree.
func (t *Tree) keep(f *file) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.parsed[f.source.Name] = f
}

// fileOf returns the file with the name, or nil if it was not parsed.
func (t *Tree) fileOf(name string) *file {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.parsed[name]
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

// SyntaxErrors returns what is wrong with the text of the objects that were not parsed with
// their files. It parses those that nobody needed so far. If there are errors, what was
// decoded means nothing.
func (t *Tree) SyntaxErrors() hcl.Diagnostics {
	var rest []*Block
	for _, f := range t.outlined {
		for i := range f.blocks {
			if b := &f.blocks[i]; !b.tried {
				b.tried = true
				rest = append(rest, b)
			}
		}
	}
	parallel.For(len(rest), 1, func(i int) { rest[i].parse() })
	if t.wrong.Load() == nil {
		return nil
	}
	var diags hcl.Diagnostics
	for _, f := range t.outlined {
		_, more := bounded.ParseFile(f.source.Bytes, f.source.Name)
		diags = append(diags, plain(more, f.source.Bytes)...)
	}
	if !diags.HasErrors() {
		diags = append(diags, t.wrong.Load())
	}
	return diags
}
