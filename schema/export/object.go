package export

import (
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// An object is a live object with its description.
type object struct {
	live  *schema.Resource
	want  *schema.Resource            // what the configuration says of it: the given attributes
	parts map[string]*schema.Resource // by the name of the part: the object that it describes
	bad   schema.AttrSet              // the attributes that the configuration cannot write as they are
	notes []string                    // what the configuration cannot say of it, as comments

	levelName string // of a hierarchy group: the name of its level
}

func (o *object) name() schema.Name { return o.live.Name() }

// A describer describes live objects.
type describer struct {
	live     *schema.State
	instance schema.Instance
	complete bool // also attributes that the service gives a new object by itself
}

// describe returns what a configuration can say of a live object. It returns no object if the
// configuration cannot write the object's name, and says why.
//
// A service may hold values that a configuration cannot write, or that would not come back as
// they are: a permission to edit without the one to view, for example. Such attributes are left
// out, with a note. Long says that a user has settings for each channel, even if the settings
// of the phone say the same.
func (d describer) describe(live *schema.Resource, long bool) (o *object, why string) {
	k := live.Kind
	o = &object{live: live, parts: map[string]*schema.Resource{}}
	for _, u := range live.Undescribed {
		o.notes = append(o.notes, "callwright cannot describe "+u.What+", and leaves it as it is.")
	}
	attrs := d.writable(live, long)
	for {
		var bad schema.AttrSet
		if o.want, bad = d.rewrite(live, attrs); bad == 0 {
			break
		}
		for i := range bad.Minus(schema.Defaults(live)).All() {
			o.notes = append(o.notes, "callwright cannot write "+k.Attrs[i].Name+" as it is, and leaves it.")
		}
		attrs, o.bad = attrs.Minus(bad), o.bad.Union(bad)
	}
	if o.want.UpdateKey(); o.want.Key != live.Key {
		return nil, "A configuration cannot write their names."
	}
	return o, ""
}

// writable returns the attributes of a live object that its description has.
func (d describer) writable(live *schema.Resource, long bool) schema.AttrSet {
	k, attrs := live.Kind, live.Given.Minus(live.Unreadable)
	for i := range k.Attrs {
		if k.Attrs[i].ReadOnly || attrs.Has(i) && k.Attrs[i].RefersTo != "" && k.Attrs[i].Shape == schema.Scalar && live.Value(i).RawEquals(cty.StringVal("")) {
			attrs = attrs.Minus(schema.Attrs(i))
		}
	}
	attrs = attrs.Minus(unchosen(live)).Minus(live.Absent)
	if !d.complete {
		attrs = attrs.Minus(schema.Defaults(live).Minus(d.applied(live)))
	}
	return attrs.Minus(duplicates(live, attrs, long))
}

// applied returns the attributes that the object's record remembers: somebody manages them,
// even if their values are the service's defaults. Of an object with leaves, such as phone, the
// record has one sketch; its elements tell which leaves are managed.
func (d describer) applied(live *schema.Resource) schema.AttrSet {
	var attrs schema.AttrSet
	memory, err := record.ParseApplied(live.Record.Applied)
	if err != nil {
		return 0
	}
	digester := record.Digester{Salt: d.instance.ID, ID: func(n schema.Name) (string, bool) {
		if r, ok := d.live.Lookup(n); ok && r.Live != nil {
			return r.ID, true
		}
		return d.live.OutsideID(n)
	}}
	for _, slot := range live.Kind.Slots() {
		entry, ok := memory.Entry(slot.Code)
		switch {
		case !ok:
		case slot.Object:
			attrs = attrs.Union(leavesOf(entry.Sum, digester, live, slot.Attrs.And(live.Given)))
		default:
			attrs = attrs.Union(slot.Attrs)
		}
	}
	return attrs
}

// leavesOf returns the leaves whose values make up the sketch: all of them if a value changed
// since.
func leavesOf(sketch record.Sketch, digester record.Digester, live *schema.Resource, leaves schema.AttrSet) schema.AttrSet {
	var sums []record.Sketch
	var at []int
	for i := range leaves.All() {
		for _, e := range digester.Elements(live, i) {
			sums, at = append(sums, e.Sum), append(at, i)
		}
	}
	if len(sums) > record.MostUnknowns {
		return leaves
	}
	subset, ok := record.Solve(sketch, sums)
	if !ok {
		return leaves
	}
	var attrs schema.AttrSet
	for n, i := range at {
		if subset>>n&1 == 1 {
			attrs = attrs.With(i)
		}
	}
	return attrs
}

// unchosen returns the leaves of the alternatives that a live object does not have: of a quick
// connect to a phone number, the user, the queue and the flow.
func unchosen(live *schema.Resource) schema.AttrSet {
	var all schema.AttrSet
	empty := live.Kind.New()
	for i := range live.Given.All() {
		a := &live.Kind.Attrs[i]
		object, _, leaf := strings.Cut(a.Name, ".")
		if leaf && slices.Contains(live.Kind.Alternatives, object) && a.Value(live.Body).RawEquals(a.Value(empty)) {
			all = all.With(i)
		}
	}
	return all
}

// duplicates returns the attributes that the description leaves out because others are the same
// setting. A user's phone has settings of the voice channel, and channels has them, too. The
// phone is enough if each other setting of channels is the service's default; all asks for the
// settings of each channel even then. What only the voice channel has, such as the number of a
// desk phone, is a setting of the phone in any case.
func duplicates(live *schema.Resource, attrs schema.AttrSet, all bool) schema.AttrSet {
	var twins, long, drop schema.AttrSet // channels.voice.phone_type; all of channels
	enough, object := !all, ""
	for i := range live.Kind.Attrs {
		for _, twin := range live.Kind.Attrs[i].SameSettingAs {
			object, _, _ = strings.Cut(live.Kind.Attrs[i].Name, ".")
			t, _ := live.Kind.Lookup(twin)
			twins = twins.With(i)
			enough = enough && (!live.Given.Has(i) || live.Value(i).RawEquals(live.Value(t)))
		}
	}
	if object == "" {
		return 0
	}
	leaves := map[string]int{} // how many channels have the setting
	defaults := schema.Defaults(live)
	for _, leaf := range live.Kind.Leaves(object) {
		i, _ := live.Kind.Lookup(object + "." + leaf)
		long = long.With(i)
		leaves[leaf[strings.LastIndexByte(leaf, '.')+1:]]++
		enough = enough && (twins.Has(i) || !attrs.Has(i) || defaults.Has(i))
	}
	if enough {
		return long
	}
	for i := range twins.All() {
		a := &live.Kind.Attrs[i]
		if leaves[a.Name[strings.LastIndexByte(a.Name, '.')+1:]] < 2 {
			drop = drop.With(i)
			continue
		}
		drop = drop.Union(live.Kind.Set(a.SameSettingAs...))
	}
	return drop
}

// rewrite returns the description of a live object with the given attributes, as a
// configuration would read it, and the attributes that do not come back as they are.
func (d describer) rewrite(live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, schema.AttrSet) {
	k := live.Kind
	want := &schema.Resource{Kind: k, Body: k.New(), Desired: &schema.Desired{}}
	var bad schema.AttrSet
	for i := range attrs.All() {
		if len(want.Set(k.Attrs[i].Name, live.Value(i), schema.Plain)) > 0 {
			bad = bad.With(i)
		}
	}
	if bad != 0 {
		return want, bad
	}
	bad = k.Changed(live, schema.Complete(want, live))
	for _, p := range slices.Concat(want.Check(), schema.Refusals(d.instance, want, attrs, false), schema.Conflicts(want, live, d.live)) {
		if p.Severity() == diag.Error {
			bad = bad.Union(attributeOf(k, p).And(attrs))
		}
	}
	return want, bad
}

// attributeOf returns the attribute that a problem is about.
func attributeOf(k *schema.Kind, p diag.Problem) schema.AttrSet {
	name := strings.TrimPrefix(diag.PathString(p.Path()), ".")
	var attrs schema.AttrSet
	for i := range k.Attrs {
		if a := k.Attrs[i].Name; a == name || strings.HasPrefix(a, name+".") || strings.HasPrefix(name, a+".") || strings.HasPrefix(name, a+"[") {
			attrs = attrs.With(i)
		}
	}
	return attrs
}
