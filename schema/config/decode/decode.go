package decode

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A Result is what a configuration says.
type Result struct {
	Settings
	Environment string
	Want        *schema.State                           // the desired objects
	Released    func(owner string, at schema.Addr) bool // whether a release block names what was described there; nil when there is none
	Gone        []schema.Name                           // what delete blocks name

	checks    []*check
	deletions []deletion         // as Gone, with their places
	budget    *bounded.Evaluator // which evaluates the checks
}

// Nothing returns the result of a configuration that cannot be read.
func Nothing() *Result {
	want, _ := schema.NewState(nil)
	return &Result{Settings: defaultSettings(), Want: want}
}

// Decode decodes the root module of a configuration. Its expressions draw on the given
// budget. When there are errors, Want is not to be relied on.
func Decode(root *syntax.Module, tree *syntax.Tree, budget *bounded.Evaluator, o Options) (*Result, hcl.Diagnostics) {
	r := Nothing()
	r.budget = budget
	for _, b := range root.Blocks {
		budget.WrapBody(b.Syntax().Body)
	}
	p := &problems{}
	environment, file, ok := p.chooseEnvironment(tree.Files, o.Environment)
	r.Environment = environment
	f := newFrame(root, "", environment, p, budget)
	if !ok {
		return r, p.diags
	}
	inputs := &inputReader{f.variables, tree, map[string]input{}}
	f.variables.set(inputs.read(file, o))
	f.variables.validate()
	r.decode(f, root, o)
	if over := budget.Exhausted(); over != nil {
		p.report(over)
	}
	return r, p.diags
}

// decode decodes the frame of the root module.
func (r *Result) decode(f *frame, root *syntax.Module, o Options) {
	r.readSettings(f, root, o)
	releases := f.readReleases(root.Releases)
	r.Released = released(releases, append([]string{r.Stack}, r.Formerly...))
	r.deletions = f.readDeletions(root.Deletes)
	for _, d := range r.deletions {
		r.Gone = append(r.Gone, d.object)
	}
	f.locals.check()
	objects := f.blocks.objectDecoder(r.Stack)
	objects.decode()
	f.report(compareNames(objects.named)...)
	f.report(compareFormerNames(objects.named)...)
	r.Want, _ = schema.NewState(objects.made) // names that stand twice are reported
	f.report(r.requireConnectPath(r.Want.All())...)
	f.checkReleases(releases, r.Want.All())
	f.report(checkDeletions(r.deletions, r.Want)...)
	for _, b := range root.Checks {
		if k, ok := f.fieldsOf(b).readCheck(f.blocks.nameOf); ok {
			r.checks = append(r.checks, k)
		}
	}
}

// readSettings reads the callwright block and the provider blocks.
func (r *Result) readSettings(f *frame, root *syntax.Module, o Options) {
	if b := root.Provider; b != nil {
		providerReader{f.fieldsOf(b)}.read(&r.Provider, o.Operations)
	}
	if b := root.ConnectPath; b != nil {
		r.ConnectPath = f.fieldsOf(b).readConnectPath(r.Provider)
	}
	r.Stack = o.Stack
	if r.Stack == "" && r.Provider.Type == embedded {
		r.Stack = "local"
	}
	written := false
	if b := root.Settings; b != nil {
		settingsReader{f.fieldsOf(b)}.read(&r.Settings, o.Version)
		written = b.Attribute("stack") != nil
	}
	if r.Stack == "" && !written {
		f.report(diag.MissingStack.In(r.Provider.Range, "A configuration needs the name of its stack, so that callwright can tell its own objects from others: callwright { stack = \"support\" }."))
	}
}

func (f *frame) readReleases(blocks []*syntax.Block) (releases []release) {
	for _, b := range blocks {
		if r, ok := f.fieldsOf(b).readRelease(); ok {
			releases = append(releases, r)
		}
	}
	return releases
}

func (f *frame) readDeletions(blocks []*syntax.Block) []deletion {
	var deletions []deletion
	for _, b := range blocks {
		if d, ok := f.fieldsOf(b).readDeletion(); ok {
			deletions = append(deletions, d)
		}
	}
	kept, diags := distinctDeletions(deletions)
	f.report(diags...)
	return kept
}

// Places returns where the blocks are that are no objects but have an address, under
// which a plan has problems of them: check blocks, and delete blocks.
func (r *Result) Places() map[schema.Addr]hcl.Range {
	places := make(map[schema.Addr]hcl.Range, len(r.checks)+len(r.deletions))
	for _, k := range r.checks {
		places[k.checkAddr()] = k.header
	}
	for _, d := range r.deletions {
		places[schema.Named(d.object)] = d.header
	}
	return places
}
