package config

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/diag"
)

// Files of the language end in hclSuffix; those that hold variable values, which
// are read only when asked for, end in varsSuffix.
const (
	hclSuffix  = ".hcl"
	varsSuffix = ".vars.hcl"
)

// parsers is how many files are parsed at once.
const parsers = 2

// A parsed file is one of the configuration's own. Its body is dropped once its
// blocks are decoded.
type parsedFile struct {
	name string
	body *hclsyntax.Body
}

// parse reads and parses the configuration's files, in order of their names.
func (l *loader) parse() []*parsedFile {
	names, err := l.files.List(l.files.Folder(), hclSuffix)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.report(diag.UnreadableFolder.Nowhere("The folder of the configuration cannot be read: %s.", source.Reason(err)))
		return nil
	}
	names = slices.DeleteFunc(names, func(n string) bool { return strings.HasSuffix(n, varsSuffix) })
	if len(names) == 0 {
		l.report(diag.NoConfigurationFiles.Nowhere("The folder has no %s files. Write one, for example main%s, or choose another folder with -C.", hclSuffix, hclSuffix))
		return nil
	}
	parsed := make([]*parsedFile, len(names))
	problems := make([]hcl.Diagnostics, len(names))
	var wait sync.WaitGroup
	next := make(chan int)
	for range min(parsers, len(names)) {
		wait.Go(func() {
			for i := range next {
				parsed[i], problems[i] = l.parseFile(path.Join(l.files.Folder(), names[i]))
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	wait.Wait()
	l.report(slices.Concat(problems...)...)
	return slices.DeleteFunc(parsed, func(p *parsedFile) bool { return p == nil })
}

// parseFile parses one file of the language, with its expressions counted.
func (l *loader) parseFile(at string) (*parsedFile, hcl.Diagnostics) {
	src, err := l.files.Read(at)
	if err != nil {
		return nil, hcl.Diagnostics{diag.UnreadableFile.Nowhere("%q cannot be read: %s.", l.files.Name(at), err)}
	}
	src.IsHCL = true
	body, diags := parseHCL(src)
	if diags.HasErrors() {
		return nil, diags
	}
	l.eval.WrapBody(body)
	return &parsedFile{name: src.Name, body: body}, nil
}

// parseHCL parses a file of the language.
func parseHCL(src *source.File) (*hclsyntax.Body, hcl.Diagnostics) {
	parsed, diags := bounded.ParseFile(src.Bytes, src.Name)
	if parsed == nil {
		return nil, diags
	}
	return parsed.Body.(*hclsyntax.Body), diags
}
