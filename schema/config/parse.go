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
	names, err := l.files.find(l.files.dir, hclSuffix)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.report(diag.UnreadableFolder.Nowhere("The folder of the configuration cannot be read: %s.", plain(err)))
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
				parsed[i], problems[i] = l.parseFile(path.Join(l.files.dir, names[i]))
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
	src, err := l.files.read(at)
	if err != nil {
		return nil, hcl.Diagnostics{diag.UnreadableFile.Nowhere("%q cannot be read: %s.", l.files.name(at), err)}
	}
	src.isHCL = true
	body, diags := parseHCL(src)
	if diags.HasErrors() {
		return nil, diags
	}
	l.budget.body(body)
	return &parsedFile{name: src.name, body: body}, nil
}

// parseHCL parses a file after counting how deeply it nests.
func parseHCL(src *file) (*hclsyntax.Body, hcl.Diagnostics) {
	if deep := deepFile(src); deep != nil {
		return nil, hcl.Diagnostics{deep}
	}
	parsed, diags := hclsyntax.ParseConfig(src.bytes, src.name, hcl.InitialPos)
	if parsed == nil {
		return nil, diags
	}
	return parsed.Body.(*hclsyntax.Body), diags
}

// deepFile returns what is wrong with the nesting of a file, or nil.
func deepFile(src *file) *hcl.Diagnostic {
	if plainlyShallow(src.bytes) {
		return nil
	}
	tokens, _ := hclsyntax.LexConfig(src.bytes, src.name, hcl.InitialPos)
	return tooDeep(tokens)
}

// parseExpression parses a text that is one expression.
func (l *loader) parseExpression(src []byte, name string) (hclsyntax.Expression, hcl.Diagnostics) {
	tokens, _ := hclsyntax.LexExpression(src, name, hcl.InitialPos)
	if deep := tooDeep(tokens); deep != nil {
		return nil, hcl.Diagnostics{deep}
	}
	expr, diags := hclsyntax.ParseExpression(src, name, hcl.InitialPos)
	if diags.HasErrors() {
		return nil, diags
	}
	return l.budget.wrap(expr), nil
}
