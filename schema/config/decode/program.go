package decode

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
)

// A program is a configuration that is being decoded. It has what its frames share.
type program struct {
	chain       // the lazy values that are being computed, and the problems
	budget      *bounded.Evaluator
	environment string
	all         []*frame                                   // in the order of the calls
	frames      map[string]*frame                          // by the address of the module
	declared    map[*syntax.Module]map[string]*declaration // the variables of each module
	reports     callReports
}

func newProgram(p *problems, budget *bounded.Evaluator, environment string) *program {
	return &program{
		chain: chain{problems: p}, budget: budget, environment: environment,
		frames: map[string]*frame{}, declared: map[*syntax.Module]map[string]*declaration{},
	}
}

// nameOf returns the natural key of the object at an address, which must exist.
func (p *program) nameOf(a schema.Addr) string { return p.frames[a.Module].blocks.nameOf(a) }

// reportOfObjects adds diagnostics of objects, each as one of the frame that describes its
// object.
func (p *program) reportOfObjects(diags hcl.Diagnostics) {
	for _, d := range diags {
		p.frames[AboutOf(d).Addr.Module].report(d)
	}
}

// callers returns the callers of the frames, by the address of the module.
func (p *program) callers() map[string]*caller {
	callers := make(map[string]*caller, len(p.all))
	for _, f := range p.all {
		callers[f.caller.moduleOf()] = f.caller
	}
	return callers
}

// finish reports what the frames collected.
func (p *program) finish() {
	for _, f := range p.all {
		for _, c := range f.calls.all {
			f.report(c.collected.all()...)
		}
	}
	p.reports.finish()
}
