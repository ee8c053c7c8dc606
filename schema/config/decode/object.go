package decode

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/syntax"
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

// A partValue is the value of an attribute that is a [schema.Part]: permission_group in a
// user's block describes a permission_group_assignment, too.
type partValue struct {
	schema.Part
	value cty.Value
	each  bool
}

// decode makes the object of one instance, and the objects of its parts.
func (d *blockDecoder) decode(it *instance) {
	kind := d.block.kind
	r := &schema.Resource{Kind: kind, Body: kind.New(), Desired: &schema.Desired{Addr: it.addr}}
	r.Source = schema.Source{Range: d.block.Header, Row: d.caller.rowOf(it.row).String()}
	r.Record.Owner = d.owners.Of(it.addr)
	d.made = append(d.made, r)
	parts, ok := d.set(r, it)
	unnamed := d.block.setDefaultName(r)
	r.UpdateKey()
	r.Lifecycle = d.lifecycleOf(it, &d.lifecycle)
	if ok {
		d.addProblems(slices.Concat(unnamed, r.Check()), it, true)
		it.name = knownValue(r.Key) // a reference to it need not compute the name again
		d.named = append(d.named, r)
	}
	for _, p := range parts {
		d.decodePart(r, p, it)
	}
}

// set sets the attributes of the object, and returns the values that describe its parts.
// Ok is false if one of the attributes has a mistake, which set reports.
func (d *blockDecoder) set(r *schema.Resource, it *instance) (parts []partValue, ok bool) {
	ok = !d.incomplete
	for _, a := range d.attributes {
		o, valid := d.value(a, it)
		if !valid {
			ok = false
			continue
		}
		if p, is := r.Kind.PartOf(a.Name); is {
			parts = append(parts, partValue{p, o.value, a.each})
			continue
		}
		if o.set != nil && schema.Share(r, o.set, o.attrs) {
			continue
		}
		before := r.Given
		problems := r.Set(a.Name, o.value, d.resolve)
		if len(problems) == 0 {
			o.set, o.attrs = r, r.Given.Minus(before)
			continue
		}
		ok = false
		d.addProblems(emptyCell(problems, a, o.value, it.row), it, a.each)
	}
	return parts, ok
}

// decodePart makes the object of a part.
func (d *blockDecoder) decodePart(of *schema.Resource, p partValue, it *instance) {
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
