package bounded

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/diag"
)

// A library has the functions that expressions may call. Those that read files take
// paths relative to the file that names them, so there is a table for each folder.
type library struct {
	files     *source.Files
	account   *account
	tables    map[string]map[string]function.Function // by folder
	contents  map[string]cty.Value                    // what file() returned, by path
	templates map[string]*template                    // by path
}

func newLibrary(f *source.Files, b *account) *library {
	return &library{
		files: f, account: b,
		tables:    map[string]map[string]function.Function{},
		contents:  map[string]cty.Value{},
		templates: map[string]*template{},
	}
}

// in returns the functions for expressions in files of the folder.
func (l *library) in(folder string) map[string]function.Function {
	if table, ok := l.tables[folder]; ok {
		return table
	}
	table := maps.Clone(pure)
	table["file"] = l.file(folder)
	table["fileexists"] = l.fileExists(folder)
	table["fileset"] = l.fileSet(folder)
	table["templatefile"] = l.templateFile(folder)
	for name, f := range table {
		if !priceOf(name).lazy {
			table[name] = safe(f)
		}
	}
	l.tables[folder] = table
	return table
}

var pathParam = function.Parameter{Name: "path", Type: cty.String}

// file returns a function that reads a file. Its text is marked with its name.
func (l *library) file(folder string) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{pathParam},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			read, err := l.read(folder, args[0].AsString())
			if err != nil {
				return cty.NilVal, err
			}
			if v, ok := l.contents[read.Path]; ok {
				return v, nil
			}
			v := cty.StringVal(string(read.Bytes)).Mark(fileMark(read.Name))
			l.contents[read.Path] = v
			return v, nil
		},
	})
}

// read reads the file that a path in a file of the folder means. Its error is a
// fault.
func (l *library) read(folder, relative string) (*source.File, error) {
	at, err := source.Resolve(folder, relative)
	if err != nil {
		return nil, Fault(diag.UnreadableFile, err)
	}
	read, err := l.files.Read(at)
	if err != nil {
		return nil, Fault(diag.UnreadableFile, fmt.Errorf("cannot read %q: %w", relative, err))
	}
	return read, nil
}

func (l *library) fileExists(folder string) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{pathParam},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			at, err := source.Resolve(folder, args[0].AsString())
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			exists, err := l.files.Exists(at)
			if err != nil {
				return cty.NilVal, function.NewArgErrorf(0, "%q: %s", args[0].AsString(), err)
			}
			return cty.BoolVal(exists), nil
		},
	})
}

// fileSet returns a function that lists the regular files below a folder that match
// a pattern, in which ** stands for any number of folders.
func (l *library) fileSet(folder string) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{pathParam, {Name: "pattern", Type: cty.String}},
		Type:   function.StaticReturnType(cty.Set(cty.String)),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			at, err := source.Resolve(folder, args[0].AsString())
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			pattern := strings.Split(args[1].AsString(), "/")
			if slices.Contains(pattern, "..") {
				return cty.NilVal, function.NewArgError(1, errors.New(`a pattern cannot contain ".."`))
			}
			names, err := l.files.Match(at, pattern)
			if err != nil {
				return cty.NilVal, function.NewArgError(1, err)
			}
			return setOf(names), nil
		},
	})
}
