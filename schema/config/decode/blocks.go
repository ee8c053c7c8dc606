package decode

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// blocks are the blocks of a frame that describe objects, and its queue tables.
type blocks struct {
	*evaluator
	declared []*syntax.Block              // in the order of the files
	all      []*block                     // the same, in the same order
	byLabel  map[string]map[string]*block // by type
	outcomes map[string]*outcomes         // of attributes, by the type of the block and the text
	text     []byte                       // of the last key of outcomes
}

func newBlocks(e *evaluator, declared []*syntax.Block, module string) *blocks {
	bs := &blocks{evaluator: e, declared: declared, all: make([]*block, len(declared)), byLabel: map[string]map[string]*block{}, outcomes: map[string]*outcomes{}}
	for i, d := range declared {
		b := newBlock(d, module)
		bs.all[i] = b
		if bs.byLabel[d.Type] == nil {
			bs.byLabel[d.Type] = map[string]*block{}
		}
		bs.byLabel[d.Type][d.Label()] = b
	}
	return bs
}

// lookup returns the value of a name such as queue.sales.
func (bs *blocks) lookup(blockType, label string, at hcl.Range) (cty.Value, *hcl.Diagnostic) {
	if b, ok := bs.byLabel[blockType][label]; ok {
		return bs.reference(b), nil
	}
	detail := fmt.Sprintf("There is no %s block with the label %q.%s", blockType, label, suggest(bs.problems, label, bs.byLabel[blockType]))
	if blockType != syntax.TableType {
		detail += " To refer to an object that this configuration does not describe, write its name in quotes."
	}
	return cty.NilVal, diag.UndeclaredObject.In(at, "%s", detail)
}

// reference returns the value of a block in expressions. That is a reference to its object;
// with for_each, a map of references by key; for a queue table, an object with its rows.
func (bs *blocks) reference(b *block) cty.Value {
	if b.value.isKnown() { // this spares making the address as a string
		return b.value.value
	}
	return b.value.get(&bs.chain, b.addr.String(), b.Header, bounded.Broken, func() cty.Value {
		if b.kind == nil {
			return bs.table(b)
		}
		return bs.makeReference(b)
	})
}

// makeReference returns the value of a block that describes objects.
func (bs *blocks) makeReference(b *block) cty.Value {
	instances := bs.expand(b)
	switch {
	case b.forEach() == nil:
		return referenceTo(b.addr)
	case !b.expansion.isKnown(): // a cycle, which is reported
		return bounded.Broken
	case len(instances) == 0:
		return cty.MapValEmpty(referenceType)
	}
	members := make(map[string]cty.Value, len(instances))
	for i := range instances {
		members[instances[i].addr.Key] = referenceTo(instances[i].addr)
	}
	return cty.MapVal(members)
}

// table returns the value of a queue table in expressions. It checks the rows and reports
// what is wrong with them. The rows are then broken, so that the routing profiles that use
// the table do not report the same again.
func (bs *blocks) table(b *block) cty.Value {
	reader := bs.attributesOf(b)
	var rows *attribute
	if attr := b.Attribute("rows"); attr != nil {
		rows = reader.admit(attr)
	}
	instances := bs.expand(b)
	if !b.expansion.isKnown() {
		return bounded.Broken
	}
	values := make([]cty.Value, len(instances))
	for i := range instances {
		values[i] = cty.ObjectVal(map[string]cty.Value{"rows": bs.rows(reader, rows, &instances[i])})
	}
	bs.report(reader.collected.all()...)
	if b.forEach() == nil {
		return values[0]
	}
	members := make(map[string]cty.Value, len(instances))
	for i := range instances {
		members[instances[i].addr.Key] = values[i]
	}
	return cty.ObjectVal(members)
}

// rows returns the rows of a queue table for one instance of its block, or broken.
func (bs *blocks) rows(reader *attributeReader, rows *attribute, it *instance) cty.Value {
	if rows == nil {
		return bounded.Broken
	}
	o, ok := reader.value(rows, it)
	if !ok {
		return bounded.Broken
	}
	if problems := schema.CheckRows(o.value, bs.resolve); len(problems) > 0 {
		reader.addProblems(problems, it, rows.each)
		return bounded.Broken
	}
	return o.value
}

