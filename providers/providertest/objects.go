package providertest

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

func (c *contract) fresh() {
	i, err := c.p.Instance(ctx)
	if err != nil || i.ID == "" || i.Service == "" {
		c.Errorf("Instance() = %+v, %v", i, err)
	}
	for _, k := range c.kinds() {
		ids := map[string]bool{}
		for r := range c.list(k, k.Every()) {
			if r.Kind != k || r.ID == "" || ids[r.ID] || (r.Key == "") != k.Single {
				c.Errorf("List(%s) has %s with id %q", k.Name, r.Name(), r.ID)
			}
			ids[r.ID] = true
			c.same("List", c.read(r), r, r.Given)
		}
		if k.Single && len(ids) != 1 {
			c.Errorf("List(%s) has %d objects, want one", k.Name, len(ids))
		}
	}
}

func (c *contract) create() {
	c.fill()
	for _, k := range c.kinds() {
		for v := range 2 {
			want := schematest.Sample(k, fmt.Sprintf("new-%d", v), v)
			for what, got := range map[string]*schema.Resource{"Read": c.put(want), "List": c.find(want.Name())} {
				c.same(what, want, got, k.Every())
				if got.Key != want.Key || got.Record != want.Record || got.System {
					c.Errorf("%s: key %q, record %+v, system %t; want %q, %+v, false", what, got.Key, got.Record, got.System, want.Key, want.Record)
				}
			}
		}
	}
}

// required returns the attributes that an object needs to be created.
func required(k *schema.Kind) schema.AttrSet {
	return k.Required()
}

func (c *contract) createPart() {
	c.fill()
	for _, k := range c.kinds() {
		want := schematest.Sample(k, "part", 0)
		if _, has := k.Lookup("parent"); has {
			want.Body.(*schema.HierarchyGroup).Parent = ""
		}
		want.Given, want.Record = required(k), schema.Record{}
		if k.Name == "user" {
			want.Given = want.Given.Union(k.Set("email")) // some instances need one
		}
		if k.Name == "quick_connect" {
			want.Given = want.Given.Union(k.Set("user.user", "user.flow")) // one of its destinations
		}
		want.UpdateKey()
		live := c.put(want)
		c.same("Create", want, live, want.Given)
		for i := range k.Attrs {
			if one := schema.Attrs(i); !k.Attrs[i].Immutable && want.Given.And(one) == 0 && !needsNumber(k.Attrs[i].Name) {
				want := schematest.Sample(k, "part", 1)
				c.update(live, want, one)
				live = c.read(live)
				c.same("Update "+k.Attrs[i].Name, want, live, one)
			}
		}
	}
}

// needsNumber reports whether the attribute may call for a phone number.
func needsNumber(attr string) bool {
	return attr == "phone.type" || attr == "channels.voice.phone_type"
}

// updateOne checks that an update of one attribute changes that one alone, and what is
// the same setting in the service.
func (c *contract) updateOne() {
	c.fill()
	for _, k := range c.kinds() {
		live := c.put(schematest.Sample(k, "single", 0))
		for i := range k.Attrs {
			if k.Attrs[i].Immutable {
				continue
			}
			one := schema.Attrs(i)
			want := schematest.Sample(k, "other", 1)
			expected := live.Clone()
			k.Copy(expected.Body, want.Body, one)
			c.update(live, want, one)
			live = c.read(live)
			c.same("Update "+k.Attrs[i].Name, expected, live, k.Every().Minus(twins(k, i)))
			if expected.Record != live.Record {
				c.Errorf("Update %s: record %+v, want %+v", k.Attrs[i].Name, live.Record, expected.Record)
			}
		}
	}
}

// twins returns the attributes that are the same setting as the one at position i.
func twins(k *schema.Kind, i int) schema.AttrSet {
	s := k.Set(k.Attrs[i].SameSettingAs...)
	for j := range k.Attrs {
		if slices.Contains(k.Attrs[j].SameSettingAs, k.Attrs[i].Name) {
			s = s.With(j)
		}
	}
	return s
}

func (c *contract) updateAll() {
	c.fill()
	for _, k := range c.kinds() {
		live := c.put(schematest.Sample(k, "every", 0))
		want := schematest.Sample(k, "every", 1)
		c.update(live, want, k.Every().Minus(fixed(k)))
		c.same("Update and Read", want, c.read(live), k.Every())
		c.same("Update and List", want, c.find(want.Name()), k.Every())
	}
}

// fixed returns the attributes that the service cannot change.
func fixed(k *schema.Kind) schema.AttrSet {
	var s schema.AttrSet
	for i := range k.Attrs {
		if k.Attrs[i].Immutable {
			s = s.With(i)
		}
	}
	return s
}

