package decode

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/parallel"
	"github.com/callwright/callwright/schema/record"
)

// A blockDecoder makes the objects of one block.
type blockDecoder struct {
	*attributeReader
	resolve    schema.Resolver
	owners     *record.Owners
	attributes []*attribute // the attributes that were admitted; for_each is not among them
	lifecycle  lifecycle
	incomplete bool // whether an attribute is missing in attributes

	made  []*schema.Resource // the objects
	named []*schema.Resource // the objects whose names are known
}

// admitAll admits the attributes of the block, and reads its lifecycle block. It reports
// attributes that are not among words, and inner blocks that the block cannot have.
func (d *blockDecoder) admitAll(words []string) {
	body := d.block.Syntax().Body
	for _, attr := range syntax.InOrder(body.Attributes) {
		if attr.Name == "for_each" {
			continue
		}
		if problem := unknownAttribute(attr, d.block, words); problem != nil {
			d.report(problem)
			d.incomplete = true
			continue
		}
		admitted := d.admit(attr)
		if admitted == nil {
			d.incomplete = true
			continue
		}
		admitted.plain = d.isPlain(admitted)
		d.attributes = append(d.attributes, admitted)
	}
	for _, inner := range body.Blocks {
		if inner.Type == syntax.LifecycleType {
			d.readLifecycle(&d.lifecycle, inner)
			continue
		}
		d.report(unknownInner(inner, d.block, words))
	}
}

// isPlain reports whether an attribute can be set at any time: its value is written, or it is a
// cell, and it does not depend on other attributes.
func (d *blockDecoder) isPlain(a *attribute) bool {
	_, part := d.block.kind.PartOf(a.Name)
	return (a.literal || a.isInput()) && !part && schema.Independent(d.block.kind, a.Name)
}

// A partValue is the value of an attribute that is a [schema.Part]: permission_group in a
// user's block describes a permission_group_assignment, too.
type partValue struct {
	schema.Part
	value cty.Value
	each  bool
}

const (
	togetherAtMost = 4096 // objects of a block that are in the making at the same time
	perProcessor   = 64   // objects that a processor takes at once
)

// decode makes the objects of the instances. Most of the work is with each object by itself, and
// that is done on all processors. Only what uses something shared is done in order: evaluating
// expressions, which draws from the budget, and finding out the names of other objects.
func (d *blockDecoder) decode(instances []instance) {
	for together := range slices.Chunk(instances, togetherAtMost) {
		drafts := make([]draft, len(together))
		parallel.For(len(drafts), perProcessor, func(i int) { drafts[i] = d.begin(&together[i]) })
		for i := range drafts {
			if d.exhausted() {
				drafts = drafts[:i]
				break
			}
			d.complete(&drafts[i])
		}
		parallel.For(len(drafts), perProcessor, func(i int) { drafts[i].check() })
		for i := range drafts {
			d.add(&drafts[i])
		}
	}
}

// A draft is an object in the making.
type draft struct {
	*schema.Resource
	it       *instance
	begun    bool           // whether the plain attributes are set
	cost     bounded.Cost   // of the plain attributes
	parts    []partValue    // that describe the object's parts
	valid    bool           // whether no attribute has a mistake
	problems []diag.Problem // of the object as a whole
}

// blank returns a draft without attributes.
func (d *blockDecoder) blank(it *instance) draft {
	source := schema.Source{Range: d.block.Header, Row: d.caller.rowOf(it.row).String()}
	return draft{it: it, Resource: &schema.Resource{
		Kind: d.block.kind, Body: d.block.kind.New(), Desired: &schema.Desired{Addr: it.addr, Source: source},
	}}
}

// begin makes the object of an instance, and sets its plain attributes. If one of them is not
// a text, or has a mistake, begin leaves all of them to complete, which reports what is wrong.
// It is safe for concurrent use.
func (d *blockDecoder) begin(it *instance) draft {
	w := d.blank(it)
	for _, a := range d.attributes {
		if !a.plain {
			continue
		}
		v, ok := a.direct(it)
		if !ok || !isText(v) || !d.keep(&w, v) || len(w.Set(a.Name, v, d.resolve)) > 0 {
			return d.blank(it)
		}
	}
	w.begun = true
	return w
}

// keep adds the cost of a text to that of the object. It returns false if the text is so long that
// reading it as a number would take long.
func (d *blockDecoder) keep(w *draft, text cty.Value) bool {
	cost := d.budget.CostToKeep(text)
	w.cost = w.cost.Plus(cost)
	return cost.Work <= 1
}

// complete sets the other attributes of the object, and its name.
func (d *blockDecoder) complete(w *draft) {
	if w.begun && !d.budget.Affords(w.cost) { // let it be found out which attribute is too much
		*w = d.blank(w.it)
	}
	d.report(d.budget.Draw(w.cost, d.block.Header)...)
	w.Record.Owner = d.owners.Of(w.it.addr)
	w.valid = !d.incomplete
	for _, a := range d.attributes {
		if !w.begun || !a.plain {
			w.valid = d.set(w, a) && w.valid
		}
	}
	w.problems = d.block.setDefaultName(w.Resource)
	w.UpdateKey()
	if w.valid {
		w.it.name = knownValue(w.Key) // a reference to it need not compute the name again
	}
	w.Lifecycle = d.lifecycleOf(w.it, &d.lifecycle)
}

// set sets an attribute of the object, or keeps the value if it describes a part. It returns
// false if the attribute has a mistake, which it reports.
func (d *blockDecoder) set(w *draft, a *attribute) bool {
	o, valid := d.value(a, w.it)
	if !valid {
		return false
	}
	if p, is := w.Kind.PartOf(a.Name); is {
		w.parts = append(w.parts, partValue{p, o.value, a.each})
		return true
	}
	if o.set != nil && schema.Share(w.Resource, o.set, o.attrs) {
		return true
	}
	before := w.Given
	problems := w.Set(a.Name, o.value, d.resolve)
	if len(problems) == 0 {
		o.set, o.attrs = w.Resource, w.Given.Minus(before)
		return true
	}
	d.addProblems(emptyCell(problems, a, o.value, w.it.row), w.it, a.each)
	return false
}

// check checks the object as a whole. It is safe for concurrent use.
func (w *draft) check() {
	if w.valid {
		w.problems = append(w.problems, w.Check()...)
	}
}

// add adds the object to those that were made, and the objects of its parts.
func (d *blockDecoder) add(w *draft) {
	d.made = append(d.made, w.Resource)
	if w.valid {
		d.addProblems(w.problems, w.it, true)
		d.named = append(d.named, w.Resource)
	}
	for _, p := range w.parts {
		d.addPart(w.Resource, p, w.it)
	}
}

// addPart adds the object of a part.
func (d *blockDecoder) addPart(of *schema.Resource, p partValue, it *instance) {
	r, problems := p.Describe(of, p.value, d.resolve)
	d.addProblems(problems, it, p.each)
	if r == nil {
		return
	}
	r.Record.Owner = d.owners.Of(r.Addr)
	d.made = append(d.made, r)
	if len(problems) == 0 {
		d.named = append(d.named, r)
	}
}
