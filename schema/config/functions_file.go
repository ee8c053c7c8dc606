package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

var pathParam = function.Parameter{Name: "path", Type: cty.String}

// resolve returns the path in the file system that a path in a file of the folder
// means.
func resolve(folder, name string) (string, error) {
	if path.IsAbs(name) || strings.Contains(name, `\`) {
		return "", fmt.Errorf("%q: paths are relative to the file that names them, with forward slashes", name)
	}
	at := path.Join(folder, name)
	if !fs.ValidPath(at) {
		return "", fmt.Errorf("%q leads outside the root folder", name)
	}
	return at, nil
}

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
			if v, ok := l.contents[read.path]; ok {
				return v, nil
			}
			v := cty.StringVal(string(read.bytes)).Mark(fileMark(read.name))
			l.contents[read.path] = v
			return v, nil
		},
	})
}

// read reads the file that a path in a file of the folder means. Its error is a
// fault.
func (l *library) read(folder, name string) (*file, error) {
	at, err := resolve(folder, name)
	if err != nil {
		return nil, faulty("Unreadable file", err)
	}
	read, err := l.files.read(at)
	if err != nil {
		return nil, faulty("Unreadable file", fmt.Errorf("%q cannot be read: %w", name, err))
	}
	return read, nil
}

func (l *library) fileExists(folder string) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{pathParam},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			at, err := resolve(folder, args[0].AsString())
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			info, err := fs.Stat(l.files.fsys, at)
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return cty.False, nil
			case err != nil:
				return cty.NilVal, function.NewArgErrorf(0, "%q: %s", args[0].AsString(), plain(err))
			}
			return cty.BoolVal(info.Mode().IsRegular()), nil
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
			at, err := resolve(folder, args[0].AsString())
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			pattern := strings.Split(args[1].AsString(), "/")
			if slices.Contains(pattern, "..") {
				return cty.NilVal, function.NewArgError(1, errors.New(`a pattern may not lead upwards with ".."`))
			}
			names, err := l.glob(at, pattern)
			if err != nil {
				return cty.NilVal, function.NewArgError(1, err)
			}
			return setOf(names), nil
		},
	})
}

// mostFiles is how many files and folders fileset looks at.
const mostFiles = 100_000

func (l *library) glob(folder string, pattern []string) ([]string, error) {
	var names []string
	seen := 0
	err := fs.WalkDir(l.files.fsys, folder, func(at string, entry fs.DirEntry, err error) error {
		if seen++; seen > mostFiles {
			return fmt.Errorf("the folder has more than %d files", mostFiles)
		}
		if err != nil {
			return plain(err)
		}
		name := strings.TrimPrefix(strings.TrimPrefix(at, folder), "/")
		if folder == "." {
			name = at
		}
		match, err := matchPath(pattern, strings.Split(name, "/"))
		if match && entry.Type().IsRegular() {
			names = append(names, name)
		}
		return err
	})
	return names, err
}

// matchPath reports whether the elements of a path match those of a pattern.
func matchPath(pattern, elements []string) (bool, error) {
	reach := make([]bool, len(elements)+1) // reach[i]: the pattern so far matches the first i elements
	reach[0] = true
	for _, p := range pattern {
		next := make([]bool, len(elements)+1)
		for i := range elements {
			ok, err := path.Match(p, elements[i])
			if err != nil {
				return false, fmt.Errorf("%q is no pattern", p)
			}
			next[i+1] = reach[i] && ok
		}
		if p == "**" {
			first := slices.Index(reach, true)
			for i := range next {
				next[i] = first >= 0 && i >= first
			}
		}
		reach = next
	}
	return reach[len(elements)], nil
}

func setOf(names []string) cty.Value {
	if len(names) == 0 {
		return cty.SetValEmpty(cty.String)
	}
	values := make([]cty.Value, len(names))
	for i, name := range names {
		values[i] = cty.StringVal(name)
	}
	return cty.SetVal(values)
}

// A template is a file that was parsed for templatefile.
type template struct {
	expr hclsyntax.Expression
	err  error
}

// templateFile returns a function that renders a template file with variables.
func (l *library) templateFile(folder string) function.Function {
	render := func(args []cty.Value) (cty.Value, error) {
		read, err := l.read(folder, args[0].AsString())
		if err != nil {
			return cty.NilVal, err
		}
		parsed := l.template(read)
		if parsed.err != nil {
			return cty.NilVal, function.NewArgError(0, parsed.err)
		}
		return l.render(read, parsed.expr, args[1])
	}
	return function.New(&function.Spec{
		Params: []function.Parameter{pathParam, {Name: "vars", Type: cty.DynamicPseudoType}},
		Type:   function.StaticReturnType(cty.DynamicPseudoType),
		Impl:   func(args []cty.Value, _ cty.Type) (cty.Value, error) { return render(args) },
	})
}

func (l *library) template(read *file) *template {
	if known, ok := l.templates[read.path]; ok {
		return known
	}
	parsed := &template{}
	l.templates[read.path] = parsed
	tokens, _ := hclsyntax.LexTemplate(read.bytes, read.name, hcl.InitialPos)
	if deep := tooDeep(tokens); deep != nil {
		parsed.err = inTemplate(hcl.Diagnostics{deep})
		return parsed
	}
	expr, diags := hclsyntax.ParseTemplate(read.bytes, read.name, hcl.InitialPos)
	if diags.HasErrors() {
		parsed.err = inTemplate(diags)
		return parsed
	}
	parsed.expr = l.budget.wrap(expr)
	return parsed
}

// inTemplate says where in a template something is wrong.
func inTemplate(diags hcl.Diagnostics) error {
	for _, d := range diags {
		if d.Severity == hcl.DiagError && d.Subject != nil {
			return fmt.Errorf("%s line %d: %s: %s", d.Subject.Filename, d.Subject.Start.Line, d.Summary, strings.TrimSuffix(d.Detail, "."))
		}
	}
	return diags
}

func (l *library) render(read *file, expr hclsyntax.Expression, vars cty.Value) (cty.Value, error) {
	if t := vars.Type(); !t.IsObjectType() && !t.IsMapType() {
		return cty.NilVal, function.NewArgError(1, errors.New("the variables must be an object"))
	}
	ctx := &hcl.EvalContext{Variables: vars.AsValueMap(), Functions: l.inTemplate(path.Dir(read.path))}
	for _, used := range expr.Variables() {
		if _, ok := ctx.Variables[used.RootName()]; !ok {
			at := used.SourceRange()
			return cty.NilVal, function.NewArgErrorf(1, "%s line %d uses %q, which is not given", at.Filename, at.Start.Line, used.RootName())
		}
	}
	v, diags := expr.Value(ctx)
	if diags.HasErrors() {
		return cty.NilVal, function.NewArgError(0, inTemplate(diags))
	}
	return v, nil
}

// inTemplate returns the functions for templates in the folder: a template renders
// no other.
func (l *library) inTemplate(folder string) map[string]function.Function {
	table := maps.Clone(l.in(folder))
	table["templatefile"] = function.New(&function.Spec{
		Params: []function.Parameter{pathParam, {Name: "vars", Type: cty.DynamicPseudoType}},
		Type: func([]cty.Value) (cty.Type, error) {
			return cty.NilType, errors.New("a template cannot call templatefile")
		},
	})
	return table
}
