package providertest

import (
	"errors"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// other is a record that no sample has.
func other(k *schema.Kind) schema.Record {
	return record.Only(schema.Record{Owner: "sales/" + k.Name + ".other", Applied: "1:BBBBBBBB:"}, k)
}

// recorded checks that an update writes the record that is wanted together with
// the attributes, or alone, and leaves it where none is.
func (c *contract) recorded() {
	c.fill()
	for _, k := range c.kinds() {
		live := c.put(schematest.Sample(k, "kept", 0))
		every := k.Every().Minus(fixed(k)).Minus(k.Set(label(k)...))
		for _, step := range []struct {
			name    string
			attrs   schema.AttrSet
			record  schema.Record
			variant int // of the body that follows
		}{
			{"a record alone", 0, other(k), 0},
			{"the same record", 0, other(k), 0},
			{"attributes and a record", every, schematest.Sample(k, "", 0).Record, 1},
			{"no record", every, schema.Record{}, 0},
			{"neither", 0, schema.Record{}, 0},
			{"half a record", every, schema.Record{Owner: "sales/" + k.Name + ".other"}, 1},
		} {
			want, expected := schematest.Sample(k, "kept", step.variant), live.Clone()
			k.Copy(expected.Body, want.Body, step.attrs)
			want.Record = step.record
			if step.record.Applied != "" {
				expected.Record = step.record
			}
			c.update(live, want, step.attrs)
			live = c.expect("Update with "+step.name, expected)
		}
	}
}

// label returns the attribute that names objects of the kind, if there is one.
func label(k *schema.Kind) []string {
	if k.Label == "" {
		return nil
	}
	return []string{k.Label}
}

// expect checks that Read and List give the expected object, whole and with its
// record, and returns it as read.
func (c *contract) expect(what string, expected *schema.Resource) *schema.Resource {
	c.Helper()
	read := c.read(expected)
	for _, got := range []*schema.Resource{read, c.find(expected.Name())} {
		c.same(what, expected, got, expected.Kind.Every())
		if got.Record != expected.Record {
			c.Errorf("%s: %s has the record %+v, want %+v", what, got.Name(), got.Record, expected.Record)
		}
	}
	return read
}

func (c *contract) marked() {
	c.fill()
	for _, k := range c.kinds() {
		live := c.put(schematest.Sample(k, "marked", 0))
		for _, kept := range []schema.Record{other(k), other(k), {}, {}, live.Record} {
			if err := c.p.Mark(ctx, live, kept); err != nil {
				c.Errorf("Mark(%s, %+v): %v", live.Name(), kept, err)
			}
			expected := live.Clone()
			expected.Record = kept
			c.expect("Mark", expected)
		}
	}
}

// unrecorded checks that a write that fails leaves the record.
func (c *contract) unrecorded() {
	c.fill()
	for _, k := range c.kinds() {
		if k.Single || !k.HoldsRecords() {
			continue
		}
		taken, live := c.put(schematest.Sample(k, "taken", 0)), c.put(schematest.Sample(k, "free", 0))
		if k.Set(k.Label).And(fixed(k)) == 0 {
			want := taken.Clone()
			want.Record = other(k)
			if err := c.p.Update(ctx, live, want, k.Set(k.Label)); !errors.Is(err, providers.ErrExists) {
				c.Errorf("Update(%s) to a name that is taken: %v, want ErrExists", live.Name(), err)
			}
			c.expect("Update to a name that is taken", live)
		}
		if !k.Deletable() {
			continue
		}
		if err := c.p.Delete(ctx, live); err != nil {
			c.Fatalf("Delete(%s): %v", live.Name(), err)
		}
		for _, kept := range []schema.Record{other(k), {}} {
			if err := c.p.Mark(ctx, live, kept); !errors.Is(err, providers.ErrNotFound) {
				c.Errorf("Mark(%s, %+v) after Delete: %v, want ErrNotFound", live.Name(), kept, err)
			}
		}
	}
}

// ids checks that names lead to ids, those of a new instance and those of objects
// that are made, renamed and deleted.
func (c *contract) ids() {
	for _, k := range c.kinds() {
		for r := range c.list(k, 0) {
			c.id(r.Name(), r.ID)
		}
	}
	c.fill()
	for _, k := range c.kinds() {
		live := c.put(schematest.Sample(k, "named", 0))
		c.id(live.Name(), live.ID)
		c.id(schema.Name{Kind: k.Name, Key: "No Such Object"}, "")
		if k.Single {
			continue
		}
		if k.Set(k.Label).And(fixed(k)) == 0 {
			was := live
			c.update(live, schematest.Sample(k, "renamed", 0), k.Set(k.Label))
			live = c.read(live)
			c.id(was.Name(), "")
			c.id(live.Name(), was.ID)
		}
		if !k.Deletable() {
			continue
		}
		if err := c.p.Delete(ctx, live); err != nil {
			c.Fatalf("Delete(%s): %v", live.Name(), err)
		}
		c.id(live.Name(), "")
	}
	below := c.find(schema.Name{Kind: "hierarchy_group", Key: `EMEA/Head \/ Office`})
	c.update(c.find(schema.Name{Kind: "hierarchy_group", Key: "EMEA"}), schematest.Sample(below.Kind, "Europe", 0), below.Kind.Set("name"))
	c.id(below.Name(), "")
	c.id(schema.Name{Kind: "hierarchy_group", Key: `Europe/Head \/ Office`}, below.ID)
}

// id checks the id of the object of that name; "" stands for none.
func (c *contract) id(n schema.Name, want string) {
	c.Helper()
	got, err := c.p.ID(ctx, n)
	if got != want || want != "" && err != nil || want == "" && !errors.Is(err, providers.ErrNotFound) {
		c.Errorf("ID(%s) = %q, %v; want %q", n, got, err, want)
	}
}
