package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// decode turns the blocks into objects, file by file, and drops each file's body
// when it is done.
func (l *loader) decode(parsed []*parsedFile) *schema.State {
	l.checkLocals()
	var resources []*schema.Resource
	for _, file := range parsed {
		for i, b := range file.body.Blocks {
			file.body.Blocks[i] = nil
			described, ok := l.described(b)
			if !ok || l.eval.Exhausted() != nil {
				continue
			}
			resources = append(resources, l.decodeBlock(described)...)
		}
		file.body = nil
	}
	l.compareNames()
	l.compareFormerNames()
	state, _ := schema.NewState(resources) // names that stand twice are reported
	return state
}

// described returns what was declared by a block.
func (l *loader) described(b *hclsyntax.Block) (*block, bool) {
	label := ""
	if len(b.Labels) > 0 {
		label = b.Labels[0]
	}
	d, ok := l.blocks[b.Type][label]
	return d, ok && d.syntax == b
}

func (l *loader) decodeBlock(b *block) []*schema.Resource {
	if b.kind == nil {
		l.decodeTable(b)
		return nil
	}
	d := l.decoding(b, b.kind.Words())
	instances := l.expand(b)
	resources := make([]*schema.Resource, 0, len(instances))
	for i := range instances {
		if l.eval.Exhausted() != nil {
			break
		}
		resources = append(resources, d.object(&instances[i])...)
	}
	d.repeated.close()
	l.report(d.repeated.diags...)
	b.release()
	return resources
}

// release drops the block's syntax when nothing will ask for it again: all of its
// objects' names are known.
func (b *block) release() {
	for i := range b.instances {
		if b.instances[i].stage != done {
			return
		}
	}
	b.syntax = nil
}

// A decoding is one block on its way to objects.
type decoding struct {
	*loader
	block    *block
	scope    *scope
	cells    []cell
	repeated repetition
	life     lifecycle
}

// A cell is an attribute, evaluated once when it does not depend on each.
type cell struct {
	*hclsyntax.Attribute
	each  bool
	known bool
	value cty.Value
	cost  bounded.Cost // of putting the value into an object
}

// decoding admits the attributes of a block, and reports the ones that it cannot
// have.
func (l *loader) decoding(b *block, words []string) *decoding {
	d := &decoding{loader: l, block: b, scope: l.scope(b.forEach != nil)}
	for _, attr := range inOrder(b.syntax.Body.Attributes) {
		if attr.Name == "for_each" {
			continue
		}
		if problem := unknownAttribute(attr, b, words); problem != nil {
			l.report(problem)
			continue
		}
		if d.scope.admit(attr.Expr) {
			d.cells = append(d.cells, cell{Attribute: attr, each: usesEach(attr.Expr)})
		}
	}
	for _, inner := range b.syntax.Body.Blocks {
		if b.kind != nil && inner.Type == lifecycleWord {
			d.readLifecycle(inner)
			continue
		}
		l.report(misplaced(inner, b, words))
	}
	return d
}

func usesEach(expr hclsyntax.Expression) bool {
	for _, t := range expr.Variables() {
		if t.RootName() == "each" {
			return true
		}
	}
	return false
}

func unknownAttribute(attr *hclsyntax.Attribute, b *block, words []string) *hcl.Diagnostic {
	if slices.Contains(words, attr.Name) {
		return nil
	}
	detail := schema.Suggest(attr.Name, append([]string{"for_each"}, words...))
	if attr.Name == "count" {
		detail = " For several objects, use for_each with a map or a set."
	}
	if hint := lifecycleHint(attr.Name); hint != "" && b.kind != nil {
		detail = hint
	}
	return within(attr.SrcRange, diag.UnsupportedAttribute.In(attr.NameRange, "A %s has no attribute %q.%s", b.word, attr.Name, detail))
}

// misplaced says what is wrong with a block inside an object's block.
func misplaced(inner *hclsyntax.Block, b *block, words []string) *hcl.Diagnostic {
	for _, w := range words {
		if w == inner.Type {
			return diag.AttributeAsBlock.In(inner.DefRange(), "Nested things are attributes: write %s = { … }.", w)
		}
	}
	d := nested(inner, b.word)
	if b.kind != nil {
		words = append([]string{lifecycleWord}, words...)
	}
	d.Detail += schema.Suggest(inner.Type, words)
	return d
}

