package syntax

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/parallel"
)

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
	files := make([]*source.File, len(names))
	for i, name := range names { // all before the first is parsed, which takes memory
		read, problem := t.read(path.Join(folder, name))
		if problem != nil {
			return nil, hcl.Diagnostics{problem}
		}
		files[i] = read
		s.module.Bytes += len(read.Bytes)
	}
	parsed, problem := t.parseAll(files, !s.inner && t.isLarge(files))
	if problem != nil {
		return nil, hcl.Diagnostics{problem}
	}
	for _, p := range parsed {
		s.diags = append(s.diags, p.diags...)
	}
	if t.wrong.Load() != nil {
		s.diags = append(s.diags, t.SyntaxErrors()...)
	}
	if s.diags.HasErrors() {
		return nil, s.diags
	}
	s.module.Folder = folder
	for _, p := range parsed {
		s.file(p.outside, p.all())
	}
	diags, ok := t.readCalls(&s.module, chain)
	s.diags = append(s.diags, diags...)
	if !ok {
		return nil, s.diags
	}
	return &s.module, s.diags
}

// isLarge reports whether the files have more text than the tree keeps in parsed form. A
// module that others call is never large, because it may be decoded several times.
func (t *Tree) isLarge(files []*source.File) bool {
	text, words := 0, 0
	for _, f := range files {
		if text += len(f.Bytes); text > t.keptText {
			return true
		}
		words += bounded.Words(f.Bytes)
	}
	return words > bounded.MostWords
}

// A fileResult is the result of parsing one file, or of outlining it.
type fileResult struct {
	*file
	diags hcl.Diagnostics
}

// parseAll parses files, several at once, and returns the results in the same order. In a large
// configuration, it only outlines the files that it can, and parses their objects when somebody
// needs them.
func (t *Tree) parseAll(files []*source.File, large bool) ([]fileResult, *hcl.Diagnostic) {
	results := make([]fileResult, len(files))
	if large {
		parallel.For(len(files), 1, func(i int) { results[i].file = t.outline(files[i]) })
	}
	for i, read := range files { // all are counted before the first is parsed
		var words, objects int
		if f := results[i].file; f != nil {
			words, objects = f.size()
			t.outlined = append(t.outlined, f)
		} else {
			words = bounded.Words(read.Bytes)
		}
		if problem := t.count(read, words, objects); problem != nil {
			return nil, problem
		}
	}
	parallel.For(len(files), 1, func(i int) {
		if f := results[i].file; f != nil {
			f.parseKept()
			return
		}
		results[i].file, results[i].diags = t.parse(files[i])
	})
	return results, nil
}
