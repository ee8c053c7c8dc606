package providertest

import (
	"errors"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// nameLaws are about the names of objects, and the ids that they lead to.
var nameLaws = []law{
	{"names are unique", uniqueNames},
	{"ids", findIDs},
}

// uniqueNames checks that two objects of a kind cannot have one name, neither by Create nor
// by Update, and that the attempt changes nothing.
func uniqueNames(s *subject) {
	s.fill()
	for _, k := range s.kinds() {
		if k.Single {
			continue
		}
		first := s.put(schematest.Sample(k, "twice", 0))
		if _, err := s.p.Create(ctx, schematest.Sample(k, "twice", 1)); !errors.Is(err, providers.ErrExists) {
			s.Errorf("Create(%s) for the second time: %v, want ErrExists", k.Name, err)
		}
		s.same("Create for the second time", schematest.Sample(k, "twice", 0), s.read(first), k.Every())
		if k.Set(k.Label).And(fixed(k)) != 0 {
			continue // its name cannot change
		}
		live := s.put(schematest.Sample(k, "once", 0))
		if err := s.p.Update(ctx, live, first, k.Set(k.Label)); !errors.Is(err, providers.ErrExists) {
			s.Errorf("Update(%s) to a name that is taken: %v, want ErrExists", k.Name, err)
		}
	}
}

// findIDs checks that names lead to ids: of what a new instance holds, and of objects that
// are created, renamed and deleted. An id under an old name would let a later write refer
// to the wrong object.
func findIDs(s *subject) {
	for _, k := range s.kinds() {
		for r := range s.list(k, 0) {
			s.id(r.Name(), r.ID)
		}
	}
	s.fill()
	for _, k := range s.kinds() {
		live := s.put(schematest.Sample(k, "named", 0))
		s.id(live.Name(), live.ID) // also where a list lags behind the create
		s.id(schema.Name{Kind: k.Name, Key: "No Such Object"}, "")
		if k.Single {
			continue
		}
		if k.Set(k.Label).And(fixed(k)) == 0 {
			was := live
			s.update(live, schematest.Sample(k, "renamed", 0), k.Set(k.Label))
			live = s.read(live)
			s.id(was.Name(), "")
			s.id(live.Name(), was.ID)
		}
		if !k.Deletable() {
			continue
		}
		if err := s.p.Delete(ctx, live); err != nil {
			s.Fatalf("Delete(%s): %v", live.Name(), err)
		}
		s.id(live.Name(), "")
	}
	// A rename changes the keys of everything below, and the ids stay.
	below := s.find(schema.Name{Kind: "hierarchy_group", Key: `EMEA/Head \/ Office`})
	s.update(s.find(schema.Name{Kind: "hierarchy_group", Key: "EMEA"}), schematest.Sample(below.Kind, "Europe", 0), below.Kind.Set("name"))
	s.id(below.Name(), "")
	s.id(schema.Name{Kind: "hierarchy_group", Key: `Europe/Head \/ Office`}, below.ID)
}
