package bounded

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/diag"
)

// A library holds the functions that expressions can call. Functions that read files take
// paths relative to the file of the expression, so each folder has its own table.
type library struct {
	files     *source.Files
	account   *account
	tables    map[string]map[string]function.Function // by folder, then by name
	contents  map[string]cty.Value                    // results of file(), by path
	templates map[string]*template                    // by path
	text      string                                  // the last template of templatestring
	parsed    *template                               // the same, parsed
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
	table["templatestring"] = l.templateString(folder)
	for name, f := range table {
		if !priceOf(name).lazy {
			table[name] = safe(f)
		}
	}
	l.tables[folder] = table
	return table
}

var pathParam = function.Parameter{Name: "path", Type: cty.String}

// file returns the function file. It marks the text with the name of the file, for
// csvdecode. It returns the same value each time, so that calling it for every user does
// not copy the text.
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

// read reads the file at a path relative to the folder. Its error is a fault.
func (l *library) read(folder, relative string) (*source.File, error) {
	at, err := source.Resolve(folder, relative)
	if err != nil {
		return nil, Fault(diag.UnreadableFile, err)
	}
	read, err := l.files.Read(at)
	if err != nil {
		return nil, Fault(diag.UnreadableFile, fmt.Errorf("cannot read %q: %w%s", relative, err, l.similar(at)))
	}
	return read, nil
}

// similar suggests a file of the same folder with a similar name and the same ending, for a
// path where there is no file.
func (l *library) similar(at string) string {
	if exists, err := l.files.Exists(at); exists || err != nil {
		return ""
	}
	names, err := l.files.List(path.Dir(at), path.Ext(at))
	if err != nil || len(names) > mostSimilar {
		return ""
	}
	if suggestion := diag.Suggest(path.Base(at), names); suggestion != "" {
		return "." + suggestion
	}
	return ""
}

// mostSimilar is how many files a folder can have at most for a suggestion.
const mostSimilar = 1000

// fileExists returns the function fileexists.
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

// fileSet returns the function fileset, which lists the regular files below a folder that
// match a pattern. In a pattern, ** matches any number of folders.
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