// uncleared are attributes that the language lets be empty and a service does not, by
// kind: with the reason.
var uncleared = map[string]map[string]string{
	"hierarchy":       {"levels": "groups are at them"},
	"routing_profile": {"channels": "without a channel there is no rule for it", "cross_channel": "a rule is empty where its channel is off"},
	"quick_connect":   {"user": "it needs a destination", "queue": "it needs a destination", "phone": "it needs a destination"},
	"user":            {"email": "some instances need one"},
}

// clearable returns the attributes that may be emptied: those whose zero value a
// configuration can write.
func clearable(k *schema.Kind) []string {
	var names []string
	empty := &schema.Resource{Kind: k, Body: k.New()}
	for i := range k.Attrs {
		a := &k.Attrs[i]
		root, _, _ := strings.Cut(a.Name, ".")
		if uncleared[k.Name][root] == "" && !a.Immutable && !a.ReadOnly && empty.Unwritable(schema.Attrs(i)) == 0 {
			names = append(names, a.Name)
		}
	}
	return names
}

func (c *contract) clear() {
	c.fill()
	for _, k := range c.kinds() {
		live := c.put(schematest.Sample(k, "clear", 0))
		for _, attr := range clearable(k) {
			expected := live.Clone()
			empty := &schema.Resource{Kind: k, Body: k.New(), Given: k.Set(attr)}
			k.Copy(expected.Body, empty.Body, empty.Given)
			c.update(live, empty, empty.Given)
			live = c.read(live)
			i, _ := k.Lookup(attr)
			c.same("clear "+attr, expected, live, k.Every().Minus(twins(k, i)))
		}
	}
}

// needs checks that a query gets what it needs, of the objects that it needs it
// of, and without a need at least the names.
func (c *contract) needs() {
	c.fill()
	for _, k := range c.kinds() {
		for r, err := range c.p.List(ctx, providers.Query{Kind: k}) {
			if err != nil || r.ID == "" {
				c.Fatalf("List(%s) without needs = %v, %v", k.Name, r, err)
			}
			c.same("List without needs", c.read(r), r, r.Given)
		}
		wanted := schematest.Sample(k, "needed", 0)
		c.put(wanted)
		for i := range k.Attrs {
			need := func(live *schema.Resource) schema.AttrSet {
				if live.Key == wanted.Key {
					return schema.Attrs(i)
				}
				return 0
			}
			for r, err := range c.p.List(ctx, providers.Query{Kind: k, Need: need}) {
				if err != nil {
					c.Fatalf("List(%s) with %s: %v", k.Name, k.Attrs[i].Name, err)
				}
				if r.Key == wanted.Key {
					c.same("List with needs", wanted, r, schema.Attrs(i))
				}
			}
		}
	}
}

func (c *contract) unique() {
	c.fill()
	for _, k := range c.kinds() {
		if k.Single {
			continue
		}
		first := c.put(schematest.Sample(k, "twice", 0))
		if _, err := c.p.Create(ctx, schematest.Sample(k, "twice", 1)); !errors.Is(err, providers.ErrExists) {
			c.Errorf("Create(%s) for the second time: %v, want ErrExists", k.Name, err)
		}
		c.same("Create for the second time", schematest.Sample(k, "twice", 0), c.read(first), k.Every())
		if k.Set(k.Label).And(fixed(k)) != 0 {
			continue
		}
		live := c.put(schematest.Sample(k, "once", 0))
		if err := c.p.Update(ctx, live, first, k.Set(k.Label)); !errors.Is(err, providers.ErrExists) {
			c.Errorf("Update(%s) to a name that is taken: %v, want ErrExists", k.Name, err)
		}
	}
}

func (c *contract) gone() {
	c.fill()
	for _, k := range c.kinds() {
		if !k.Deletable() {
			continue
		}
		live := c.put(schematest.Sample(k, "gone", 0))
		for n := range 2 {
			if err := c.p.Delete(ctx, live); err != nil {
				c.Errorf("Delete(%s), time %d: %v", k.Name, n+1, err)
			}
		}
		if _, err := c.p.Read(ctx, live, k.Every()); !errors.Is(err, providers.ErrNotFound) {
			c.Errorf("Read(%s) after Delete: %v, want ErrNotFound", k.Name, err)
		}
		if err := c.p.Update(ctx, live, schematest.Sample(k, "gone", 1), k.Every().Minus(fixed(k))); !errors.Is(err, providers.ErrNotFound) {
			c.Errorf("Update(%s) after Delete: %v, want ErrNotFound", k.Name, err)
		}
		for r := range c.list(k, 0) {
			if r.ID == live.ID {
				c.Errorf("List(%s) after Delete has it", k.Name)
			}
		}
		if again := c.put(schematest.Sample(k, "gone", 1)); again.Key != live.Key {
			c.Errorf("Create(%s) after Delete has key %q", k.Name, again.Key)
		}
	}
}
