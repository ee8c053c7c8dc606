package decode

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// calls are the module blocks of a frame.
type calls struct {
	*evaluator
	all    []*call
	byName map[string]*call
}

// A call is a module block, or one frame for each key of its for_each.
type call struct {
	*block
	module    *syntax.Module // nil if it cannot be read, which is reported
	inputs    map[string]*callInput
	scope     *scope               // of the inputs; nil before there is one
	made      []*frame             // the frames, in the order of the instances
	values    map[string]cty.Value // the value in expressions, by the outputs that they need
	collected collector            // the problems of inputs
}

// newCalls returns the calls of a module. Address is the module's.
func newCalls(e *evaluator, declared []*syntax.Call, address string) *calls {
	cs := &calls{evaluator: e, byName: make(map[string]*call, len(declared))}
	for _, d := range declared {
		c := &call{block: newBlock(d.Block, address), module: d.Module, values: map[string]cty.Value{}}
		cs.all = append(cs.all, c)
		cs.byName[d.Label()] = c
	}
	return cs
}

// frames returns the frames of a call. It returns none if somebody reported a mistake in
// for_each, or in the module.
func (cs *calls) frames(c *call) []*frame {
	if c.made != nil || c.module == nil {
		return c.made
	}
	instances := cs.expand(c.block)
	size := frameElements(c.module)
	for i := range instances {
		cs.budget.Grow(c.module.Bytes)
		if over := cs.budget.Draw(bounded.Cost{Work: size, Elements: size}, c.Header); over != nil {
			cs.report(over...)
		}
		if cs.exhausted() {
			return nil
		}
		it := &instances[i]
		from := &caller{addr: it.addr, at: c.Header, row: it.row, above: cs.caller}
		c.made = append(c.made, newFrame(cs.program, c.module, from, instanceInputs{cs, c, it}))
	}
	return c.made
}

// frameElements returns how many elements of the budget a frame of the module takes: for
// itself, and for each thing that it declares. A frame takes some kilobytes. It costs more than
// what the text of a tiny module adds to the budget, so a tree of such modules, in which each
// calls two others, comes to an end.
func frameElements(m *syntax.Module) int64 {
	return int64(400 + 10*(len(m.Variables)+len(m.Locals)+len(m.Objects)+len(m.Outputs)) + 20*len(m.Calls))
}

// A need says which outputs of a call an expression uses.
type need struct {
	whole   bool // all, as [for s in module.site : s.queue] does
	outputs []string
}

// with returns the need of two expressions together.
func (n need) with(other need) need {
	if n.whole || other.whole {
		return need{whole: true}
	}
	both := slices.Concat(n.outputs, other.outputs)
	slices.Sort(both)
	return need{outputs: slices.Compact(both)}
}

// lookup returns the value of a call in expressions, module.site: an object of outputs, or
// with for_each an object of such objects by key. It has only the outputs that are needed.
// So an output of one site can depend on that of another, as long as there is no circle.
func (cs *calls) lookup(name string, n need, at hcl.Range) (cty.Value, *hcl.Diagnostic) {
	c, ok := cs.byName[name]
	if !ok {
		return cty.NilVal, diag.UnknownModule.In(at, "There is no module %q.%s", name, suggest(cs.problems, name, cs.byName))
	}
	if c.module == nil {
		return bounded.Broken, nil
	}
	if n.whole {
		n.outputs = nil
		for _, b := range c.module.Outputs {
			n.outputs = append(n.outputs, b.Label())
		}
	}
	key := strings.Join(n.outputs, " ")
	if v, known := c.values[key]; known {
		return v, nil
	}
	v, ok := cs.value(c, n.outputs)
	if ok {
		c.values[key] = v
	}
	return v, nil
}