// checkSteps returns what is wrong with the steps of a traversal after the name of a block,
// or nil. In user.agents["ada"].email, the step .email is wrong.
func (bs *blocks) checkSteps(t hcl.Traversal) *hcl.Diagnostic {
	label, _, _ := memberOf(t)
	b := bs.byLabel[t.RootName()][label]
	if b == nil || b.kind == nil || len(t) < 3 {
		return nil
	}
	rest := t[2:]
	if b.forEach() != nil {
		if problem := bs.checkKey(b, rest[0]); problem != nil {
			return problem
		}
		rest = rest[1:]
	}
	for _, step := range rest { // user.agents[*] is fine, and gives all of them
		if _, splat := step.(hcl.TraverseSplat); !splat {
			return hasNoAttributes(step.SourceRange(), b.addr.String())
		}
	}
	return nil
}

// checkKey returns what is wrong with the step that picks one of the block's objects, or
// nil: the block may have no object with that key.
func (bs *blocks) checkKey(b *block, step hcl.Traverser) *hcl.Diagnostic {
	var key string
	switch step := step.(type) {
	case hcl.TraverseIndex:
		if step.Key.Type() != cty.String {
			return diag.InvalidKey.In(step.SrcRange, "The keys of %s are strings: %s[\"…\"].", b.addr, b.addr)
		}
		key = step.Key.AsString()
	case hcl.TraverseAttr:
		key = step.Name
	default:
		return nil
	}
	if _, ok := b.position(key); ok || !b.expansion.isKnown() || len(b.expansion.value) == 0 {
		return nil
	}
	return diag.UndeclaredObject.In(step.SourceRange(), "%s has no object with the key %q.%s", b.addr, key, suggest(bs.problems, key, b.positions))
}

// resolve is the [schema.Resolver] of the frame. It returns the natural key of the object
// that a value refers to: a string is the key itself, and a reference leads to the object.
func (bs *blocks) resolve(v cty.Value, kind string) (string, error) {
	if v.Type() == cty.String {
		return bs.unquoted(v.AsString(), kind)
	}
	if v.Type() != referenceType {
		return "", errors.New("this is not a reference")
	}
	r := v.EncapsulatedValue().(*reference)
	switch r.addr.Kind {
	case "": // a string that was converted to a reference
		return r.name, nil
	case kind:
		return bs.program.nameOf(r.addr), nil
	}
	return "", fmt.Errorf("%s is %s", r.addr, schema.One(r.addr.Kind))
}

// unquoted returns a name that is written in quotes. It returns an error for the address of a
// block in quotes: "queue.sales" is surely not the name of the queue.
func (bs *blocks) unquoted(name, kind string) (string, error) {
	if label, ok := strings.CutPrefix(name, kind+"."); ok {
		label, _, _ = strings.Cut(label, "[")
		if bs.byLabel[kind][label] != nil {
			return "", schema.ErrQuotedReference
		}
	}
	return name, nil
}

// nameOf returns the natural key of the object of the frame at an address. The address must exist. If
// the key needs itself, nameOf returns the address; the cycle is reported.
func (bs *blocks) nameOf(a schema.Addr) string {
	b := bs.byLabel[a.Kind][a.Label]
	i, ok := b.position(a.Key)
	if !ok {
		return a.String()
	}
	it := &b.expansion.value[i]
	if it.name.isKnown() {
		return it.name.value
	}
	return it.name.get(&bs.chain, a.String(), b.nameRange(), a.String(), func() string { return bs.computeName(b, it) })
}

// computeName computes an object's natural key from the attributes that make it. It reports
// nothing: the decoder reports mistakes in these attributes when it decodes the object.
func (bs *blocks) computeName(b *block, it *instance) string {
	r := &schema.Resource{Kind: b.kind, Body: b.kind.New(), Desired: &schema.Desired{Addr: it.addr}}
	scope := bs.scope(b.forEach() != nil)
	for _, attr := range b.nameAttributes() {
		if problems := scope.admit(attr.Expr); len(problems) > 0 {
			continue // the mistake is reported when the object is decoded
		}
		bs.setIfValid(r, attr, scope.contextOf(it))
	}
	b.setDefaultName(r)
	r.UpdateKey()
	return r.Key
}

// setIfValid sets an attribute of the object, if its expression has a value.
func (bs *blocks) setIfValid(r *schema.Resource, attr *hclsyntax.Attribute, ctx *hcl.EvalContext) {
	v, diags := bs.budget.Eval(attr.Expr, ctx)
	if v, _ = v.UnmarkDeep(); !diags.HasErrors() && v.IsWhollyKnown() {
		r.Set(attr.Name, v, bs.resolve)
	}
}
