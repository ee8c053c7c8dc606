package decode

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// A Result is the content of a configuration.
type Result struct {
	Settings
	Environment string
	Wave        int           // apply changes the environments of a lower wave first
	OnError     string        // what apply does after a failure: "continue", "stop", or "" for the default
	Want        *schema.State // the desired objects
	Gone        []schema.Name // the objects that delete blocks name
	Outputs     []Output      // sorted by name

	// Released reports whether a release block names the object that the owner described
	// at the address. It is nil if there are no release blocks.
	Released func(owner string, at schema.Addr) bool

	checks    []*check
	deletions []deletion         // the objects in Gone, with their places
	budget    *bounded.Evaluator // for the checks
	callers   map[string]*caller // by the address of a module, without the root module
}

// Nothing returns the result of a configuration that cannot be read: the default settings
// and no objects.
func Nothing() *Result {
	want, _ := schema.NewState(nil)
	return &Result{Settings: defaultSettings(), Want: want}
}

// Decode decodes the root module of a configuration, and the modules that it calls. The
// expressions draw on the budget. When there are errors, the result may lack objects.
func Decode(root *syntax.Module, tree *syntax.Tree, budget *bounded.Evaluator, o Options) (*Result, hcl.Diagnostics) {
	r := Nothing()
	p := &problems{}
	environment, file, ok := p.chooseEnvironment(tree.Files, o.Environment)
	r.Environment = environment
	r.budget = budget
	all := newProgram(p, budget, environment)
	inputs := &inputReader{evaluator: &evaluator{program: all}, byName: all.declarations(root), tree: tree, inputs: map[string]input{}}
	if !ok { // without an environment, each use of a variable would be an error
		return r, p.diags
	}
	f := newFrame(all, root, nil, newRootInputs(all, inputs.read(file, o)))
	r.Wave, r.OnError = inputs.wave, inputs.onError
	f.variables.check()
	r.decode(f, root, o)
	all.finish()
	r.callers = all.callers()
	if over := budget.Exhausted(); over != nil {
		p.report(over)
	}
	return r, p.diags
}

// decode decodes the frame of the root module: its settings, then its objects, then the
// blocks that are about objects. It decodes the frames of other modules with their objects.
func (r *Result) decode(f *frame, root *syntax.Module, o Options) {
	r.readSettings(f, root, o)
	if o.OnlySettings {
		return
	}
	if o.Located != nil && !f.diags.HasErrors() {
		o.Located(r.Settings)
	}
	releases := f.readReleases(root.Releases)
	r.Released = released(releases, append([]string{r.Stack}, r.Formerly...))
	r.deletions = f.readDeletions(root.Deletes)
	for _, d := range r.deletions {
		r.Gone = append(r.Gone, d.object)
	}
	objects := &described{owners: record.NewOwners(r.Stack)}
	f.describe(objects)
	f.reportOfObjects(compareNames(objects.named))
	f.reportOfObjects(compareFormerNames(objects.named))
	r.Want, _ = schema.NewState(objects.made) // compareNames reported duplicates
	f.report(r.requireConnectPath(r.Want.All())...)
	f.checkReleases(releases, r.Want.All())
	f.report(checkDeletions(r.deletions, r.Want)...)
	f.readChecks(r)
	r.Outputs = f.outputs.published()
}

// described are the objects of a configuration, in the order of its files and modules.
type described struct {
	owners *record.Owners
	made   []*schema.Resource // the objects
	named  []*schema.Resource // the objects whose names are known
}

// describe makes the objects of a frame, and of the modules that it calls.
func (f *frame) describe(all *described) {
	f.locals.check()
	objects := f.blocks.objectDecoder(all.owners)
	objects.decode()
	all.made, all.named = append(all.made, objects.made...), append(all.named, objects.named...)
	f.calls.check()
	f.outputs.check()
	for _, c := range f.calls.all {
		for _, inner := range f.calls.frames(c) {
			if f.exhausted() {
				return
			}
			inner.variables.check()
			inner.describe(all)
		}
	}
}

// readChecks reads the checks of a frame, and of the modules that it calls.
func (f *frame) readChecks(r *Result) {
	for _, b := range f.module.Checks {
		if k, ok := f.fieldsOf(b).readCheck(); ok {
			r.checks = append(r.checks, k)
		}
	}
	for _, c := range f.calls.all {
		for _, inner := range f.calls.frames(c) {
			inner.readChecks(r)
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
		r.Stack = "local" // nobody else has objects there, so any name will do
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

// readReleases reads the release blocks. It leaves out those that have mistakes.
func (f *frame) readReleases(blocks []*syntax.Block) (releases []release) {
	for _, b := range blocks {
		if r, ok := f.fieldsOf(b).readRelease(); ok {
			releases = append(releases, r)
		}
	}
	return releases
}

// readDeletions reads the delete blocks. It leaves out those that have mistakes.
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

// CalledAt returns the chain of calls that leads to a module, as the last line of a
// diagnostic: `In module.site["london"], called at main.hcl:12.` It returns "" for the root
// module.
func (r *Result) CalledAt(module string) string {
	if c := r.callers[module]; c != nil {
		return c.String()
	}
	return ""
}

// Places returns the places of check blocks and delete blocks. They describe no objects,
// but a plan may have problems of them, and these carry the addresses in the result.
func (r *Result) Places() map[schema.Addr]hcl.Range {
	places := make(map[schema.Addr]hcl.Range, len(r.checks)+len(r.deletions))
	for _, k := range r.checks {
		places[k.addr] = k.header
	}
	for _, d := range r.deletions {
		places[schema.Named(d.object)] = d.header
	}
	return places
}
