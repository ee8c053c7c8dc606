package plan

import (
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// Drift returns what somebody changed in the console since the last apply: each change goes from
// the values that were last applied to the ones that are live. Described objects that do not
// exist are creations, as in the plan: nobody knows whether they ever existed.
//
// For example, a security profile was applied with the permission Users.View, and somebody added
// Users.Edit. The plan removes Users.Edit, and its drift adds it. The drift is for showing. An
// apply of it would write what is there already.
func (p *Plan) Drift() *Plan {
	d := &Plan{Instance: p.Instance, Stack: p.Stack, Scope: p.Scope, Noop: p.Noop, LeftOut: p.LeftOut, Unmanaged: p.Unmanaged}
	for _, c := range p.Changes {
		switch {
		case c.Action == Create:
			missing := *c
			missing.Waits = nil
			d.Changes = append(d.Changes, &missing)
		case c.Step != "" && len(c.Findings) == 0: // a step on the way
		case c.Live == nil || c.Want == nil: // nothing is compared, because the object goes, or replaces another
			d.Noop++
		default:
			if changed := since(c); changed != nil {
				d.Changes = append(d.Changes, changed)
			} else {
				d.Noop++
			}
		}
	}
	return d
}

// since returns how somebody changed the object; nil if nobody did.
func since(c *Change) *Change {
	d := &Change{Action: Update, Addr: c.Addr, Standing: c.Standing, Reason: AttributeDiffers, Source: c.Source, Live: c.Live.Clone(), Want: c.Live}
	k := c.Live.Kind
	for _, f := range c.Findings {
		if !f.Drifted() {
			continue
		}
		d.Attrs = d.Attrs.With(f.Attr)
		a := &k.Attrs[f.Attr]
		applied, known := f.applied(a, c.Live.Value(f.Attr), c.Want.Value(f.Attr))
		if !known {
			d.Live.Given = d.Live.Given.Minus(schema.AttrSet(0).With(f.Attr))
			d.Findings = append(d.Findings, Finding{Attr: f.Attr, Cause: Both})
			continue
		}
		k.Copy(d.Live.Body, k.New(), schema.AttrSet(0).With(f.Attr)) // Set may add to what is there
		d.Live.Set(a.Name, applied, schema.Plain)
	}
	if d.Attrs == 0 {
		return nil
	}
	if d.Live.UpdateKey(); d.Was() != "" {
		d.Action, d.Reason = Rename, Renamed
	}
	return d
}

// applied returns the value that was last applied. It is not known of a value that both sides
// changed. Of a set, a map or a table it returns the live value without what somebody changed.
func (f Finding) applied(a *schema.Attr, live, want cty.Value) (cty.Value, bool) {
	if f.Entries == nil {
		return want, f.Cause == Drifted
	}
	entries := map[string]cty.Value{}
	var keys []string
	for _, e := range entriesOf(a, live) {
		keys, entries[e.key] = append(keys, e.key), e.value
	}
	told := false
	for _, e := range Delta(a, live, want) {
		if f.Of(e.Key) != Drifted {
			continue
		}
		told = true
		if e.Before == cty.NilVal {
			keys = append(keys, e.Key)
		}
		entries[e.Key] = e.After // which is nil for an entry that somebody added
	}
	return compose(a, keys, entries), told
}

// Kept returns the value that a configuration writes to keep what somebody changed: want, with
// the live value of what drifted. What the configuration changed itself stays as it is there.
//
// For example, somebody added the permission "a" in the console, and the configuration added "b"
// since the last apply. The kept value has both.
func (f Finding) Kept(a *schema.Attr, live, want cty.Value) cty.Value {
	if f.Entries == nil {
		return live
	}
	entries := map[string]cty.Value{}
	var keys []string
	for _, e := range entriesOf(a, want) {
		keys, entries[e.key] = append(keys, e.key), e.value
	}
	for _, e := range Delta(a, want, live) {
		if cause := f.Of(e.Key); cause == Configured {
			continue
		}
		if e.Before == cty.NilVal {
			keys = append(keys, e.Key)
		}
		entries[e.Key] = e.After
	}
	return compose(a, keys, entries)
}

// compose returns the value that has these entries, in the order of the keys.
func compose(a *schema.Attr, keys []string, entries map[string]cty.Value) cty.Value {
	var list []cty.Value
	members := map[string]cty.Value{}
	for _, key := range keys {
		if v := entries[key]; v != cty.NilVal {
			list, members[key] = append(list, v), v
		}
	}
	switch {
	case a.Shape == schema.Map && len(members) == 0:
		return cty.MapValEmpty(a.Type.ElementType())
	case a.Shape == schema.Map:
		return cty.MapVal(members)
	case a.Type.IsSetType() && len(list) == 0:
		return cty.SetValEmpty(a.Type.ElementType())
	case a.Type.IsSetType():
		return cty.SetVal(list)
	case len(list) == 0:
		return cty.ListValEmpty(a.Type.ElementType())
	}
	return cty.ListVal(list)
}

// Applied returns the state in which the drift's objects are as they were last applied. Together
// with the live state, it says what the drift means for people. Objects have their live names,
// because others refer to them by these.
func (p *Plan) Applied(live *schema.State) (*schema.State, error) {
	was := map[schema.Name]*schema.Resource{} // by kind and id
	for _, c := range p.Changes {
		if c.Action != Create {
			was[schema.Name{Kind: c.Live.Kind.Name, Key: c.Live.ID}] = c.Live
		}
	}
	list := make([]*schema.Resource, 0, len(live.All()))
	for _, l := range live.All() {
		if r := was[schema.Name{Kind: l.Kind.Name, Key: l.ID}]; r != nil && r.Key != l.Key {
			r = r.Clone()
			i, _ := r.Kind.Lookup(r.Kind.Label)
			r.Kind.Copy(r.Body, l.Body, schema.AttrSet(0).With(i))
			r.UpdateKey()
			l = r
		} else if r != nil {
			l = r
		}
		list = append(list, l)
	}
	state, err := schema.NewState(list)
	if err != nil {
		return nil, err
	}
	return state.WithOutsideOf(live), nil
}
