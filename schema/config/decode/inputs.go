package decode

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/gocty"

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

	// OnlySettings leaves out everything but the callwright block and the provider blocks. It is
	// for asking many environments where their instances are, which must not take long.
	OnlySettings bool

	// Located is called as soon as the callwright block and the provider blocks are read, if
	// nothing is wrong until then. Decoding the objects may take seconds more, and may find
	// mistakes. Nil for nobody.
	Located func(Settings)

	Stop <-chan struct{} // closing it ends evaluation, also that of checks; nil for never
}

// environmentsFolder has a file of variable values for each environment.
const environmentsFolder = "environments"

// An input is a value for a variable of the root module, and its place.
type input struct {
	value cty.Value
	at    hcl.Range // zero for a value from the command line
}

// An inputReader reads the inputs of the root module. If several sources give one variable
// a value, --var counts more than --var-file, which counts more than the environment's file.
type inputReader struct {
	*evaluator
	byName map[string]*declaration
	tree   *syntax.Tree
	inputs map[string]input
	wave   int // of the environment

	onError string // of the environment; "" if its file does not say it
}

// rootInputs are the inputs of the root module. They implement [inputs].
type rootInputs struct {
	*evaluator
	byName map[string]input
}

// newRootInputs returns the inputs of the root module.
func newRootInputs(p *program, byName map[string]input) rootInputs {
	return rootInputs{&evaluator{program: p}, byName}
}

// given implements [inputs]. It reports a variable that has neither an input nor a default.
func (r rootInputs) given(d *declaration) cty.Value {
	in, ok := r.byName[d.name]
	if !ok {
		if d.fallback == cty.NilVal {
			r.report(diag.RequiredVariable.In(d.header, "The variable %q has no default. Set it with --var '%s=…', in a file for --var-file, or in environments/NAME%s.", d.name, d.name, syntax.ValuesSuffix))
		}
		return cty.NilVal
	}
	v, problems := r.toType(d, in.value, in.at, "The value of variable %q has the wrong type: %s.")
	r.report(problems...)
	if v.IsNull() && !d.nullable && d.fallback != cty.NilVal {
		return d.fallback
	}
	return v
}

// refuse implements [inputs].
func (r rootInputs) refuse(*declaration, *diag.Entry, string) bool { return false }

// read reads the inputs. The environment's file is "" if there is none.
func (r *inputReader) read(environmentFile string, o Options) map[string]input {
	if environmentFile != "" {
		r.readFile(environmentFile, true)
	}
	for _, name := range o.VarFiles {
		r.readFile(path.Clean(name), false)
	}
	for _, v := range o.Vars {
		r.readFlag(v)
	}
	return r.inputs
}

// Lines of an environment's file that are about apply: in which wave it changes the environment, and
// what it does there after a failure. Such a line is a variable's, if a variable has that name.
const (
	waveWord    = "wave"
	onErrorWord = "on_error"
)

// readFile reads a file of variable values. It may be that of the environment.
func (r *inputReader) readFile(at string, ofEnvironment bool) {
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
			if attr.Name == waveWord && ofEnvironment {
				r.readWave(attr)
				continue
			}
			if attr.Name == onErrorWord && ofEnvironment {
				r.readOnError(attr)
				continue
			}
			r.report(syntax.Within(attr.SrcRange, diag.UnknownVariable.In(attr.NameRange, "There is no variable %q.%s", attr.Name, suggest(r.problems, attr.Name, r.byName))))
			continue
		}
		attr.Expr = r.budget.Wrap(attr.Expr) // Decode wrapped only the module's blocks
		if v, ok := r.literal(attr); ok {
			r.inputs[attr.Name] = input{v, attr.Expr.Range()}
		}
	}
}

// mostWaves is the highest number of a wave.
const mostWaves = 1000

// readWave reads the wave of the environment.
func (r *inputReader) readWave(attr *hclsyntax.Attribute) {
	v, ok := syntax.Literal(attr.Expr)
	if !ok || v.IsNull() || gocty.FromCtyValue(v, &r.wave) != nil || r.wave < 0 || r.wave > mostWaves {
		r.report(syntax.Within(attr.SrcRange, diag.WrongType.In(attr.Expr.Range(), "A wave must be a whole number from 0 to %d. apply changes the environments of a lower one first.", mostWaves)))
		r.wave = 0
	}
}

// readOnError reads what apply does after a failure in the environment.
func (r *inputReader) readOnError(attr *hclsyntax.Attribute) {
	v, ok := syntax.Literal(attr.Expr)
	if !ok || v.IsNull() || gocty.FromCtyValue(v, &r.onError) != nil || r.onError != "continue" && r.onError != "stop" {
		r.report(syntax.Within(attr.SrcRange, diag.WrongType.In(attr.Expr.Range(), `on_error must be "continue" or "stop". It says what apply does after a failure in this environment.`)))
		r.onError = ""
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

// readText sets a variable to a text from the command line. rootInputs converts it to the
// variable's type.
func (r *inputReader) readText(v *declaration, text string) {
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
