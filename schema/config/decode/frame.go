package decode

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A frame is one use of a module with its inputs, and the namespace of the module's
// expressions: the value of var.team is that of this frame. The root module has one frame,
// and another module has one for each instance of each block that calls it.
type frame struct {
	evaluator
	module    *syntax.Module
	variables *variables
	locals    *locals
	blocks    *blocks
	calls     *calls
	outputs   *outputs
}

// newFrame returns a frame of a module. From is the block that calls the module, or nil for
// the root module, and in has the inputs.
func newFrame(p *program, m *syntax.Module, from *caller, in inputs) *frame {
	f := &frame{module: m}
	f.evaluator = evaluator{program: p, folder: m.Folder, caller: from, names: f}
	f.variables = newVariables(&f.evaluator, p.declarations(m), in)
	f.locals = newLocals(&f.evaluator, m.Locals)
	f.blocks = newBlocks(&f.evaluator, m.Objects, from.moduleOf())
	f.calls = newCalls(&f.evaluator, m.Calls, from.moduleOf())
	f.outputs = newOutputs(&f.evaluator, m.Outputs)
	p.all = append(p.all, f)
	p.frames[from.moduleOf()] = f
	return f
}

// lookup implements [namespace].
func (f *frame) lookup(root, member string, at hcl.Range) (cty.Value, *hcl.Diagnostic) {
	switch root {
	case "var":
		return f.variables.lookup(member, at)
	case "local":
		return f.locals.lookup(member, at)
	case "callwright":
		if member != "environment" {
			return cty.NilVal, diag.UnknownName.In(at, "Unknown name callwright.%s. Did you mean callwright.environment?", member)
		}
		return cty.StringVal(f.environment), nil
	}
	return f.blocks.lookup(root, member, at)
}

// needOf implements [namespace].
func (f *frame) needOf(t hcl.Traversal) (need, *hcl.Diagnostic) { return f.calls.needOf(t) }

// lookupModule implements [namespace].
func (f *frame) lookupModule(name string, n need, at hcl.Range) (cty.Value, *hcl.Diagnostic) {
	return f.calls.lookup(name, n, at)
}

// checkSteps implements [namespace].
func (f *frame) checkSteps(t hcl.Traversal) *hcl.Diagnostic { return f.blocks.checkSteps(t) }
