package decode

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A frame is one use of a module with its inputs, and the namespace of the module's
// expressions: the value of var.team is that of this frame. The root module has one frame.
// A module that was called twice would have two.
type frame struct {
	evaluator
	environment string
	variables   *variables
	locals      *locals
	blocks      *blocks
}

// newFrame returns a frame of a module. Address is the module's, with which the addresses
// of its objects begin; it is "" for the root module. The variables have no values yet.
func newFrame(m *syntax.Module, address, environment string, p *problems, budget *bounded.Evaluator) *frame {
	f := &frame{environment: environment}
	f.evaluator = evaluator{chain: chain{problems: p}, budget: budget, folder: m.Folder, names: f}
	f.variables = newVariables(&f.evaluator, m.Variables)
	f.locals = newLocals(&f.evaluator, m.Locals)
	f.blocks = newBlocks(&f.evaluator, m.Objects, address)
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

// checkSteps implements [namespace].
func (f *frame) checkSteps(t hcl.Traversal) *hcl.Diagnostic { return f.blocks.checkSteps(t) }
