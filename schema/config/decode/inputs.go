package decode

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// Options are the values of variables, and facts from outside of the configuration.
type Options struct {
	Vars        []string // the arguments of --var: "name=value"
	VarFiles    []string // the arguments of --var-file: paths in the file system
	Environment string   // the argument of --env; "" for none
	Stack       string   // the stack if the callwright block names none; "" if it must name one
	Version     string   // callwright's version, for required_version; "" meets every requirement
	Operations  []string // the operations that rates can name; nil for any

	Stop <-chan struct{} // closing it ends evaluation, also that of checks; nil for never
}

// environmentsFolder has a file of variable values for each environment.
const environmentsFolder = "environments"

// An inputReader reads the inputs of the root module. If several sources give one variable
// a value, --var counts more than --var-file, which counts more than the environment's file.
type inputReader struct {
	*variables
	tree   *syntax.Tree
	inputs map[string]input
}

// read reads the inputs. The environment's file is "" if there is none.
func (r *inputReader) read(environmentFile string, o Options) map[string]input {
	if environmentFile != "" {
		r.readFile(environmentFile)
	}
	for _, name := range o.VarFiles {
		r.readFile(path.Clean(name))
	}
	for _, v := range o.Vars {
		r.readFlag(v)
	}
	return r.inputs
}

// readFile reads a file of variable values.
func (r *inputReader) readFile(at string) {
	attrs, blocks, diags := r.tree.Parse(at)
	r.report(diags...)
	if diags.HasErrors() {
		return
	}
	for _, b := range blocks {
		r.report(diag.UnexpectedBlock.In(b.Header, "A file of variable values can only have lines of the form name = value."))
	}
	for _, attr := range attrs {
		if _, ok := r.byName[attr.Name]; !ok {
			r.report(syntax.Within(attr.SrcRange, diag.UnknownVariable.In(attr.NameRange, "There is no variable %q.%s", attr.Name, suggest(r.problems, attr.Name, r.byName))))
			continue
		}
		attr.Expr = r.budget.Wrap(attr.Expr) // Decode wrapped only the module's blocks
		if v, ok := r.literal(attr); ok {
			r.inputs[attr.Name] = input{v, attr.Expr.Range()}
		}
	}
}

// readFlag reads the argument of one --var. If the variable's type is a string, a number
// or a bool, the value is plain text, which needs no quotes: --var site=uk. For any other
// type it is an expression: --var 'sites=["uk","ie"]'.
func (r *inputReader) readFlag(flag string) {
	name, text, ok := strings.Cut(flag, "=")
	name = strings.TrimSpace(name)
	if !ok {
		r.report(diag.InvalidVarFlag.Nowhere("--var %q has no value; write --var 'name=value'.", flag))
		return
	}
	v, ok := r.byName[name]
	if !ok {
		r.report(diag.UnknownVariable.Nowhere("--var sets %q, but no variable block declares it.%s", name, suggest(r.problems, name, r.byName)))
		return
	}
	if v.typ.IsPrimitiveType() || v.typ == cty.DynamicPseudoType {
		r.readText(v, text)
		return
	}
	expr, diags := bounded.ParseExpression([]byte(text), "--var "+name)
	if !diags.HasErrors() {
		var value cty.Value
		if value, diags = r.literalValue(r.budget.Wrap(expr)); !diags.HasErrors() {
			r.inputs[name] = input{value: value}
		}
	}
	for _, d := range diags {
		r.report(diag.InvalidVarFlag.Nowhere("The value of --var %s is not a valid expression: %s: %s", name, d.Summary, d.Detail))
	}
}

// readText sets a variable to a text from the command line. Set converts it to the
// variable's type.
func (r *inputReader) readText(v *variable, text string) {
	if v.typ == cty.Number && bounded.HasLongNumber(text) {
		r.report(diag.InvalidVarFlag.Nowhere("The number in --var %s is too long.", v.name))
		return
	}
	value := cty.StringVal(text)
	if text == "null" && v.typ != cty.String && v.typ.IsPrimitiveType() { // a string may be "null"
		value = cty.NullVal(v.typ)
	}
	r.inputs[v.name] = input{value: value}
}

// chooseEnvironment returns the environment and the path of its file. Both are "" if the
// configuration has no environments. If there is one environment, nobody has to name it.
// Ok is false if the environment does not exist, or if the user must choose one: the values
// of variables are then unknown, so there is no point in decoding.
func (p *problems) chooseEnvironment(files *source.Files, chosen string) (environment, file string, ok bool) {
	folder := path.Join(files.Folder(), environmentsFolder)
	found, err := files.List(folder, syntax.ValuesSuffix)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		p.report(diag.UnreadableFolder.Nowhere("Cannot read the folder %q: %s.", environmentsFolder, source.Reason(err)))
		return "", "", false
	}
	known := make([]string, len(found))
	for i, name := range found {
		known[i] = strings.TrimSuffix(name, syntax.ValuesSuffix)
	}
	if chosen == "" && len(known) == 1 {
		chosen = known[0]
	}
	switch {
	case slices.Contains(known, chosen):
		return chosen, path.Join(folder, chosen+syntax.ValuesSuffix), true
	case chosen == "" && len(known) == 0:
		return "", "", true
	case chosen == "":
		p.report(diag.NoEnvironment.Nowhere("Environments: %s. Choose one with --env.", strings.Join(known, ", ")))
	case len(known) == 0:
		p.report(diag.UnknownEnvironment.Nowhere("Unknown environment %q: %s/%s%s does not exist.", chosen, environmentsFolder, chosen, syntax.ValuesSuffix))
	default:
		p.report(diag.UnknownEnvironment.Nowhere("Unknown environment %q.%s Environments: %s.", chosen, diag.Suggest(chosen, known), strings.Join(known, ", ")))
	}
	return chosen, "", false
}
