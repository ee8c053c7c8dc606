package config

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/diag"
)

// environmentsFolder holds a file of variable values for each environment.
const environmentsFolder = "environments"

// assigned is a value for a variable, and the place that it comes from.
type assigned struct {
	value cty.Value
	at    hcl.Range // zero for the command line
}

// assign chooses the environment and gives the variables their values: the last of
// default, environment, --var-file and --var. It is false when the environment is
// not known: then nothing can be said of the rest.
func (l *loader) assign() bool {
	found := map[string]assigned{}
	file, ok := l.chooseEnvironment()
	if !ok {
		return false
	}
	if file != "" {
		l.readValues(file, found)
	}
	for _, name := range l.options.VarFiles {
		l.readValues(path.Clean(name), found)
	}
	for _, v := range l.options.Vars {
		l.readFlag(v, found)
	}
	l.give(found)
	l.validate()
	return true
}

// chooseEnvironment sets the environment and returns the path of its file, "" when
// there are no environments.
func (l *loader) chooseEnvironment() (file string, ok bool) {
	folder := path.Join(l.files.Folder(), environmentsFolder)
	found, err := l.files.List(folder, varsSuffix)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.report(diag.UnreadableFolder.Nowhere("The folder %q cannot be read: %s.", environmentsFolder, source.Reason(err)))
		return "", false
	}
	known := make([]string, len(found))
	for i, name := range found {
		known[i] = strings.TrimSuffix(name, varsSuffix)
	}
	chosen := l.options.Environment
	if chosen == "" && len(known) == 1 {
		chosen = known[0]
	}
	l.config.Environment = chosen
	switch {
	case chosen == "" && len(known) == 0:
		return "", true
	case chosen == "":
		l.report(diag.NoEnvironment.Nowhere("There are the environments %s. Choose one with --env.", strings.Join(known, ", ")))
		return "", false
	}
	for _, name := range known {
		if name == chosen {
			return path.Join(folder, name+varsSuffix), true
		}
	}
	if len(known) == 0 {
		l.report(diag.UnknownEnvironment.Nowhere("There is no environment %q: %s/%s%s does not exist.", chosen, environmentsFolder, chosen, varsSuffix))
		return "", false
	}
	l.report(diag.UnknownEnvironment.Nowhere("There is no environment %q.%s There are %s.", chosen, schema.Suggest(chosen, known), strings.Join(known, ", ")))
	return "", false
}

// readValues reads a file of variable values.
func (l *loader) readValues(at string, found map[string]assigned) {
	src, err := l.files.Read(at)
	if err != nil {
		l.report(diag.UnreadableFile.Nowhere("%q cannot be read: %s.", l.files.Name(at), err))
		return
	}
	src.IsHCL = true
	body, diags := parseHCL(src)
	l.report(diags...)
	if diags.HasErrors() {
		return
	}
	l.eval.WrapBody(body)
	for _, b := range body.Blocks {
		l.report(diag.UnexpectedBlock.In(b.DefRange(), "A file of variable values has lines of the form name = value."))
	}
	for _, attr := range inOrder(body.Attributes) {
		if _, ok := l.variables[attr.Name]; !ok {
			l.report(within(attr.SrcRange, diag.UnknownVariable.In(attr.NameRange, "There is no variable %q.%s", attr.Name, schema.Suggest(attr.Name, names(l.variables)))))
			continue
		}
		if v, ok := l.literal(attr); ok {
			found[attr.Name] = assigned{v, attr.Expr.Range()}
		}
	}
}

// readFlag reads the value of one --var. What is no collection is taken as text, so
// that it needs no quotes; conversion makes it a number or a bool.
func (l *loader) readFlag(flag string, found map[string]assigned) {
	name, text, ok := strings.Cut(flag, "=")
	name = strings.TrimSpace(name)
	if !ok {
		l.report(diag.InvalidVarFlag.Nowhere("--var %q has no value; write --var 'name=value'.", flag))
		return
	}
	v, ok := l.variables[name]
	if !ok {
		l.report(diag.UnknownVariable.Nowhere("--var sets %q, but there is no such variable.%s", name, schema.Suggest(name, names(l.variables))))
		return
	}
	if v.typ.IsPrimitiveType() || v.typ == cty.DynamicPseudoType {
		l.readText(v, text, found)
		return
	}
	expr, diags := bounded.ParseExpression([]byte(text), "--var "+name)
	if !diags.HasErrors() {
		var value cty.Value
		if value, diags = l.alone(l.eval.Wrap(expr)); !diags.HasErrors() {
			found[name] = assigned{value: value}
		}
	}
	for _, d := range diags {
		l.report(diag.InvalidVarFlag.Nowhere("The value of --var %s is no expression: %s: %s", name, d.Summary, d.Detail))
	}
}

// readText takes a text on the command line as the value of a variable.
func (l *loader) readText(v *variable, text string, found map[string]assigned) {
	if v.typ == cty.Number && bounded.HasLongNumber(text) {
		l.report(diag.InvalidVarFlag.Nowhere("The number that --var %s gives is too long.", v.name))
		return
	}
	value := cty.StringVal(text)
	if text == "null" && v.typ != cty.String && v.typ.IsPrimitiveType() {
		value = cty.NullVal(v.typ)
	}
	found[v.name] = assigned{value: value}
}
