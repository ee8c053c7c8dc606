package syntax

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/diag"
)

// parsers is the number of files that are parsed at once.
const parsers = 2

// Module reads the configuration in a folder, and the modules that it calls. If a file
// cannot be parsed, Module returns nil: that file may declare what the others refer to, so
// decoding the others would report errors that nobody made.
func (t *Tree) Module(folder string) (*Module, hcl.Diagnostics) {
	names, err := t.Files.List(folder, suffix)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, hcl.Diagnostics{diag.UnreadableFolder.Nowhere("Cannot read the configuration's folder: %s.", source.Reason(err))}
	}
	names = withoutValues(names)
	if len(names) == 0 {
		return nil, hcl.Diagnostics{diag.NoConfigurationFiles.Nowhere("The folder has no %s files. Run \"callwright init\" to write a first configuration, or choose another folder with -C.", suffix)}
	}
	return t.readModule(folder, names, nil)
}

// withoutValues returns the names without those of files of variable values.
func withoutValues(names []string) []string {
	return slices.DeleteFunc(names, func(n string) bool { return strings.HasSuffix(n, ValuesSuffix) })
}

// readModule reads the files of a module and the modules that it calls. Chain has the
// folders of the modules around it; it is empty for the root module.
func (t *Tree) readModule(folder string, names, chain []string) (*Module, hcl.Diagnostics) {
	s := sorter{inner: len(chain) > 0}
	for _, name := range names { // all before the first is parsed, which takes memory
		read, problem := t.read(path.Join(folder, name))
		if problem != nil {
			return nil, hcl.Diagnostics{problem}
		}
		s.module.Bytes += len(read.Bytes)
	}
	parsed := t.parseAll(folder, names)
	for _, p := range parsed {
		s.diags = append(s.diags, p.diags...)
	}
	if s.diags.HasErrors() {
		return nil, s.diags
	}
	if !s.inner { // a module may be decoded several times, so it keeps the bodies of its blocks
		t.limitBodies()
	}
	s.module.Folder = folder
	for _, p := range parsed {
		s.file(p.outside, p.blocks)
	}
	diags, ok := t.readCalls(&s.module, chain)
	s.diags = append(s.diags, diags...)
	if !ok {
		return nil, s.diags
	}
	return &s.module, s.diags
}

// A parsedFile is the result of parsing one file.
type parsedFile struct {
	outside []*hclsyntax.Attribute // the attributes outside of blocks
	blocks  []*Block
	diags   hcl.Diagnostics
}

// parseAll parses the files of a folder, several at once, and returns the results in the
// order of the names.
func (t *Tree) parseAll(folder string, names []string) []parsedFile {
	parsed := make([]parsedFile, len(names))
	next := make(chan int)
	var wait sync.WaitGroup
	for range min(parsers, len(names)) {
		wait.Go(func() {
			for i := range next {
				p := &parsed[i]
				p.outside, p.blocks, p.diags = t.Parse(path.Join(folder, names[i]))
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	wait.Wait()
	return parsed
}