// value makes the value of a call with some of its outputs. Ok is false if the value may
// still become known, because somebody is computing the call's for_each.
func (cs *calls) value(c *call, outputs []string) (v cty.Value, ok bool) {
	frames := cs.frames(c)
	if !c.expansion.isKnown() || cs.exhausted() {
		return bounded.Broken, false
	}
	if over := cs.budget.Draw(bounded.Cost{Elements: int64(len(frames) * (1 + len(outputs)))}, c.Header); over != nil {
		cs.report(over...)
	}
	members := make(map[string]cty.Value, len(frames))
	for _, f := range frames {
		values := make(map[string]cty.Value, len(outputs))
		for _, name := range outputs {
			values[name] = f.outputs.valueOf(name)
		}
		if c.forEach() == nil {
			return cty.ObjectVal(values), true
		}
		members[f.caller.addr.Key] = cty.ObjectVal(values)
	}
	return cty.ObjectVal(members), true
}

// needOf returns which output a traversal such as module.site["london"].queue needs, and
// what is wrong with its steps.
func (cs *calls) needOf(t hcl.Traversal) (need, *hcl.Diagnostic) {
	name, _, _ := memberOf(t)
	c := cs.byName[name]
	if c == nil || c.module == nil {
		return need{}, nil
	}
	rest := t[2:]
	if c.forEach() != nil {
		if len(rest) == 0 {
			return need{whole: true}, nil
		}
		if problem := cs.checkKey(c, rest[0]); problem != nil {
			return need{}, problem
		}
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return need{whole: true}, nil
	}
	output, ok := rest[0].(hcl.TraverseAttr)
	if !ok {
		return need{whole: true}, nil
	}
	known := map[string]bool{}
	for _, b := range c.module.Outputs {
		known[b.Label()] = true
	}
	if !known[output.Name] {
		return need{}, diag.UnknownOutput.In(output.SrcRange, "The module %q has no output %q.%s It has %s.", name, output.Name, suggest(cs.problems, output.Name, known), listFirst(keys(known)))
	}
	return need{outputs: []string{output.Name}}, nil
}

// checkKey returns what is wrong with the step that picks one of a call's frames, or nil.
func (cs *calls) checkKey(c *call, step hcl.Traverser) *hcl.Diagnostic {
	index, ok := step.(hcl.TraverseIndex)
	if !ok {
		if attr, is := step.(hcl.TraverseAttr); is {
			return diag.InvalidKey.In(attr.SrcRange, "%s has for_each, so a key comes first: %s[\"…\"].%s.", c.addr, c.addr, attr.Name)
		}
		return nil
	}
	switch {
	case !index.Key.IsKnown(): // it is computed
		return nil
	case index.Key.Type() != cty.String:
		return diag.InvalidKey.In(index.SrcRange, "The keys of %s are strings: %s[\"…\"].", c.addr, c.addr)
	}
	cs.expand(c.block)
	if _, ok := c.position(index.Key.AsString()); ok || !c.expansion.isKnown() {
		return nil
	}
	return diag.UnknownModule.In(index.SrcRange, "%s has no key %q.%s", c.addr, index.Key.AsString(), suggest(cs.problems, index.Key.AsString(), c.positions))
}

// check reports mistakes in the module blocks, even if nobody uses the modules.
func (cs *calls) check() {
	for _, c := range cs.all {
		if c.module != nil {
			cs.readInputs(c)
			cs.frames(c)
		}
	}
}

// moduleOf returns the address of a frame's module, with which the addresses of its objects
// begin. It is "" for the root module.
func (c *caller) moduleOf() string {
	if c == nil {
		return ""
	}
	return c.addr.String()
}

// qualified returns a name as messages show it: `local.a`, or in a module
// `module.site["london"].local.a`.
func (e *evaluator) qualified(name string) string {
	if e.caller == nil {
		return name
	}
	return fmt.Sprintf("%s.%s", e.caller.addr, name)
}

// inModule returns the address of a block of the frame.
func (e *evaluator) inModule(blockType, label string) schema.Addr {
	return schema.Addr{Module: e.caller.moduleOf(), Kind: blockType, Label: label}
}
