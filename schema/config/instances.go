package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// An instance is one object of a block: its only one, or that of one of for_each's
// keys.
type instance struct {
	addr  schema.Addr
	value cty.Value   // each.value
	row   bounded.Row // where each.value came from
	stage stage       // of name
	name  string      // natural key
}

// expand works out the block's objects. They are none when for_each is wrong.
func (l *loader) expand(b *block) []instance {
	if b.expansion == done {
		return b.instances
	}
	if b.forEach == nil {
		b.expansion = done
		b.instances = []instance{{addr: b.addr()}}
		return b.instances
	}
	name := b.addr().String() + "'s for_each"
	if b.expansion == busy {
		l.cycle(name)
		return nil
	}
	if !l.enter(name, b.forEach.Expr.Range()) {
		return nil
	}
	b.expansion = busy
	b.instances = l.forEach(b)
	b.expansion = done
	l.leave()
	return b.instances
}

func (l *loader) forEach(b *block) []instance {
	expr := b.forEach.Expr
	scope := l.scope(false)
	if !scope.admit(expr) {
		return nil
	}
	v, diags := l.evaluate(expr, scope.ctx)
	l.report(diags...)
	v, marks := v.Unmark()
	if diags.HasErrors() || !v.IsKnown() {
		return nil
	}
	if problem := badForEach(v, marks, b); problem != nil {
		l.report(within(b.forEach.SrcRange, problem))
		return nil
	}
	if over := l.eval.Draw(bounded.Cost{Elements: int64(v.LengthInt())}, expr.Range()); over != nil || l.eval.Exhausted() != nil {
		return nil
	}
	instances := make([]instance, 0, v.LengthInt())
	for it := v.ElementIterator(); it.Next(); {
		key, value := it.Element()
		addr := b.addr()
		addr.Keyed, addr.Key = true, key.AsString()
		instances = append(instances, instance{addr: addr, row: bounded.RowOf(value), value: bounded.WithoutRow(value)})
	}
	return instances
}

// badForEach says why for_each cannot take v, or returns nil.
func badForEach(v cty.Value, marks cty.ValueMarks, b *block) *hcl.Diagnostic {
	at, t := b.forEach.Expr.Range(), v.Type()
	switch {
	case bounded.IsSensitive(marks):
		return diag.SensitiveValue.In(at, "The keys of for_each are shown in plans, so it cannot take a sensitive value.")
	case v.IsNull():
		return diag.NullForEach.In(at, "for_each is null. For no objects at all write {}.")
	case t.IsObjectType(), t.IsMapType():
		return nil
	case t.IsSetType() && t.ElementType() == cty.String:
		return badMembers(v, at)
	case t.IsSetType() && v.LengthInt() == 0:
		return nil
	case t.IsSetType():
		return diag.InvalidForEach.In(at, "The members of this set are no strings, so they cannot be keys. Write a map: { for x in … : KEY => x }.")
	case t.IsListType(), t.IsTupleType():
		return diag.ForEachOverList.In(at, "A list's members have no keys, so an object would get another address when one is put in before it. Key them: { for x in … : x.username => x }, or toset(…) for a list of different strings.")
	}
	return diag.InvalidForEach.In(at, "for_each takes a map or a set of strings, but this is a %s.", t.FriendlyName())
}

func badMembers(set cty.Value, at hcl.Range) *hcl.Diagnostic {
	for it := set.ElementIterator(); it.Next(); {
		if _, e := it.Element(); e.IsNull() {
			return diag.NullKey.In(at, "A member of the set is null, so it cannot be a key.")
		}
	}
	return nil
}

// position returns the place of the instance with a key.
func (b *block) position(key string) (int, bool) {
	if b.index == nil {
		b.index = make(map[string]int, len(b.instances))
		for i := range b.instances {
			b.index[b.instances[i].addr.Key] = i
		}
	}
	i, ok := b.index[key]
	return i, ok
}

// reference returns what expressions see of the block: a reference, under for_each
// a map of them; of a table, an object with its rows.
func (l *loader) reference(b *block) cty.Value {
	if b.valueAt == done {
		return b.value
	}
	name := b.addr().String()
	if b.valueAt == busy {
		l.cycle(name)
		return bounded.Broken
	}
	if !l.enter(name, b.header) {
		return bounded.Broken
	}
	b.valueAt = busy
	b.value = l.referTo(b)
	b.valueAt = done
	l.leave()
	return b.value
}

func (l *loader) referTo(b *block) cty.Value {
	instances := l.expand(b)
	if b.forEach == nil {
		return l.instanceValue(b, &instances[0])
	}
	if b.expansion != done {
		return bounded.Broken
	}
	if len(instances) == 0 {
		return cty.MapValEmpty(referenceType)
	}
	members := make(map[string]cty.Value, len(instances))
	for i := range instances {
		members[instances[i].addr.Key] = l.instanceValue(b, &instances[i])
	}
	if b.kind == nil {
		return cty.ObjectVal(members)
	}
	return cty.MapVal(members)
}

func (l *loader) instanceValue(b *block, it *instance) cty.Value {
	if b.kind == nil {
		return cty.ObjectVal(map[string]cty.Value{"rows": l.rows(b, it)})
	}
	return refer(it.addr)
}