func nested(inner *hclsyntax.Block, word string) *hcl.Diagnostic {
	return diag.UnsupportedBlock.In(inner.DefRange(), "A %s block has no block %q inside.", word, inner.Type)
}

// object makes the object of one instance, and those that its parts describe.
func (d *decoding) object(it *instance) []*schema.Resource {
	b := d.block
	r := &schema.Resource{Kind: b.kind, Body: b.kind.New(), Desired: &schema.Desired{Addr: it.addr}}
	r.Source = schema.Source{Range: b.header, Row: it.row.String()}
	r.Record.Owner = schema.Owner(d.config.Stack, it.addr)
	ctx := d.scope.of(it)
	failed := len(d.cells) < attributes(b)
	var parts []part
	for i := range d.cells {
		c := &d.cells[i]
		v, ok := d.cell(c, it, ctx)
		if !ok {
			failed = true
			continue
		}
		if p, is := b.kind.PartOf(c.Name); is {
			parts = append(parts, part{p, v, c.each})
			continue
		}
		problems := r.Set(c.Name, v, d.resolve)
		failed = failed || len(problems) > 0
		d.place(problems, it, c.each)
	}
	unnamed := b.label(r)
	r.Settle()
	r.Life = d.lifecycle(it, ctx)
	if !failed {
		d.place(append(unnamed, r.Check()...), it, true)
		it.name, it.stage = r.Key, done
		d.named = append(d.named, r)
	}
	return append([]*schema.Resource{r}, d.parts(r, parts, it)...)
}

// A part is an attribute whose value describes an object apart from the block's own.
type part struct {
	schema.Part
	value cty.Value
	each  bool
}

// parts makes the objects that the parts of an object describe.
func (d *decoding) parts(of *schema.Resource, parts []part, it *instance) []*schema.Resource {
	var made []*schema.Resource
	for _, p := range parts {
		r, problems := p.Describe(of, p.value, d.resolve)
		d.place(problems, it, p.each)
		if r == nil {
			continue
		}
		r.Record.Owner = schema.Owner(d.config.Stack, r.Addr)
		made = append(made, r)
		if len(problems) == 0 {
			d.named = append(d.named, r)
		}
	}
	return made
}

func attributes(b *block) int {
	n := len(b.syntax.Body.Attributes)
	if b.forEach != nil {
		n--
	}
	return n
}

// cell evaluates an attribute for an instance. It is false when that is broken,
// which was reported.
func (d *decoding) cell(c *cell, it *instance, ctx *hcl.EvalContext) (cty.Value, bool) {
	if !c.each && c.known {
		d.report(d.eval.Draw(c.cost, c.Expr.Range())...)
		return c.value, c.value != bounded.Broken && d.eval.Exhausted() == nil
	}
	v, diags := d.evaluateFor(c.Expr, ctx, it.row)
	v, more := d.strip(v, c)
	diags = append(diags, more...)
	for _, problem := range diags {
		if problem.Context == nil {
			_ = within(c.SrcRange, problem)
		}
		d.repeat(problem, it, c.each)
	}
	if diags.HasErrors() || !v.IsWhollyKnown() {
		v = bounded.Broken
	}
	c.known, c.value = true, v
	return v, v != bounded.Broken
}

// strip takes the marks off a value that enters an object.
func (d *decoding) strip(v cty.Value, c *cell) (cty.Value, hcl.Diagnostics) {
	c.cost = d.eval.CostToKeep(v)
	if over := d.eval.Draw(c.cost, c.Expr.Range()); over != nil {
		return bounded.Broken, over
	}
	if v.Type().IsPrimitiveType() && !v.IsMarked() {
		return v, nil
	}
	v, marks := v.UnmarkDeep()
	if bounded.IsSensitive(marks) {
		return bounded.Broken, hcl.Diagnostics{within(c.SrcRange, diag.SensitiveValue.In(c.Expr.Range(), "%q is shown in plans and written to the service, so it cannot come from a sensitive variable; those are for provider blocks.", c.Name))}
	}
	return v, nil
}
