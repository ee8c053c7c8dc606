package providertest

import (
	"errors"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// recordLaws are about what callwright remembers of an object in its tags.
var recordLaws = []law{
	{"records", updateRecords},
	{"only records", markObjects},
	{"records where a write fails", keepRecords},
}

// other returns a record that no sample has.
func other(k *schema.Kind) schema.Record {
	return record.Only(schema.Record{Owner: "sales/" + k.Name + ".other", Applied: "1:BBBBBBBB:"}, k)
}

// updateRecords checks that an update writes the record of want, with or without
// attributes. Without a record in want, the object keeps the one that it has.
func updateRecords(s *subject) {
	s.fill()
	for _, k := range s.kinds() {
		live := s.put(schematest.Sample(k, "kept", 0))
		every := k.Every().Minus(fixed(k)).Minus(k.Set(label(k)...))
		for _, step := range []struct {
			name    string
			attrs   schema.AttrSet
			record  schema.Record
			variant int // of the body that follows
		}{
			{"only a record", 0, other(k), 0},
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
			s.update(live, want, step.attrs)
			live = s.expect("Update with "+step.name, expected)
		}
	}
}

// markObjects checks that Mark writes the record and nothing else, and takes it away again.
func markObjects(s *subject) {
	s.fill()
	for _, k := range s.kinds() {
		live := s.put(schematest.Sample(k, "marked", 0))
		// Each twice, because an apply that was interrupted may write a record again.
		for _, kept := range []schema.Record{other(k), other(k), {}, {}, live.Record} {
			if err := s.p.Mark(ctx, live, kept); err != nil {
				s.Errorf("Mark(%s, %+v): %v", live.Name(), kept, err)
			}
			expected := live.Clone()
			expected.Record = kept
			s.expect("Mark", expected)
		}
	}
}

// keepRecords checks that a write that fails leaves the record. A record that says more
// than was written would hide a change that has still to be made.
func keepRecords(s *subject) {
	s.fill()
	for _, k := range s.kinds() {
		if k.Single || !k.HoldsRecords() {
			continue
		}
		taken, live := s.put(schematest.Sample(k, "taken", 0)), s.put(schematest.Sample(k, "free", 0))
		if k.Set(k.Label).And(fixed(k)) == 0 {
			want := taken.Clone()
			want.Record = other(k)
			if err := s.p.Update(ctx, live, want, k.Set(k.Label)); !errors.Is(err, providers.ErrExists) {
				s.Errorf("Update(%s) to a name that is taken: %v, want ErrExists", live.Name(), err)
			}
			s.expect("Update to a name that is taken", live)
		}
		if !k.Deletable() {
			continue
		}
		// Nor does a record bring a deleted object back.
		if err := s.p.Delete(ctx, live); err != nil {
			s.Fatalf("Delete(%s): %v", live.Name(), err)
		}
		for _, kept := range []schema.Record{other(k), {}} {
			if err := s.p.Mark(ctx, live, kept); !errors.Is(err, providers.ErrNotFound) {
				s.Errorf("Mark(%s, %+v) after Delete: %v, want ErrNotFound", live.Name(), kept, err)
			}
		}
	}
}
